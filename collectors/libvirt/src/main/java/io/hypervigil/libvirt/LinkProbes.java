package io.hypervigil.libvirt;

import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.Probe;
import io.hypervigil.libvirt.connection.ConnectionMetrics;
import io.hypervigil.libvirt.connection.ConnectionPool;
import io.hypervigil.libvirt.connection.ConnectionProbe;
import io.hypervigil.libvirt.connection.Link;
import io.hypervigil.libvirt.connection.LinkListener;
import io.hypervigil.libvirt.connection.LinkPlace;
import io.hypervigil.libvirt.connection.LinkTarget;
import io.hypervigil.libvirt.connection.LinkTimes;
import io.hypervigil.libvirt.connection.Presence;
import io.hypervigil.libvirt.connection.VirtSource;
import io.hypervigil.libvirt.domain.ConnectionSink;
import io.hypervigil.libvirt.domain.KnownDomain;
import io.hypervigil.libvirt.event.DirtyListener;
import io.hypervigil.libvirt.event.EventLedger;
import io.hypervigil.libvirt.event.EventMetrics;
import io.hypervigil.libvirt.event.EventProbe;
import io.hypervigil.libvirt.event.EventStream;
import io.hypervigil.libvirt.inventory.Inventory;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.net.InterfaceMetrics;
import io.hypervigil.libvirt.process.DomainProcesses;
import io.hypervigil.libvirt.process.ProcessMetrics;
import io.hypervigil.libvirt.process.StatusFiles;
import io.hypervigil.libvirt.resource.Jobs;
import io.hypervigil.libvirt.stats.InterfaceStats;
import io.hypervigil.libvirt.stats.StatsPartType;
import io.hypervigil.libvirt.stats.StatsParts;
import io.hypervigil.libvirt.stats.Tier;
import io.hypervigil.libvirt.tier.SingleStats;
import io.hypervigil.libvirt.tier.StatsProbe;
import io.hypervigil.libvirt.tier.StuckDomains;
import io.hypervigil.libvirt.tier.TierPlan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One connection with its probes, and what they share.
 *
 * <p>Thread: {@link #start} and {@link #close} one.
 */
final class LinkProbes implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final CollectorContext context;
    private final LibvirtSettings settings;
    private final LinkTarget target;
    private final Inventory inventory;
    private final StuckDomains stuck;
    private final Jobs jobs;
    private final EventLedger ledger;
    private final EventStream events;
    private final Link link;
    private final ConnectionPool readers;
    private final ConnectionPool writers;
    private final List<CollectorContext.Running> followers = new CopyOnWriteArrayList<>();
    private final Semaphore turn = new Semaphore(1, true);
    private final LeadingProbe leader;
    private final SingleStats singles;
    private volatile CollectorContext.@Nullable Running states;
    private volatile CollectorContext.@Nullable Running descriptions;

    LinkProbes(CollectorContext context, LibvirtSettings settings, LinkTarget target) {
        this.context = context;
        this.settings = settings;
        this.target = target;
        this.inventory = new Inventory(settings.labels(), statusFiles(), context.clock());
        this.stuck = new StuckDomains(context.clock(), () -> sampleSoon(states));
        this.jobs = jobs();
        this.ledger = new EventLedger(context.clock());
        this.events = EventStream.start(target.suffixed("libvirt-event"), ledger, new Dirty());
        this.link = Link.start(target, presence(), LinkTimes.READING, new Ends(), context.clock());
        this.readers = ConnectionPool.reading(link);
        this.writers = ConnectionPool.acting(link);
        this.singles =
                new SingleStats(uuid -> inventory.domain(uuid).map(KnownDomain::description));
        this.leader = new LeadingProbe(stateProbe(), this::hurry);
    }

    void start() {
        var tiers = settings.tiers();
        if (context.isOn(ConnectionMetrics.group())) {
            var probe = new ConnectionProbe(link, context.clock());
            context.start(patient(probe, link::awaitKnown));
        }
        states = context.start(patient(leader, link::awaitKnown));
        startDescriptions();
        startTier(Tier.USAGE, tiers.usage());
        startTier(Tier.BLOCK, tiers.block());
        startTier(Tier.RARE, tiers.rare());
        if (context.isOn(InterfaceMetrics.GROUP)) {
            startInterfaces(startHostInterfaces());
        }
        if (LinkPlace.isLocal(target) && context.isOn(ProcessMetrics.GROUP)) {
            startProcesses();
        }
        new LinkReaders(context, settings, target, inventory, stuck, jobs, turn, readers, writers)
                .probes()
                .forEach(this::follow);
        if (context.isOn(EventMetrics.group())) {
            var probe = new EventProbe(target.name(), ledger);
            context.start(new PatientProbe(probe, link::awaitKnown, link::whyAbsent));
        }
    }

    /** Where it goes. */
    LinkTarget target() {
        return target;
    }

    /** Lends connections that may change things. */
    VirtSource acting() {
        return writers;
    }

    @Override
    public void close() {
        link.close();
        leader.letGo();
        events.close();
        readers.close();
        writers.close();
        context.facts().withdraw(publisher("domains"));
        context.facts().withdraw(publisher("processes"));
    }

    private Jobs jobs() {
        var unseen = settings.tiers().rare();
        return new Jobs(inventory, stuck, statusFiles(), unseen, context.clock());
    }

    /** A new one each time: its files are one thread's. */
    private StatusFiles statusFiles() {
        var folders = LinkPlace.isLocal(target) ? LinkPlace.pidFolders(target) : List.<String>of();
        return new StatusFiles(context.files().root(), folders);
    }

    private StateProbe stateProbe() {
        return new StateProbe(
                target.suffixed("state"),
                settings.tiers().state(),
                readers,
                inventory,
                stuck,
                new StateWriters(context),
                this::known,
                sink());
    }

    private void startDescriptions() {
        var probe =
                new DescriptionProbe(
                        target.suffixed("description"),
                        settings.tiers().rare(),
                        readers,
                        inventory,
                        new DomainWriters(
                                context,
                                LinkPlace.isLocal(target),
                                publisher("domains"),
                                settings.labels()),
                        sink());
        var running = context.start(patient(probe, leader::awaitFirst));
        followers.add(running);
        descriptions = running;
    }

    /** What is asked of libvirt says itself why there is nothing. */
    private static Probe patient(Probe probe, PatientProbe.Wait wait) {
        return new PatientProbe(probe, wait, Optional::empty);
    }

    /** Samples what is known of domains that the leader has listed. */
    private void follow(Probe probe) {
        followers.add(
                context.start(new PatientProbe(probe, leader::awaitFirst, this::goneAbsence)));
    }

    /** The same for what is not asked of libvirt, and goes on without it. */
    private void followAlone(Probe probe) {
        followers.add(context.start(new PatientProbe(probe, leader::awaitFirst, this::absence)));
    }

    /** Before a turn is waited for, which one that hangs may keep. */
    private Optional<String> goneAbsence() {
        return readers.isThere() ? Optional.empty() : Optional.of(readers.absence());
    }

    private Optional<String> absence() {
        return readers.isThere() || !inventory.latest().isEmpty()
                ? Optional.empty()
                : Optional.of(readers.absence());
    }

    private void hurry() {
        followers.forEach(CollectorContext.Running::sampleSoon);
    }

    private Presence presence() {
        return settings.uri().isEmpty() ? Presence.ofLocalSockets() : Presence.ofLibrary();
    }

    private void known(List<KnownDomain> listed) {
        Map<String, String> names = new TreeMap<>();
        listed.forEach(domain -> names.put(domain.uuid(), domain.name()));
        ledger.known(names);
        sampleSoon(descriptions);
    }

    private static void sampleSoon(CollectorContext.@Nullable Running running) {
        if (running != null) {
            running.sampleSoon();
        }
    }

    private void startTier(Tier tier, Duration interval) {
        var parts =
                StatsParts.ALL.stream()
                        .filter(part -> part.tier() == tier && context.isOn(part.group()))
                        .filter(part -> !part.group().equals(InterfaceMetrics.GROUP))
                        .toList();
        if (!parts.isEmpty()) {
            var name = tier.name().toLowerCase(Locale.ROOT);
            boolean isStamped = context.isOn(StatsProbe.GROUP);
            follow(stats(plan(name, interval, parts, isStamped, _ -> true)));
        }
    }

    /**
     * Devices of the host are counted by the host; libvirt reads its list once for each of them.
     */
    private void startInterfaces(Optional<InterfaceProbe> host) {
        var part =
                InterfaceStats.without(
                        (_, device) -> host.filter(probe -> probe.counts(device)).isPresent());
        Predicate<String> isAsked =
                uuid ->
                        inventory
                                .domain(uuid)
                                .filter(domain -> hasOtherInterfaces(domain, host))
                                .isPresent();
        var interval = settings.tiers().usage();
        follow(stats(plan("interface", interval, List.of(part), false, isAsked)));
    }

    private static boolean hasOtherInterfaces(KnownDomain domain, Optional<InterfaceProbe> host) {
        return domain.description().interfaces().stream()
                .flatMap(nic -> nic.target().stream())
                .anyMatch(device -> host.filter(probe -> probe.counts(device)).isEmpty());
    }

    private TierPlan plan(
            String tier,
            Duration interval,
            List<StatsPartType> parts,
            boolean isStamped,
            Predicate<String> isAsked) {
        var tiers = settings.tiers();
        var limit = interval.compareTo(LONGEST) < 0 ? interval : LONGEST;
        var limits =
                new TierPlan.Limits(tiers.threads(), tiers.chunk(), tiers.callTimeout(), limit);
        return new TierPlan(
                target.suffixed(tier), tier, parts, interval, limits, isStamped, isAsked, singles);
    }

    private Probe stats(TierPlan plan) {
        var probe =
                new StatsProbe(plan, readers, inventory::running, stuck, context.clock(), sink());
        return new TurnProbe(probe, turn);
    }

    private Optional<InterfaceProbe> startHostInterfaces() {
        if (!LinkPlace.isLocal(target)) {
            return Optional.empty();
        }
        var probe =
                new InterfaceProbe(
                        target.suffixed("host-interface"),
                        settings.tiers().usage(),
                        inventory,
                        context.files().proc(),
                        sink());
        followAlone(probe);
        return Optional.of(probe);
    }

    private void startProcesses() {
        var files = context.files();
        var processes =
                new DomainProcesses(
                        files.proc(), files.root(), LinkPlace.pidFolders(target), context.clock());
        followAlone(
                new ProcessProbe(
                        target.suffixed("process"),
                        settings.tiers().rare(),
                        inventory,
                        processes,
                        context.facts(),
                        publisher("processes"),
                        sink()));
    }

    private ConnectionSink sink() {
        return new ConnectionSink(target.name());
    }

    private String publisher(String what) {
        return "libvirt." + target.suffixed(what);
    }

    /** What events say of the inventory. */
    private final class Dirty implements DirtyListener {

        @Override
        public void dirty(String uuid, Respect respect) {
            inventory.markChanged(uuid);
            jobs.hint(uuid);
            sampleSoon(states);
        }

        @Override
        public void allDirty() {
            inventory.markAllChanged();
            sampleSoon(states);
        }
    }

    /** What it means for the rest that the connection comes and goes. */
    private final class Ends implements LinkListener {

        @Override
        public void up(VirtConnection connection) throws VirtException {
            events.up(connection);
        }

        @Override
        public void lent() {
            sampleSoon(states);
        }

        @Override
        public void down(String reason) {
            events.down(reason);
            // The next connection may be to another daemon.
            singles.forget();
            sampleSoon(states);
            // What they had is not so any more, and their next beat may be a minute away.
            hurry();
        }
    }
}
