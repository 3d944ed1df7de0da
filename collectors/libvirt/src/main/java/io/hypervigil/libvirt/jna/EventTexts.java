package io.hypervigil.libvirt.jna;

import io.hypervigil.libvirt.jna.EventKind.Change;
import java.util.List;

/** What virsh prints for the numbers of events: libvirt-domain.h has them in this order. */
final class EventTexts {

    private static final List<String> DEFINED = List.of("Added", "Updated", "Renamed", "Snapshot");
    private static final List<String> UNDEFINED = List.of("Removed", "Renamed");
    private static final List<String> STARTED =
            List.of("Booted", "Migrated", "Restored", "Snapshot", "Event wakeup");
    private static final List<String> SUSPENDED =
            List.of(
                    "Paused",
                    "Migrated",
                    "I/O Error",
                    "Watchdog",
                    "Restored",
                    "Snapshot",
                    "API error",
                    "Post-copy",
                    "Post-copy Error");
    private static final List<String> RESUMED =
            List.of("Unpaused", "Migrated", "Snapshot", "Post-copy", "Post-copy Error");
    private static final List<String> STOPPED =
            List.of("Shutdown", "Destroyed", "Crashed", "Migrated", "Saved", "Failed", "Snapshot");
    private static final List<String> SHUTDOWN =
            List.of("Finished", "Finished after guest request", "Finished after host request");
    private static final List<String> PMSUSPENDED = List.of("Memory", "Disk");
    private static final List<String> CRASHED = List.of("Panicked", "Crashloaded");

    private static final List<String> WATCHDOG =
            List.of("none", "pause", "reset", "poweroff", "shutdown", "debug", "inject-nmi");
    private static final List<String> IO_ERROR = List.of("none", "pause", "report");
    private static final List<String> DISK_CHANGE = List.of("changed", "dropped");
    private static final List<String> AGENT = List.of("unknown", "domain started", "channel event");
    private static final List<String> JOB_STATUS =
            List.of("completed", "failed", "canceled", "ready");
    private static final List<String> JOB_TYPE =
            List.of(
                    "Unknown job",
                    "Block Pull",
                    "Block Copy",
                    "Block Commit",
                    "Active Block Commit",
                    "Backup");
    private static final List<String> RECIPIENT = List.of("hypervisor", "guest");
    private static final List<String> MEMORY_FAILURE =
            List.of("ignore", "inject", "fatal", "reset");

    private EventTexts() {}

    static String detail(Change change, int number) {
        return text(
                switch (change) {
                    case DEFINED -> DEFINED;
                    case UNDEFINED -> UNDEFINED;
                    case STARTED -> STARTED;
                    case SUSPENDED -> SUSPENDED;
                    case RESUMED -> RESUMED;
                    case STOPPED -> STOPPED;
                    case SHUTDOWN -> SHUTDOWN;
                    case PMSUSPENDED -> PMSUSPENDED;
                    case CRASHED -> CRASHED;
                },
                number);
    }

    static String watchdogAction(int number) {
        return text(WATCHDOG, number);
    }

    static String ioErrorAction(int number) {
        return text(IO_ERROR, number);
    }

    static String diskChangeReason(int number) {
        return text(DISK_CHANGE, number);
    }

    static String agentReason(int number) {
        return text(AGENT, number);
    }

    static String blockJobType(int number) {
        return text(JOB_TYPE, number);
    }

    static String blockJobStatus(int number) {
        return text(JOB_STATUS, number);
    }

    static String memoryFailureRecipient(int number) {
        return text(RECIPIENT, number);
    }

    static String memoryFailureAction(int number) {
        return text(MEMORY_FAILURE, number);
    }

    private static String text(List<String> texts, int number) {
        return number >= 0 && number < texts.size() ? texts.get(number) : Integer.toString(number);
    }
}
