package io.hypervigil.containers.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which runtime launches where none is said. */
final class RuntimeActions {

    private static final Parameter NAME =
            Parameter.positional(
                    "runtime", new Parameter.Type.Text(128), "docker, podman or podman:USER");

    private final Declared declared;

    RuntimeActions(Declared declared) {
        this.declared = declared;
    }

    List<Action> actions() {
        return List.of(
                declared.of(
                        Head.reads("runtime.show", "Show the container runtimes and the usual one"),
                        (control, _) -> show(control)),
                declared.of(
                        Head.rules("runtime.switch", "Choose the runtime that usually launches"),
                        RuntimeActions::change,
                        NAME));
    }

    private static ActionResult show(ContainerControl control) throws ActionFailure {
        var runtimes = new ArrayList<Value>();
        for (EngineAddress address : control.engines().get()) {
            runtimes.add(shown(control, address));
        }
        var details = new Details().text("usual", usual(control));
        return ActionResult.unchanged(
                details.value("runtimes", new Value.Items(runtimes)).fields());
    }

    /** As chosen, though it may not be there just now; or the first there is. */
    private static Optional<String> usual(ContainerControl control) throws ActionFailure {
        return Runtimes.chosen(control)
                .or(() -> control.engines().get().stream().map(EngineAddress::name).findFirst());
    }

    private static Value shown(ContainerControl control, EngineAddress address) {
        var details =
                new Details()
                        .text("runtime", address.name())
                        .text("socket", address.socket().toString());
        try (var engine = Engine.open(address, control)) {
            details.flag("answers", true)
                    .text("version", engine.version())
                    .text("api_version", engine.apiVersion())
                    .text("gpus_by", GpuForms.of(control, engine).kind());
        } catch (IOException e) {
            details.flag("answers", false).text("problem", String.valueOf(e.getMessage()));
        }
        return details.asValue();
    }

    private static ActionResult change(ContainerControl control, ActionCall call)
            throws ActionFailure {
        var wanted = Runtimes.named(control, call.text(NAME.name()).orElse("")).name();
        var kept =
                Runtimes.kept(control)
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                Kind.UNSUPPORTED,
                                                "there is no folder to keep the choice in",
                                                "set collectors.containers.actions.state_folder, or"
                                                        + " collectors.containers.actions.runtime"));
        var old = usual(control);
        var details = new Details().text("old", old).text("new", wanted);
        try {
            if (kept.read().equals(Optional.of(wanted))) {
                return ActionResult.unchanged(details.fields());
            }
            if (!call.isDryRun()) {
                kept.write(wanted);
            }
            return ActionResult.changed(details.fields());
        } catch (IOException e) {
            throw new ActionFailure(
                    Kind.FAILED,
                    "could not keep the choice: " + e.getMessage(),
                    "see that the state folder is there and may be written to",
                    e);
        }
    }
}
