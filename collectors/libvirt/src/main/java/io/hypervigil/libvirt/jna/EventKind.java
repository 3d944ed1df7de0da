package io.hypervigil.libvirt.jna;

import java.util.Optional;

/**
 * What can happen to a domain, as libvirt tells it (virDomainEventID). Texts are those that virsh
 * prints; a number that a newer libvirt gives is itself.
 */
public sealed interface EventKind {

    /** virDomainEventType, in its order. */
    enum Change {
        DEFINED,
        UNDEFINED,
        STARTED,
        SUSPENDED,
        RESUMED,
        STOPPED,
        SHUTDOWN,
        PMSUSPENDED,
        CRASHED
    }

    /**
     * @param detail why: {@code Booted}, {@code Destroyed}
     */
    record Lifecycle(Change change, String detail) implements EventKind {}

    /** A change that a newer libvirt knows. */
    record UnknownLifecycle(int change, int detail) implements EventKind {}

    record Reboot() implements EventKind {}

    /**
     * @param action {@code reset}, {@code poweroff}
     */
    record Watchdog(String action) implements EventKind {}

    /**
     * @param source the path; empty where there is none
     * @param device the disk's alias
     * @param action {@code pause}, {@code report}
     * @param reason {@code enospc}; empty where the hypervisor says nothing
     */
    record IoError(String source, String device, String action, String reason)
            implements EventKind {}

    /**
     * @param device the target: {@code vda}
     * @param type {@code Block Commit}
     * @param status {@code completed}, {@code failed}, {@code canceled}, {@code ready}
     */
    record BlockJob(String device, String type, String status) implements EventKind {}

    /**
     * @param reason {@code changed}, {@code dropped}: its medium was missing at the start
     */
    record DiskChange(String device, String reason) implements EventKind {}

    record TrayChange(String device, boolean isOpen) implements EventKind {}

    /** What the guest's power management did. */
    enum Power {
        WAKEUP,
        SUSPEND,
        SUSPEND_DISK
    }

    record PowerChange(Power power) implements EventKind {}

    record BalloonChange(long bytes) implements EventKind {}

    record DeviceAdded(String device) implements EventKind {}

    record DeviceRemoved(String device) implements EventKind {}

    /**
     * @param reason {@code domain started}, {@code channel event}
     */
    record AgentChange(boolean isConnected, String reason) implements EventKind {}

    /** A live migration begins to send memory anew, for the number-th time. */
    record MigrationIteration(int number) implements EventKind {}

    /**
     * @param statistics by libvirt's names: {@code operation}, {@code time_elapsed}
     */
    record JobCompleted(TypedParameters statistics) implements EventKind {}

    /**
     * @param namespace of an element of the metadata; empty for title and description
     */
    record MetadataChange(Optional<String> namespace) implements EventKind {}

    /**
     * @param device the target, with an index behind it where it is a backing image: {@code vda[1]}
     * @param excess bytes beyond the threshold
     */
    record BlockThreshold(String device, long thresholdBytes, long excess) implements EventKind {}

    /**
     * @param recipient {@code hypervisor}, {@code guest}: whose memory it was
     * @param action {@code ignore}, {@code inject}, {@code fatal}, {@code reset}
     */
    record MemoryFailure(String recipient, String action) implements EventKind {}

    record MemoryDeviceSize(String device, long bytes) implements EventKind {}

    /** What its CPUs or a disk are held to is another now. */
    record TunableChange() implements EventKind {}

    record MacChange(String device, String oldMac, String newMac) implements EventKind {}
}
