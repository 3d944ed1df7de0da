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
import java.util.List;
import java.util.Set;

/**
 * What libvirt warns of in the domains that run. Asking waits for no hypervisor.
 *
 * <pre>
 * libvirt_domain_tainted{domain="web"} 1
 * libvirt_domain_message_info{domain="web",kind="tainted",message="tainted: custom device tree blob used"} 1
 * </pre>
 *
 * <p>Thread: any.
 */
public final class Messages {

    public static final Group GROUP =
            Group.on("libvirt.messages", "what libvirt warns of in domains");

    private static final int MAX_OF_A_KIND = 16;

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

    /**
     * Reads those of all domains that run.
     *
     * @throws VirtException where the domains cannot even be listed
     */
    public void read(VirtConnection connection, SampleSink out) throws VirtException {
        var refusals = new Refusals(GROUP, out);
        for (VirtDomain each : connection.domains(Set.of(DomainFilter.ACTIVE))) {
            try (var domain = each) {
                read(domain, out);
            } catch (VirtException e) {
                refusals.tell("libvirt_domain_tainted", e);
            }
        }
    }

    /** Most domains have none, which one call says. */
    private static void read(VirtDomain domain, SampleSink out) throws VirtException {
        boolean hasNone = DomainMessages.all(domain).isEmpty();
        var tainted = hasNone ? List.<String>of() : DomainMessages.of(domain, Kind.TAINTING);
        var deprecated = hasNone ? List.<String>of() : DomainMessages.of(domain, Kind.DEPRECATION);
        out.add(TAINTED, tainted.isEmpty() ? 0 : 1, domain.name());
        out.add(DEPRECATED, deprecated.isEmpty() ? 0 : 1, domain.name());
        write(domain.name(), "tainted", tainted, out);
        write(domain.name(), "deprecated", deprecated, out);
    }

    private static void write(String domain, String kind, List<String> messages, SampleSink out) {
        messages.stream()
                .distinct()
                .limit(MAX_OF_A_KIND)
                .forEach(message -> out.add(INFO, 1, domain, kind, message));
    }
}
