package io.hypervigil.containers.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One container as its runtime tells it. What the runtime does not say is absent.
 *
 * @param runtime who made it: {@code docker}, {@code podman}, {@code containerd}
 * @param user the login name or UID whose runtime it is, where it is not root's
 * @param id the runtime's, 64 hexadecimal digits mostly
 * @param name without the leading slash
 * @param image as it was asked for, {@code registry/name:tag}
 * @param state what it is doing
 * @param pid of its first process, in the host's PID namespace; absent while none runs
 * @param exitCode of the last run; absent while it runs or never ran
 * @param health absent where the runtime cannot tell
 * @param restarts by its restart policy since it was created
 * @param times when it was made, started and ended
 * @param cgroup its path as in {@code /proc/PID/cgroup}, where the runtime says
 * @param ownNetwork false where it shares the host's network or another container's
 * @param labels all of them; what is shown is chosen elsewhere
 * @param pod of Podman or Kubernetes
 * @param gpus the GPUs that it was given, in the words it was asked with
 * @param oomKills how often it ran out of memory
 */
public record Container(
        String runtime,
        Optional<String> user,
        String id,
        String name,
        String image,
        State state,
        OptionalLong pid,
        OptionalInt exitCode,
        Optional<Health> health,
        OptionalLong restarts,
        Times times,
        Optional<String> cgroup,
        boolean ownNetwork,
        Map<String, String> labels,
        Optional<Pod> pod,
        List<GpuRequest> gpus,
        OomKills oomKills) {

    private static final int ID = 64;
    private static final int SHORT_ID = 12;

    /** Keeps what it was given from changing. */
    public Container {
        labels = Map.copyOf(labels);
        gpus = List.copyOf(gpus);
    }

    /** As much of an id as the runtimes' own tools print. */
    public static String shortId(String id) {
        return id.length() == ID ? id.substring(0, SHORT_ID) : id;
    }

    /** Whether nobody says what it is called, as nobody who reads plain containerd's files does. */
    public boolean isNameless() {
        return id.length() == ID && name.equals(shortId(id));
    }

    /** The same, called as another runtime called it that is away. */
    public Container calledAs(Container before) {
        return new Container(
                runtime,
                before.user,
                id,
                before.name,
                before.image,
                state,
                pid,
                exitCode,
                health,
                restarts,
                times,
                cgroup,
                ownNetwork,
                before.labels,
                before.pod,
                gpus,
                oomKills);
    }

    /** What stays true of it while its runtime is away: all but what it does. */
    public Container remembered() {
        return new Container(
                runtime,
                user,
                id,
                name,
                image,
                State.UNKNOWN,
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                new Times(times.created, Optional.empty(), Optional.empty()),
                cgroup,
                ownNetwork,
                labels,
                pod,
                gpus,
                oomKills);
    }

    /** The same, of which more is known. */
    public Container with(OomKills counted) {
        return new Container(
                runtime,
                user,
                id,
                name,
                image,
                state,
                pid,
                exitCode,
                health,
                restarts,
                times,
                cgroup,
                ownNetwork,
                labels,
                pod,
                gpus,
                counted);
    }

    /** What a container is doing, in the words that Docker and Podman share. */
    public enum State {
        CREATED,
        RUNNING,
        PAUSED,
        RESTARTING,
        REMOVING,
        EXITED,
        DEAD,
        UNKNOWN
    }

    /** What its health check found. */
    public enum Health {
        STARTING,
        HEALTHY,
        UNHEALTHY,
        /** No check is set. */
        NONE
    }

    /**
     * @param created when it was made
     * @param started when its last run began
     * @param finished when its last run ended
     */
    public record Times(
            Optional<Instant> created, Optional<Instant> started, Optional<Instant> finished) {}

    /**
     * @param id the runtime's, or the pod's UID
     * @param name of the pod
     * @param namespace of Kubernetes; empty for Podman's
     * @param container the container's name in the pod; empty for Podman's
     */
    public record Pod(String id, String name, String namespace, String container) {}
}
