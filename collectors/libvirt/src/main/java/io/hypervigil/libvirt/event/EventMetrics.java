package io.hypervigil.libvirt.event;

import static io.hypervigil.libvirt.domain.VirtFamily.counter;
import static io.hypervigil.libvirt.domain.VirtFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import java.util.List;

/**
 * What is told of events. All count from our start or from when the domain was first seen.
 *
 * <pre>
 * libvirt_domain_lifecycle_events_total{domain="web",event="started",reason="Booted"} 2
 * libvirt_domain_crashes_total{domain="web"} 1
 * libvirt_domain_io_errors_total{domain="web",reason="enospc"} 1
 * </pre>
 */
public final class EventMetrics {

    static final Group GROUP =
            Group.on("libvirt.event", "what happened to domains, from libvirt's events");

    static final Family LIFECYCLE =
            of(
                    "lifecycle_events",
                    "Changes of a domain's life, as virsh event names them",
                    "event",
                    "reason");
    static final Family CRASHES =
            of(
                    "crashes",
                    "Times that a domain ended because its hypervisor broke or its guest did");
    static final Family PANICS = of("guest_panics", "Panics that a guest reported");
    static final Family REBOOTS = of("reboots", "Reboots and resets of a running domain");
    static final Family WATCHDOG =
            of(
                    "watchdog_events",
                    "Times that a domain's watchdog fired, by what was done",
                    "action");
    static final Family IO_ERRORS =
            of("io_errors", "Errors of a domain's disks; enospc is a full host", "reason");
    static final Family AGENT =
            of("agent_events", "Times that a guest's agent connected or disconnected", "event");
    static final Family POWER =
            of("power_events", "Times that a guest suspended itself or woke up", "event");
    static final Family ITERATIONS =
            of("migration_iterations", "Passes over the memory of a domain being migrated");
    static final Family MEMORY_FAILURES =
            of(
                    "memory_failures",
                    "Broken memory of the host that a domain met",
                    "recipient",
                    "action");
    static final Family THRESHOLDS =
            of("block_threshold_events", "Times that a disk grew past its threshold", "device");
    static final Family JOBS =
            of("jobs_completed", "Jobs that ended: migrations, saves, dumps, backups", "operation");
    static final Family BLOCK_JOBS =
            of("block_job_events", "Jobs on a disk that ended or are ready to", "type", "status");
    static final Family DEVICES =
            of("device_events", "Devices that were attached or detached", "event");

    static final Family LAST_START =
            last("start", "When a domain was last seen to start, from libvirt's events.");
    static final Family LAST_STOP =
            last("stop", "When a domain was last seen to stop, from libvirt's events.");

    static final Family EVENTS =
            counter(GROUP, "libvirt_events_total", "Events that libvirt told.");
    static final Family DROPPED =
            counter(
                    GROUP,
                    "libvirt_events_dropped_total",
                    "Events beyond what could be kept waiting, after which everything is read"
                            + " anew.");

    /** All of them. */
    public static final List<Family> FAMILIES =
            List.of(
                    LIFECYCLE,
                    CRASHES,
                    PANICS,
                    REBOOTS,
                    WATCHDOG,
                    IO_ERRORS,
                    AGENT,
                    POWER,
                    ITERATIONS,
                    MEMORY_FAILURES,
                    THRESHOLDS,
                    JOBS,
                    BLOCK_JOBS,
                    DEVICES,
                    LAST_START,
                    LAST_STOP,
                    EVENTS,
                    DROPPED);

    private EventMetrics() {}

    /** The group, for a schema. */
    public static Group group() {
        return GROUP;
    }

    private static Family of(String what, String help, String... labels) {
        var all = new String[labels.length + 1];
        all[0] = "domain";
        System.arraycopy(labels, 0, all, 1, labels.length);
        return counter(
                GROUP, "libvirt_domain_" + what + "_total", help + ", from libvirt's events.", all);
    }

    private static Family last(String what, String help) {
        return gauge(GROUP, "libvirt_domain_last_" + what + "_timestamp_seconds", help, "domain");
    }
}
