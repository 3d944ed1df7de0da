package io.hypervigil.containers.action;

import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.containers.inventory.Container;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which container is meant: by its name, its id, or as much of the id as is unique.
 *
 * @param runtime of which one, where it is said
 * @param container its name or id
 */
record Target(Optional<String> runtime, String container) {

    private static final int MOST_CHARACTERS = 1024;
    private static final Parameter.Type NAME = new Parameter.Type.Text(MOST_CHARACTERS);
    private static final Pattern ID = Pattern.compile("[0-9a-f]{1,64}");
    private static final String LIST = "container.list shows the containers there are";

    static final Parameter CONTAINER =
            Parameter.positional(
                    "container", NAME, "The container: its name, its id, or the id's beginning");

    static final Parameter RUNTIME =
            Parameter.optional(
                    "runtime", NAME, "The runtime, where several are there: docker, podman:USER");

    /** A container of a runtime that can be told something. Close it. */
    record Found(Engine engine, String id, String name) implements AutoCloseable {

        String text() {
            return name + " (" + engine.address().name() + ")";
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    private record Match(EngineAddress address, Engine.Row row, boolean isExact) {

        boolean isOfRoot() {
            return address.user().isEmpty();
        }
    }

    static Target of(ActionCall call) throws ActionFailure {
        var container = call.text(CONTAINER.name()).orElse("");
        if (container.isEmpty() || container.indexOf('\0') >= 0) {
            throw Refusal.of(Kind.INVALID, "container: a name or an id expected", LIST);
        }
        return new Target(call.text(RUNTIME.name()), container);
    }

    /** Looks it up in every runtime that may have it. */
    Found find(ContainerControl control) throws ActionFailure {
        var problems = new ArrayList<String>();
        var match = one(matches(control, problems), control, problems);
        try {
            return new Found(Engine.open(match.address, control), match.row.id(), match.row.name());
        } catch (IOException e) {
            throw Refusal.of(container, e);
        }
    }

    private List<Match> matches(ContainerControl control, List<String> problems)
            throws ActionFailure {
        var matches = new ArrayList<Match>();
        for (EngineAddress address : Runtimes.asked(control, runtime)) {
            try (var engine = Engine.open(address, control)) {
                for (Engine.Row row : engine.rows()) {
                    if (row.id().equals(container) || row.names().contains(container)) {
                        matches.add(new Match(address, row, true));
                    } else if (ID.matcher(container).matches() && row.id().startsWith(container)) {
                        matches.add(new Match(address, row, false));
                    }
                }
            } catch (IOException e) {
                problems.add(e.getMessage());
            }
        }
        return matches;
    }

    private Match one(List<Match> all, ContainerControl control, List<String> problems)
            throws ActionFailure {
        // What another user's runtime says is not to get in the way of root's.
        var ofRoot = all.stream().filter(Match::isOfRoot).toList();
        var believed = ofRoot.isEmpty() ? all : ofRoot;
        var exact = believed.stream().filter(Match::isExact).toList();
        var matches = exact.isEmpty() ? believed : exact;
        if (matches.size() == 1) {
            return matches.getFirst();
        }
        if (matches.isEmpty()) {
            throw none(control, problems);
        }
        throw Refusal.of(
                Kind.CONFLICT,
                "'" + container + "' may be: " + String.join(", ", texts(matches)),
                "give the whole id, and runtime=NAME where several runtimes have it");
    }

    private static List<String> texts(List<Match> matches) {
        return matches.stream()
                .map(
                        match ->
                                match.row.name()
                                        + " "
                                        + match.row.id()
                                        + " of "
                                        + match.address.name())
                .toList();
    }

    private ActionFailure none(ContainerControl control, List<String> problems) {
        var other = uncontrolled(control);
        if (other.isPresent()) {
            return Refusal.of(
                    Kind.UNSUPPORTED,
                    "'"
                            + container
                            + "' is a container of "
                            + other.get().runtime()
                            + ", which is read from files alone: nothing can be told it",
                    other.get().runtime().equals(EngineAddress.PODMAN)
                            ? "systemctl enable --now podman.socket lets it be told"
                            : "tell the tool that made it: Kubernetes, nerdctl or ctr");
        }
        return problems.isEmpty()
                ? Refusal.of(Kind.NOT_FOUND, "no container is called '" + container + "'", LIST)
                : Refusal.of(
                        Kind.UNAVAILABLE,
                        "'"
                                + container
                                + "' is in no runtime that answers; "
                                + String.join("; ", problems),
                        "start the runtime, or name another by runtime=NAME");
    }

    /** One that can be seen, but told nothing. */
    Optional<Container> uncontrolled(ContainerControl control) {
        return control.inventory().containers().stream()
                .filter(one -> !isControlled(control, one))
                .filter(one -> runtime.isEmpty() || runtime.get().equals(one.runtime()))
                .filter(one -> one.id().equals(container) || one.name().equals(container))
                .findFirst();
    }

    /** Whether there is a socket by which its runtime can be told something. */
    static boolean isControlled(ContainerControl control, Container container) {
        return control.engines().get().stream()
                .anyMatch(
                        address ->
                                address.runtime().equals(container.runtime())
                                        && address.user().equals(container.user()));
    }
}
