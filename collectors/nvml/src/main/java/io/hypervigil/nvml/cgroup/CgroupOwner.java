package io.hypervigil.nvml.cgroup;

import java.util.Optional;

/** Whose a control group is, as far as its path tells. */
public sealed interface CgroupOwner {

    /** What made a container's control group. */
    enum Engine {
        DOCKER,
        CONTAINERD,
        CRIO,
        PODMAN,
        LXC,
        UNKNOWN
    }

    /**
     * A container outside of Kubernetes.
     *
     * @param id what the engine knows it by: 64 hexadecimal digits, or a name where it has no ids
     */
    record Container(Engine engine, String id) implements CgroupOwner {}

    /**
     * A pod of Kubernetes.
     *
     * @param uid with dashes, but for static pods' 32 hexadecimal digits
     * @param containerId absent for what belongs to the pod and to none of its containers
     */
    record Pod(String uid, Optional<String> containerId) implements CgroupOwner {}

    /**
     * A virtual machine of libvirt.
     *
     * @param name the domain's, as far as a machine name can hold it: libvirt leaves out what is no
     *     letter, digit, dash or dot, and cuts it at 64 characters
     */
    record Machine(String name) implements CgroupOwner {}

    /** A job of slurm, and its step where there is one. */
    record Job(String id, Optional<String> step) implements CgroupOwner {}

    /**
     * A unit of systemd.
     *
     * @param id the name, behind the user manager's where it is a user's: {@code
     *     user@1000.service/jupyter.service}
     */
    record Unit(String id, String name) implements CgroupOwner {}
}
