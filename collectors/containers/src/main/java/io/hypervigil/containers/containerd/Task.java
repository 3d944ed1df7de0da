package io.hypervigil.containers.containerd;

import io.hypervigil.containers.instance.Inspected;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.Container.Pod;
import io.hypervigil.containers.inventory.Container.State;
import io.hypervigil.containers.inventory.OomKills;
import io.hypervigil.containers.oci.OciConfig;
import io.hypervigil.containers.oci.OciConfig.Network;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One container of containerd's, as its bundle tells it: annotations of Kubernetes' runtime
 * interface (containerd, pkg/cri/annotations) and of nerdctl (pkg/labels) say what it is called.
 */
final class Task {

    static final String RUNTIME = "containerd";

    private static final String CRI = "io.kubernetes.cri.";
    private static final String SANDBOX = "sandbox";

    private Task() {}

    /**
     * @param started when its first process was written down
     * @param state of that process: running, paused or exited
     */
    static Container of(
            String id, OciConfig config, OptionalLong pid, Optional<Instant> started, State state) {
        var notes = config.annotations();
        return new Container(
                RUNTIME,
                Optional.empty(),
                id,
                Inspected.cut(notes.getOrDefault("nerdctl/name", Container.shortId(id))),
                Inspected.cut(notes.getOrDefault(CRI + "image-name", "")),
                state,
                state == State.EXITED ? OptionalLong.empty() : pid,
                OptionalInt.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                new Container.Times(Optional.empty(), started, Optional.empty()),
                config.cgroup(),
                config.network() == Network.OWN,
                Inspected.bounded(notes),
                pod(notes),
                config.gpus(),
                OomKills.NONE);
    }

    /** The pause container of a pod has no name in it; cAdvisor and the kubelet call it POD. */
    private static Optional<Pod> pod(Map<String, String> notes) {
        var name = notes.get(CRI + "sandbox-name");
        if (name == null) {
            return Optional.empty();
        }
        var container =
                SANDBOX.equals(notes.get(CRI + "container-type"))
                        ? "POD"
                        : notes.getOrDefault(CRI + "container-name", "");
        return Optional.of(
                new Pod(
                        notes.getOrDefault(
                                CRI + "sandbox-uid", notes.getOrDefault(CRI + "sandbox-id", "")),
                        name,
                        notes.getOrDefault(CRI + "sandbox-namespace", ""),
                        container));
    }
}
