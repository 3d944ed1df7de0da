package io.hypervigil.libvirt;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.connection.VirtSource;
import io.hypervigil.libvirt.domain.ConnectionSink;
import io.hypervigil.libvirt.domain.KnownDomain;
import io.hypervigil.libvirt.domain.VirtFamily;
import io.hypervigil.libvirt.inventory.Inventory;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.jna.StatsRecord;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.tier.StuckDomains;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The first tier: which domains there are, what they do, and whether they answer. It asks nothing
 * that a hypervisor could keep waiting, so that it goes on when one hangs.
 *
 * <pre>
 * libvirt_domains 12
 * </pre>
 */
final class StateProbe extends SlowProbe {

    static final Group GROUP = Group.on("libvirt.domains", "how many domains there are");

    private static final Family DOMAINS =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_domains",
                    "Domains of the connection, running or not, from"
                            + " virConnectGetAllDomainStats.");

    static final List<Family> FAMILIES = List.of(DOMAINS);

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final VirtSource source;
    private final Inventory inventory;
    private final StuckDomains stuck;
    private final StateWriters writers;
    private final Consumer<List<KnownDomain>> listed;
    private final ConnectionSink out;
    private List<KnownDomain> told = List.of();

    /**
     * @param listed told of all domains when one of them is not as it was
     */
    StateProbe(
            String name,
            Duration interval,
            VirtSource source,
            Inventory inventory,
            StuckDomains stuck,
            StateWriters writers,
            Consumer<List<KnownDomain>> listed,
            ConnectionSink out) {
        super(name, interval, DEADLINE);
        this.source = source;
        this.inventory = inventory;
        this.stuck = stuck;
        this.writers = writers;
        this.listed = listed;
        this.out = out;
    }

    @Override
    public Outcome sample(SampleSink sink) {
        if (!source.isThere()) {
            return new Outcome.Unavailable(source.absence());
        }
        out.to(sink);
        try {
            write(source.lend(this::read));
            return Outcome.SAMPLED;
        } catch (VirtException e) {
            return new Outcome.Failed(e);
        }
    }

    /** Brings the inventory and the life signs up to date. */
    // The inventory gives the same list as long as nothing in it is new.
    @SuppressWarnings("ReferenceEquality")
    private List<StatsRecord> read(VirtConnection connection) throws VirtException {
        var states = connection.statsOfAll(Set.of(StatsGroup.STATE));
        var domains = inventory.update(connection, states, flaw -> out.problem(GROUP, flaw));
        if (domains != told) {
            told = domains;
            listed.accept(domains);
        }
        stuck.look(connection, inventory.running().keySet());
        return states;
    }

    private void write(List<StatsRecord> states) {
        Map<String, StatsRecord> byName = new TreeMap<>();
        states.forEach(record -> byName.put(record.name(), record));
        out.add(DOMAINS, inventory.latest().size());
        byName.values().forEach(record -> writers.write(record, out));
        writers.writeControl(inventory.latest(), stuck, out);
    }
}
