package io.hypervigil.libvirt;

import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.Probe;
import io.hypervigil.libvirt.ReadingProbe.Reading;
import io.hypervigil.libvirt.connection.LinkPlace;
import io.hypervigil.libvirt.connection.LinkTarget;
import io.hypervigil.libvirt.connection.VirtSource;
import io.hypervigil.libvirt.description.Channel;
import io.hypervigil.libvirt.domain.ConnectionSink;
import io.hypervigil.libvirt.domain.KnownDomain;
import io.hypervigil.libvirt.inventory.Inventory;
import io.hypervigil.libvirt.resource.Daemon;
import io.hypervigil.libvirt.resource.DiskErrors;
import io.hypervigil.libvirt.resource.Guests;
import io.hypervigil.libvirt.resource.Jobs;
import io.hypervigil.libvirt.resource.Lifecycle;
import io.hypervigil.libvirt.resource.Messages;
import io.hypervigil.libvirt.resource.Networks;
import io.hypervigil.libvirt.resource.Node;
import io.hypervigil.libvirt.resource.Pools;
import io.hypervigil.libvirt.resource.Volumes;
import io.hypervigil.libvirt.stats.JobProgress;
import io.hypervigil.libvirt.tier.StuckDomains;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * The probes of a connection that read what is not among the statistics: few, as each is a thread,
 * and those apart that may hang.
 */
final class LinkReaders {

    private final CollectorContext context;
    private final LibvirtSettings settings;
    private final LinkTarget target;
    private final Inventory inventory;
    private final StuckDomains stuck;
    private final Jobs jobs;
    private final Semaphore turn;
    private final VirtSource reading;
    private final VirtSource acting;
    private final List<Probe> probes = new ArrayList<>();

    /**
     * @param turn of those who ask hypervisors
     * @param acting lends connections that may write: libvirt asks no agent for a reader
     */
    LinkReaders(
            CollectorContext context,
            LibvirtSettings settings,
            LinkTarget target,
            Inventory inventory,
            StuckDomains stuck,
            Jobs jobs,
            Semaphore turn,
            VirtSource reading,
            VirtSource acting) {
        this.context = context;
        this.settings = settings;
        this.target = target;
        this.inventory = inventory;
        this.stuck = stuck;
        this.jobs = jobs;
        this.turn = turn;
        this.reading = reading;
        this.acting = acting;
    }

    /** Those that have a group that is on. */
    List<Probe> probes() {
        var tiers = settings.tiers();
        var limits = settings.reading();
        add(
                "job",
                tiers.state(),
                reading,
                new Reading(JobProgress.GROUP, (_, out) -> jobs.read(reading, out)));
        addDiskErrors(tiers.block());
        add(
                "host",
                tiers.rare(),
                reading,
                new Reading(Node.GROUP, new Node()::read),
                daemon(),
                new Reading(Lifecycle.GROUP, new Lifecycle(this::mayHaveBackup)::read),
                new Reading(Messages.GROUP, new Messages(System::nanoTime)::read),
                networks(new Networks(limits.leases())));
        var pools = new Pools(System::nanoTime);
        var volumes = new Volumes(pools, limits.volumes());
        add(
                "pool",
                tiers.rare(),
                reading,
                new Reading(Pools.GROUP, (connection, out) -> pools.read(connection, out)),
                new Reading(Volumes.GROUP, volumes::read));
        add("guest", tiers.rare(), acting, guests());
        return List.copyOf(probes);
    }

    private void add(String role, Duration interval, VirtSource source, Reading... readings) {
        var wanted = new ArrayList<Reading>();
        for (Reading each : readings) {
            if (context.isOn(each.group())) {
                wanted.add(each);
            }
        }
        if (!wanted.isEmpty()) {
            var sink = new ConnectionSink(target.name());
            probes.add(new ReadingProbe(target.suffixed(role), interval, source, sink, wanted));
        }
    }

    /** Hypervisors are asked by one at a time. */
    private void addDiskErrors(Duration interval) {
        if (context.isOn(DiskErrors.GROUP)) {
            var disks = new DiskErrors(inventory::states, System::nanoTime);
            var errors = new Reading(DiskErrors.GROUP, disks::read);
            var sink = new ConnectionSink(target.name());
            var role = target.suffixed("disk-errors");
            var probe = new ReadingProbe(role, interval, reading, sink, List.of(errors));
            probes.add(new TurnProbe(probe, turn));
        }
    }

    /** A backup is a job. */
    private boolean mayHaveBackup(String uuid) {
        return !context.isOn(JobProgress.GROUP) || jobs.mayHaveJob(uuid);
    }

    private Reading daemon() {
        var daemon = new Daemon(LinkPlace.adminSocket(target));
        return new Reading(Daemon.GROUP, (_, out) -> daemon.read(out));
    }

    private Reading networks(Networks networks) {
        return new Reading(
                Networks.GROUP,
                (connection, out) -> {
                    var byAddress = domainsByAddress(inventory.latest());
                    networks.read(
                            connection,
                            address -> Optional.ofNullable(byAddress.get(address)),
                            out);
                });
    }

    private Reading guests() {
        var limits = settings.reading();
        var guests =
                new Guests(
                        System::nanoTime,
                        new Guests.Limits(limits.agentTimeout(), limits.agentBudget()));
        return new Reading(
                Guests.GROUP, (connection, out) -> guests.read(connection, withAgents(), out));
    }

    /** Who runs has an address, and not the copy that does not. */
    static Map<String, String> domainsByAddress(List<KnownDomain> domains) {
        return domains.stream()
                .sorted(Comparator.comparing(domain -> !domain.isActive()))
                .flatMap(
                        domain ->
                                domain.description().interfaces().stream()
                                        .flatMap(nic -> nic.macAddress().stream())
                                        .map(address -> Map.entry(address, domain.name())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one));
    }

    private List<String> withAgents() {
        return inventory.latest().stream()
                .filter(domain -> domain.isActive() && stuck.stuckFor(domain.uuid()).isEmpty())
                .filter(
                        domain ->
                                domain.description()
                                        .guestAgent()
                                        .filter(Channel::isConnected)
                                        .isPresent())
                .map(KnownDomain::uuid)
                .toList();
    }
}
