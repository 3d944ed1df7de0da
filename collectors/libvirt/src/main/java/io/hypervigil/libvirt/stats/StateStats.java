package io.hypervigil.libvirt.stats;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.domain.VirtFamily;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.jna.StatsRecord;
import java.util.List;
import java.util.Set;

/**
 * What a domain does, and why; of those that are shut off, too.
 *
 * <pre>
 * libvirt_domain_info_state{domain="web",state_desc="the domain is running"} 1
 * libvirt_domain_state_info{domain="web",state="running",reason="booted"} 1
 * </pre>
 */
public final class StateStats {

    static final Group GROUP = Group.on("libvirt.state", "what each domain does, and why");

    private static final Family STATE =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_domain_info_state",
                    "State of a domain (0 none, 1 running, 2 blocked, 3 paused, 4 being shut down,"
                            + " 5 shut off, 6 crashed, 7 suspended by the guest), from libvirt's"
                            + " state.state.",
                    "domain",
                    "state_desc");
    private static final Family INFO =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_domain_state_info",
                    "State of a domain and why it is in it, from libvirt's state.state and"
                            + " state.reason.",
                    "domain",
                    "state",
                    "reason");

    public static final StatsPartType TYPE =
            new StatsPartType(
                    GROUP,
                    Set.of(StatsGroup.STATE),
                    Tier.STATE,
                    List.of(STATE, INFO),
                    StateStats::write);

    private StateStats() {}

    private static void write(StatsRecord record, SampleSink out) {
        long code = record.values().whole("state.state").orElse(-1);
        if (code < 0) {
            return;
        }
        out.add(STATE, (double) code, record.name(), StateNames.description(code));
        var reason = record.values().whole("state.reason");
        if (reason.isPresent()) {
            out.add(
                    INFO,
                    1,
                    record.name(),
                    StateNames.text(code),
                    StateNames.reason(code, reason.getAsLong()));
        }
    }
}
