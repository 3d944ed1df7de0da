package io.hypervigil.libvirt.domain;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import java.util.List;

/**
 * What a domain is. Its UUID stands here and in no other series but the other infos, to be joined
 * by {@code domain}.
 *
 * <pre>
 * libvirt_domain_info{domain="web",uuid="b1dbdb13-…",os_type="hvm",os_type_arch="x86_64",
 *     os_type_machine="pc-q35-7.2",type="kvm",title="",firmware="efi",cpu_mode="host-model",
 *     launch_security=""} 1
 * libvirt_domain_agent_connected{domain="web"} 1
 * </pre>
 */
public final class DomainInfo {

    public static final Group GROUP =
            Group.on("libvirt.info", "what domains are, from their XML in libvirt");

    private static final Family INFO =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_domain_info",
                    "What the domain is, from its XML; the value is 1.",
                    "domain",
                    "uuid",
                    "os_type",
                    "os_type_arch",
                    "os_type_machine",
                    "type",
                    "title",
                    "firmware",
                    "cpu_mode",
                    "launch_security");
    private static final Family AGENT =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_domain_agent_connected",
                    "Whether a guest agent listens at its channel, 1 or 0, from the XML of a running"
                            + " domain that has the channel.",
                    "domain");
    private static final Family BALLOON_PERIOD =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_domain_balloon_stats_period_seconds",
                    "How often the guest is asked how it uses its memory, from the XML; absent"
                            + " where it is never asked.",
                    "domain");

    /** Writes the group. */
    public static final DomainPart PART =
            new DomainPart(GROUP, List.of(INFO, AGENT, BALLOON_PERIOD), DomainInfo::write);

    private DomainInfo() {}

    private static void write(KnownDomain domain, SampleSink sink) {
        var known = domain.description();
        sink.add(
                INFO,
                1,
                domain.name(),
                domain.uuid(),
                known.os().type().orElse(""),
                known.os().arch().orElse(""),
                known.os().machine().orElse(""),
                known.type(),
                known.title().orElse(""),
                known.os().firmware().orElse(""),
                known.cpuMode().orElse(""),
                known.launchSecurity().orElse(""));
        known.guestAgent()
                .filter(agent -> agent.state().isPresent())
                .ifPresent(agent -> sink.add(AGENT, agent.isConnected() ? 1 : 0, domain.name()));
        known.balloonPeriodSeconds()
                .ifPresent(seconds -> sink.add(BALLOON_PERIOD, seconds, domain.name()));
    }
}
