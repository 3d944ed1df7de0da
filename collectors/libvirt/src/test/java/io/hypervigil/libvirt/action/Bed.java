package io.hypervigil.libvirt.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.GivenCall;
import io.hypervigil.collect.action.Value;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.libvirt.quota.QuotaSettings;
import io.hypervigil.libvirt.quota.Quotas;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** All actions on the connections of a test. */
final class Bed implements AutoCloseable {

    private final HeldConnections connections;
    private final FactBoard facts = new FactBoard();
    private final VmActions actions;
    private VmActionSettings settings = VmActionSettings.defaults();
    private Provisions provisions =
            new Provisions(
                    Map.of(),
                    Optional::empty,
                    new Accounting(facts, FileTree.at(Path.of("/sys"))),
                    new Quotas(
                            SettingsBinder.defaults(QuotaSettings.class),
                            List::of,
                            InstantSource.system()),
                    Optional.empty(),
                    InstantSource.system());

    Bed(HeldConnections connections) {
        this.connections = connections;
        this.actions =
                new VmActions(
                        () ->
                                Optional.of(
                                        new VmControl(
                                                this.connections, facts, settings, provisions)));
    }

    static Bed on(String uri) {
        return new Bed(new HeldConnections().and("local", uri));
    }

    Bed with(VmActionSettings newSettings) {
        settings = newSettings;
        return this;
    }

    Bed with(Provisions newProvisions) {
        provisions = newProvisions;
        return this;
    }

    FactBoard facts() {
        return facts;
    }

    Action action(String name) {
        return actions.all().stream()
                .filter(action -> action.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    ActionResult run(String name, GivenCall call) throws ActionFailure {
        var action = action(name);
        var declared =
                action.parameters().stream()
                        .collect(Collectors.toMap(parameter -> parameter.name(), each -> each));
        for (Map.Entry<String, Value> given : call.parameters().entrySet()) {
            var parameter = Objects.requireNonNull(declared.get(given.getKey()), given.getKey());
            assertThat(parameter.refusal(given.getValue())).isEmpty();
        }
        return action.handler().run(call);
    }

    /** Runs one for good; answers as {@link #text}. */
    String run(String name, Object... namesAndValues) throws ActionFailure {
        return text(run(name, GivenCall.of(false, namesAndValues)));
    }

    String dryRun(String name, Object... namesAndValues) throws ActionFailure {
        return text(run(name, GivenCall.of(true, namesAndValues)));
    }

    /** Runs one that fails: {@code CONFLICT: message; remedy}. */
    String failure(String name, Object... namesAndValues) {
        return failure(name, GivenCall.of(false, namesAndValues));
    }

    String failure(String name, GivenCall call) {
        var failure = catchThrowableOfType(ActionFailure.class, () -> run(name, call));
        assertThat(failure).as(name).isNotNull();
        return failure.kind() + ": " + failure.getMessage() + "; " + failure.remedy();
    }

    /** {@code changed vm=test old=running}, without UUID and connection. */
    static String text(ActionResult result) {
        var fields =
                result.details().fields().entrySet().stream()
                        .filter(field -> !field.getKey().equals("uuid"))
                        .filter(field -> !field.getKey().equals("connection"))
                        .map(field -> field.getKey() + "=" + text(field.getValue()))
                        .collect(Collectors.joining(" "));
        return (result.isChanged() ? "changed " : "unchanged ") + fields;
    }

    static String text(Value value) {
        return switch (value) {
            case Value.Text(var text) -> text;
            case Value.Whole(long number) -> Long.toString(number);
            case Value.Decimal(var number) -> number.toPlainString();
            case Value.Flag(boolean isSet) -> Boolean.toString(isSet);
            case Value.Span(var span) -> span.toString();
            case Value.Items(var items) ->
                    items.stream().map(Bed::text).collect(Collectors.joining(", ", "[", "]"));
            case Value.Fields(var fields) ->
                    fields.entrySet().stream()
                            .map(field -> field.getKey() + "=" + text(field.getValue()))
                            .collect(Collectors.joining(" ", "{", "}"));
        };
    }

    @Override
    public void close() {
        connections.close();
    }
}
