package io.hypervigil.libvirt.stats;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.domain.VirtFamily;
import io.hypervigil.libvirt.jna.ControlInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether a domain answers its hypervisor, from a question that takes no lock: the life sign of a
 * domain whose QEMU hangs, when all else of it is silent.
 *
 * <pre>
 * libvirt_domain_stuck{domain="web"} 1
 * libvirt_domain_stuck_seconds{domain="web"} 75.9
 * libvirt_domain_control_state{domain="web"} 2
 * </pre>
 */
public final class ControlStats {

    public static final Group GROUP =
            Group.on("libvirt.control", "whether each domain answers its hypervisor");

    private static final Family STUCK =
            gauge("stuck", "Whether a domain does not answer its hypervisor, or has lost it");
    private static final Family STUCK_SECONDS =
            gauge("stuck_seconds", "How long a domain has not answered (0: it does)");
    private static final Family STATE =
            gauge(
                    "control_state",
                    "State of the control interface of a domain (0 ready, 1 busy with a job, 2"
                            + " waiting for the hypervisor, 3 lost)");
    private static final Family STATE_SECONDS =
            gauge("control_state_seconds", "How long it has been busy or waiting (0: it is ready)");

    public static final List<Family> FAMILIES = List.of(STUCK, STUCK_SECONDS, STATE, STATE_SECONDS);

    private static final double NANOS = 1e9;

    private ControlStats() {}

    /**
     * Writes one domain.
     *
     * @param stuckFor how long it has not answered; empty for one that does
     */
    public static void write(
            String domain, ControlInfo info, Optional<Duration> stuckFor, SampleSink out) {
        out.add(STUCK, stuckFor.isPresent() ? 1 : 0, domain);
        out.add(STUCK_SECONDS, seconds(stuckFor.orElse(Duration.ZERO)), domain);
        out.add(STATE, code(info.state()), domain);
        out.add(STATE_SECONDS, seconds(info.since()), domain);
    }

    private static double seconds(Duration duration) {
        return (double) duration.toNanos() / NANOS;
    }

    /** As virDomainControlState has it. */
    private static int code(ControlInfo.State state) {
        return switch (state) {
            case OK -> 0;
            case JOB -> 1;
            case OCCUPIED -> 2;
            case ERROR -> 3;
        };
    }

    private static Family gauge(String name, String help) {
        return VirtFamily.gauge(
                GROUP,
                "libvirt_domain_" + name,
                help + ", from virDomainGetControlInfo.",
                "domain");
    }
}
