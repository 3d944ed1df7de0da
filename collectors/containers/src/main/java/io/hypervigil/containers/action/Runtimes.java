package io.hypervigil.containers.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which runtimes there are to tell something, and which of them launches. */
final class Runtimes {

    static final String CONTAINERD = "containerd";

    private static final String NONE =
            "see that Docker or Podman listens, and that collectors.containers knows its socket";

    private Runtimes() {}

    /**
     * All of them, or the one of a name; none for a runtime that can be seen alone, as containerd
     * or a Podman without a socket.
     */
    static List<EngineAddress> asked(ContainerControl control, Optional<String> name)
            throws ActionFailure {
        if (name.isEmpty()) {
            return List.copyOf(control.engines().get());
        }
        boolean isTold =
                control.engines().get().stream().anyMatch(one -> one.name().equals(name.get()));
        boolean isSeen =
                name.get().equals(CONTAINERD)
                        || control.inventory().containers().stream()
                                .anyMatch(one -> one.runtime().equals(name.get()));
        return isSeen && !isTold ? List.of() : List.of(named(control, name.get()));
    }

    static EngineAddress named(ContainerControl control, String name) throws ActionFailure {
        if (name.equals(CONTAINERD)) {
            throw Refusal.of(
                    Kind.UNSUPPORTED,
                    "containerd's containers are seen in its files; its API, which wants a snapshot"
                            + " and an OCI specification of each container, is not used",
                    "launch and control by docker or podman");
        }
        var all = control.engines().get();
        for (EngineAddress address : all) {
            if (address.name().equals(name)) {
                return address;
            }
        }
        throw Refusal.of(
                Kind.NOT_FOUND,
                "no runtime is called '" + name + "'",
                all.isEmpty() ? NONE : "there are: " + names(all));
    }

    /** The one that launches: as switched, as configured, or the first. */
    static EngineAddress standard(ContainerControl control) throws ActionFailure {
        var chosen = chosen(control);
        if (chosen.isPresent()) {
            return named(control, chosen.get());
        }
        var all = control.engines().get();
        if (all.isEmpty()) {
            throw Refusal.of(Kind.UNAVAILABLE, "no runtime is known that could launch", NONE);
        }
        return all.getFirst();
    }

    /** What was switched to, or is configured. */
    static Optional<String> chosen(ContainerControl control) throws ActionFailure {
        var switched = kept(control);
        try {
            return switched.isPresent()
                    ? switched.get().read().or(control.settings()::runtime)
                    : control.settings().runtime();
        } catch (IOException e) {
            throw new ActionFailure(
                    Kind.FAILED, String.valueOf(e.getMessage()), "remove that file", e);
        }
    }

    static Optional<SwitchedRuntime> kept(ContainerControl control) {
        return control.settings().stateFolder().map(Runtimes::file).map(SwitchedRuntime::new);
    }

    private static Path file(Path folder) {
        return folder.resolve("container-runtime");
    }

    static String names(List<EngineAddress> all) {
        return String.join(", ", all.stream().map(EngineAddress::name).toList());
    }
}
