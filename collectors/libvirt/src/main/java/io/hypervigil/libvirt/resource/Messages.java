package io.hypervigil.libvirt.resource;

import static io.hypervigil.libvirt.domain.VirtFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.jna.DomainFilter;
import io.hypervigil.libvirt.jna.DomainMessages;
import io.hypervigil.libvirt.jna.DomainMessages.Kind;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.jna.VirtException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What libvirt warns of in the domains that run. Asking waits for no hypervisor.
 *
 * <pre>
 * libvirt_domain_tainted{domain="web"} 1
 * libvirt_domain_message_info{domain="web",kind="tainted",message="tainted: custom device tree blob used"} 1
 * </pre>
 *
 * <p>Thread: one.
 */
public final class Messages {

    public static final Group GROUP =
            Group.on("libvirt.messages", "what libvirt warns of in domains");

    private static final int MAX_OF_A_KIND = 16;

    /** What is warned of is there from the start but for what people do by hand. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private static final Family TAINTED =
            gauge(
                    GROUP,
                    "libvirt_domain_tainted",
                    "Whether a domain runs in a way that nobody supports, from"
                            + " virDomainGetMessages.",
                    "domain");
    private static final Family DEPRECATED =
            gauge(
                    GROUP,
                    "libvirt_domain_deprecated",
                    "Whether a domain uses what will go away, from virDomainGetMessages.",
                    "domain");
    private static final Family INFO =
            gauge(
                    GROUP,
                    "libvirt_domain_message_info",
                    "What libvirt warns of in a domain, from virDomainGetMessages.",
                    "domain",
                    "kind",
                    "message");

    public static final List<Family> FAMILIES = List.of(TAINTED, DEPRECATED, INFO);

    private final LongSupplier nanoTime;
    private final Map<String, Said> known = new HashMap<>();

    /**
     * @param id of the domain while it was asked
     */
    private record Said(int id, List<String> tainted, List<String> deprecated, long untilNanos) {}

    /**
     * @param nanoTime as {@link System#nanoTime}
     */
    public Messages(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Writes those of all domains that run; asks those that were started anew, and the others now
     * and then.
     *
     * @throws VirtException where the domains cannot even be listed
     */
    public void read(VirtConnection connection, SampleSink out) throws VirtException {
        var refusals = new Refusals(GROUP, out);
        Set<String> running = new HashSet<>();
        for (VirtDomain each : connection.domains(Set.of(DomainFilter.ACTIVE))) {
            try (var domain = each) {
                running.add(domain.uuid());
                write(domain.name(), said(domain), out);
            } catch (VirtException e) {
                refusals.tell("libvirt_domain_tainted", e);
            }
        }
        known.keySet().retainAll(running);
    }

    private Said said(VirtDomain domain) throws VirtException {
        long nowNanos = nanoTime.getAsLong();
        var before = known.get(domain.uuid());
        if (before != null && before.id() == domain.id() && nowNanos - before.untilNanos() < 0) {
            return before;
        }
        var said = asked(domain, nowNanos + KEPT.toNanos());
        known.put(domain.uuid(), said);
        return said;
    }

    /** Most domains have none, which one call says. */
    private static Said asked(VirtDomain domain, long untilNanos) throws VirtException {
        boolean hasNone = DomainMessages.all(domain).isEmpty();
        var tainted = hasNone ? List.<String>of() : DomainMessages.of(domain, Kind.TAINTING);
        var deprecated = hasNone ? List.<String>of() : DomainMessages.of(domain, Kind.DEPRECATION);
        return new Said(domain.id(), tainted, deprecated, untilNanos);
    }

    private static void write(String domain, Said said, SampleSink out) {
        out.add(TAINTED, said.tainted().isEmpty() ? 0 : 1, domain);
        out.add(DEPRECATED, said.deprecated().isEmpty() ? 0 : 1, domain);
        write(domain, "tainted", said.tainted(), out);
        write(domain, "deprecated", said.deprecated(), out);
    }

    private static void write(String domain, String kind, List<String> messages, SampleSink out) {
        messages.stream()
                .distinct()
                .limit(MAX_OF_A_KIND)
                .forEach(message -> out.add(INFO, 1, domain, kind, message));
    }
}
