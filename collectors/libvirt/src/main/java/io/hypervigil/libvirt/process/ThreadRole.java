package io.hypervigil.libvirt.process;

/** What a thread of QEMU is there for, by the name that QEMU gives it. */
enum ThreadRole {
    /** A vCPU of the guest. */
    VCPU("vcpu"),
    /** Disks with a thread of their own, and the monitor. */
    IOTHREAD("iothread"),
    /** Disks without one, and screens: come and gone by need. */
    WORKER("worker"),
    /** The kernel's, for virtio network devices. */
    VHOST("vhost"),
    /** All else: the main loop, and threads that nobody named. */
    EMULATOR("emulator");

    private static final String VHOST_PREFIX = "vhost-";

    private final String label;

    ThreadRole(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /**
     * By the first 15 bytes of a name: {@code CPU 0/KVM}, {@code ALL CPUs/TCG}, {@code IO
     * iothread1}, {@code vnc_worker}, {@code vhost-4711}.
     */
    static ThreadRole of(String name) {
        if (name.startsWith("CPU ") || name.startsWith("ALL CPUs")) {
            return VCPU;
        }
        if (name.startsWith("IO ")) {
            return IOTHREAD;
        }
        if (name.startsWith(VHOST_PREFIX)) {
            return VHOST;
        }
        return name.equals("worker") || name.equals("vnc_worker") ? WORKER : EMULATOR;
    }

    /** What the kernel calls a vhost thread of a process. */
    static String vhostName(long pid) {
        return VHOST_PREFIX + pid;
    }
}
