package io.hypervigil.libvirt.event;

import io.hypervigil.libvirt.jna.EventKind;
import io.hypervigil.libvirt.jna.EventKind.AgentChange;
import io.hypervigil.libvirt.jna.EventKind.BalloonChange;
import io.hypervigil.libvirt.jna.EventKind.BlockJob;
import io.hypervigil.libvirt.jna.EventKind.BlockThreshold;
import io.hypervigil.libvirt.jna.EventKind.Change;
import io.hypervigil.libvirt.jna.EventKind.DeviceAdded;
import io.hypervigil.libvirt.jna.EventKind.DeviceRemoved;
import io.hypervigil.libvirt.jna.EventKind.DiskChange;
import io.hypervigil.libvirt.jna.EventKind.IoError;
import io.hypervigil.libvirt.jna.EventKind.JobCompleted;
import io.hypervigil.libvirt.jna.EventKind.Lifecycle;
import io.hypervigil.libvirt.jna.EventKind.MacChange;
import io.hypervigil.libvirt.jna.EventKind.MemoryDeviceSize;
import io.hypervigil.libvirt.jna.EventKind.MemoryFailure;
import io.hypervigil.libvirt.jna.EventKind.MetadataChange;
import io.hypervigil.libvirt.jna.EventKind.MigrationIteration;
import io.hypervigil.libvirt.jna.EventKind.PowerChange;
import io.hypervigil.libvirt.jna.EventKind.Reboot;
import io.hypervigil.libvirt.jna.EventKind.TrayChange;
import io.hypervigil.libvirt.jna.EventKind.TunableChange;
import io.hypervigil.libvirt.jna.EventKind.UnknownLifecycle;
import io.hypervigil.libvirt.jna.EventKind.Watchdog;
import io.hypervigil.libvirt.jna.TypedParameters;
import java.util.List;
import java.util.Locale;

/** Which counters an event is counted by. */
final class Counting {

    /** Those that an alert watches: a series that is born at 1 shows no increase. */
    static final List<Counted> FROM_THE_START =
            List.of(
                    Counted.of(EventMetrics.CRASHES),
                    Counted.of(EventMetrics.PANICS),
                    Counted.of(EventMetrics.IO_ERRORS, "enospc"),
                    Counted.of(EventMetrics.IO_ERRORS, "other"),
                    // What a watchdog does unless told otherwise.
                    Counted.of(EventMetrics.WATCHDOG, "reset"));

    /** virDomainJobOperation, in its order, as virsh prints it. */
    private static final List<String> OPERATIONS =
            List.of(
                    "Unknown",
                    "Start",
                    "Save",
                    "Restore",
                    "Incoming migration",
                    "Outgoing migration",
                    "Snapshot",
                    "Snapshot revert",
                    "Dump",
                    "Backup",
                    "Snapshot delete");

    private Counting() {}

    static List<Counted> by(EventKind kind) {
        return switch (kind) {
            case Lifecycle(var change, var detail) -> ofChange(change, detail);
            case UnknownLifecycle(int change, int detail) ->
                    List.of(lifecycle(Integer.toString(change), Integer.toString(detail)));
            case Reboot() -> List.of(Counted.of(EventMetrics.REBOOTS));
            case Watchdog(var action) -> List.of(Counted.of(EventMetrics.WATCHDOG, action));
            // Newer hypervisors give errno's words, of which there are many.
            case IoError(_, _, _, var reason) ->
                    List.of(
                            Counted.of(
                                    EventMetrics.IO_ERRORS,
                                    reason.equals("enospc") ? reason : "other"));
            case AgentChange(boolean isConnected, _) ->
                    List.of(
                            Counted.of(
                                    EventMetrics.AGENT,
                                    isConnected ? "connected" : "disconnected"));
            case PowerChange(var power) ->
                    List.of(Counted.of(EventMetrics.POWER, power.name().toLowerCase(Locale.ROOT)));
            case MigrationIteration _ -> List.of(Counted.of(EventMetrics.ITERATIONS));
            case MemoryFailure(var recipient, var action) ->
                    List.of(Counted.of(EventMetrics.MEMORY_FAILURES, recipient, action));
            case BlockThreshold(var device, _, _) ->
                    List.of(Counted.of(EventMetrics.THRESHOLDS, device));
            case JobCompleted(var statistics) ->
                    List.of(Counted.of(EventMetrics.JOBS, operation(statistics)));
            case BlockJob(_, var type, var status) ->
                    List.of(Counted.of(EventMetrics.BLOCK_JOBS, type, status));
            case DeviceAdded _ -> List.of(Counted.of(EventMetrics.DEVICES, "added"));
            case DeviceRemoved _ -> List.of(Counted.of(EventMetrics.DEVICES, "removed"));
            case DiskChange _, TrayChange _, BalloonChange _, MetadataChange _ -> List.of();
            case MemoryDeviceSize _, TunableChange _, MacChange _ -> List.of();
        };
    }

    /**
     * A hypervisor that ended without a word is told as Failed, one that a panic ended as Crashed.
     */
    private static List<Counted> ofChange(Change change, String detail) {
        var lifecycle = lifecycle(change.name().toLowerCase(Locale.ROOT), detail);
        if (change == Change.STOPPED && (detail.equals("Failed") || detail.equals("Crashed"))) {
            return List.of(lifecycle, Counted.of(EventMetrics.CRASHES));
        }
        if (change == Change.CRASHED && detail.equals("Panicked")) {
            return List.of(lifecycle, Counted.of(EventMetrics.PANICS));
        }
        return List.of(lifecycle);
    }

    private static Counted lifecycle(String event, String reason) {
        return Counted.of(EventMetrics.LIFECYCLE, event, reason);
    }

    private static String operation(TypedParameters statistics) {
        long number = statistics.whole("operation").orElse(0);
        return number >= 0 && number < OPERATIONS.size()
                ? OPERATIONS.get((int) number)
                : Long.toString(number);
    }
}
