package io.hypervigil.libvirt.resource;

import static io.hypervigil.libvirt.domain.VirtFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.jna.DomainFilter;
import io.hypervigil.libvirt.jna.DomainSnapshots;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is kept of domains, running or not: whether they outlive their end, start with the host,
 * were saved, and what was kept of their past. Most of it takes one call for all domains; no call
 * waits for a hypervisor.
 *
 * <pre>
 * libvirt_domain_autostart{domain="web"} 1
 * libvirt_domain_snapshots{domain="web"} 2
 * libvirt_domain_snapshot_current_info{domain="web",snapshot="before-upgrade"} 1
 * </pre>
 *
 * <p>Thread: any.
 */
public final class Lifecycle {

    public static final Group GROUP =
            Group.on("libvirt.lifecycle", "what libvirt keeps of domains");

    private static final Family PERSISTENT =
            domain(
                    "persistent",
                    "Whether a domain outlives its end, from virConnectListAllDomains.");
    private static final Family AUTOSTART =
            domain(
                    "autostart",
                    "Whether a domain starts with the host, from virConnectListAllDomains.");
    private static final Family MANAGED_SAVE =
            domain(
                    "managed_save",
                    "Whether a domain goes on from a saved state at its next start, from"
                            + " virConnectListAllDomains.");
    private static final Family SNAPSHOTS =
            domain("snapshots", "Snapshots of a domain, from virDomainSnapshotNum.");
    private static final Family CURRENT =
            gauge(
                    GROUP,
                    "libvirt_domain_snapshot_current_info",
                    "The snapshot that a domain stands on, from virDomainSnapshotCurrent.",
                    "domain",
                    "snapshot");
    private static final Family CHECKPOINTS =
            domain("checkpoints", "Checkpoints of a domain, from virDomainListAllCheckpoints.");
    private static final Family BACKUP =
            domain(
                    "backup_running",
                    "Whether a backup of a running domain is made, from"
                            + " virDomainBackupGetXMLDesc.");

    public static final List<Family> FAMILIES =
            List.of(PERSISTENT, AUTOSTART, MANAGED_SAVE, SNAPSHOTS, CURRENT, CHECKPOINTS, BACKUP);

    private final Predicate<String> mayHaveBackup;

    /**
     * @param mayHaveBackup which running domains are asked for a backup, by UUID; any thread
     */
    public Lifecycle(Predicate<String> mayHaveBackup) {
        this.mayHaveBackup = mayHaveBackup;
    }

    /** How many of something a domain has. */
    @FunctionalInterface
    private interface Count {
        int of(VirtDomain domain) throws VirtException;
    }

    /**
     * Reads all domains.
     *
     * @throws VirtException where they cannot even be listed
     */
    public void read(VirtConnection connection, SampleSink out) throws VirtException {
        var round = new Round(connection, new Refusals(GROUP, out), out);
        var domains = connection.domains(Set.of());
        try {
            // The few that are not: a listing makes a handle of each.
            round.flag(PERSISTENT, DomainFilter.TRANSIENT, false, domains);
            round.flag(AUTOSTART, DomainFilter.AUTOSTART, true, domains);
            round.flag(MANAGED_SAVE, DomainFilter.MANAGED_SAVE, true, domains);
            round.count(SNAPSHOTS, DomainFilter.HAS_SNAPSHOT, round::snapshots, domains);
            round.count(
                    CHECKPOINTS,
                    DomainFilter.HAS_CHECKPOINT,
                    DomainSnapshots::checkpoints,
                    domains);
            round.backups(domains, mayHaveBackup);
        } finally {
            domains.forEach(VirtDomain::close);
        }
    }

    private record Round(VirtConnection connection, Refusals refusals, SampleSink out) {

        void flag(Family family, DomainFilter filter, boolean isMeant, List<VirtDomain> domains) {
            try {
                var has = having(filter);
                for (VirtDomain domain : domains) {
                    out.add(family, has.test(domain) == isMeant ? 1 : 0, domain.name());
                }
            } catch (VirtException e) {
                refusals.tell(family.name(), e);
            }
        }

        /** Only those that have some are asked how many. */
        void count(Family family, DomainFilter filter, Count count, List<VirtDomain> domains) {
            try {
                var has = having(filter);
                domains.forEach(
                        domain -> {
                            if (has.test(domain)) {
                                count(family, count, domain);
                            } else {
                                out.add(family, 0, domain.name());
                            }
                        });
            } catch (VirtException e) {
                refusals.tell(family.name(), e);
            }
        }

        private void count(Family family, Count count, VirtDomain domain) {
            try {
                out.add(family, count.of(domain), domain.name());
            } catch (VirtException e) {
                refusals.tell(family.name(), e);
            }
        }

        /** How many, and on which the domain stands. */
        int snapshots(VirtDomain domain) throws VirtException {
            DomainSnapshots.current(domain)
                    .ifPresent(snapshot -> out.add(CURRENT, 1, domain.name(), snapshot));
            return DomainSnapshots.count(domain);
        }

        void backups(List<VirtDomain> domains, Predicate<String> mayHaveOne) {
            for (VirtDomain domain : domains) {
                if (domain.id() >= 0 && mayHaveOne.test(domain.uuid())) {
                    backup(domain);
                } else if (domain.id() >= 0) {
                    out.add(BACKUP, 0, domain.name());
                }
            }
        }

        private void backup(VirtDomain domain) {
            try {
                boolean isRunning = DomainSnapshots.backup(domain).isPresent();
                out.add(BACKUP, isRunning ? 1 : 0, domain.name());
            } catch (VirtException e) {
                refusals.tell(BACKUP.name(), e);
            }
        }

        private Predicate<VirtDomain> having(DomainFilter filter) throws VirtException {
            var domains = connection.domains(Set.of(filter));
            var uuids = domains.stream().map(VirtDomain::uuid).collect(Collectors.toSet());
            domains.forEach(VirtDomain::close);
            return domain -> uuids.contains(domain.uuid());
        }
    }

    private static Family domain(String name, String help) {
        return gauge(GROUP, "libvirt_domain_" + name, help, "domain");
    }
}
