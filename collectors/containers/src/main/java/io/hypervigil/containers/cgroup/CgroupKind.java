package io.hypervigil.containers.cgroup;

import java.util.Optional;

/** What a control group is, as far as its path tells. */
public sealed interface CgroupKind {

    /**
     * A container.
     *
     * @param runtime {@code docker}, {@code podman}, {@code containerd}, {@code cri-o} or {@code
     *     lxc}; absent where the path has the id alone
     * @param id 64 hexadecimal digits, or a name where the runtime has no ids
     * @param podUid of Kubernetes' pod that it belongs to
     */
    record Container(Optional<String> runtime, String id, Optional<String> podUid)
            implements CgroupKind {}

    /**
     * A pod of Kubernetes, which its containers lie below.
     *
     * @param uid with dashes, but for static pods' 32 hexadecimal digits
     */
    record Pod(String uid, QualityOfService qos) implements CgroupKind {}

    /**
     * A slice, service or scope of systemd.
     *
     * @param name its last element
     */
    record Unit(String name) implements CgroupKind {}

    /** A virtual machine of libvirt, or a part of one: not ours. */
    record Machine() implements CgroupKind {}

    /**
     * A part of a container, by the container's own doing: {@code /container}, {@code /init.scope}.
     */
    record Payload() implements CgroupKind {}

    /** What watches over a container and is no part of it: conmon, LXC's monitor. */
    record Watcher() implements CgroupKind {}

    /** A folder that a runtime or somebody else made. */
    record Other() implements CgroupKind {}

    /** What Kubernetes promises to a pod. */
    enum QualityOfService {
        GUARANTEED,
        BURSTABLE,
        BESTEFFORT
    }
}
