package io.hypervigil.libvirt.tier;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.connection.VirtSource;
import io.hypervigil.libvirt.domain.ConnectionSink;
import io.hypervigil.libvirt.domain.VirtFamily;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.stats.StatsPartType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Samples one tier of one connection.
 *
 * <p>A value is served for two intervals, and as long as a call may take: that of a domain which
 * answers no more vanishes, and all vanish once the connection is known to be down.
 *
 * <pre>
 * libvirt_domain_sample_timestamp_seconds{domain="web",tier="usage"} 1.7953e+09
 * </pre>
 */
public final class StatsProbe implements Probe {

    /** When each domain was asked. */
    public static final Group GROUP =
            Group.on("libvirt.sample", "when each domain was asked, by tier");

    private static final Family TIMESTAMP =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_domain_sample_timestamp_seconds",
                    "When the call began that the values of a tier are from; time() less this is"
                            + " their age.",
                    "domain",
                    "tier");

    public static final List<Family> FAMILIES = List.of(TIMESTAMP);

    private static final String SILENT = "its hypervisor does not answer";

    private final TierPlan plan;
    private final VirtSource source;
    private final Supplier<Map<String, String>> running;
    private final StuckDomains stuck;
    private final InstantSource clock;
    private final ConnectionSink out;
    private final LatestRecords latest = new LatestRecords();
    private final Set<StatsGroup> asks = EnumSet.noneOf(StatsGroup.class);

    /**
     * @param running names of the domains that run, by UUID
     */
    public StatsProbe(
            TierPlan plan,
            VirtSource source,
            Supplier<Map<String, String>> running,
            StuckDomains stuck,
            InstantSource clock,
            ConnectionSink out) {
        this.plan = plan;
        this.source = source;
        this.running = running;
        this.stuck = stuck;
        this.clock = clock;
        this.out = out;
        plan.parts().forEach(part -> asks.addAll(part.asks()));
    }

    @Override
    public String name() {
        return plan.name();
    }

    @Override
    public Beat beat() {
        return Beat.slow(plan.interval(), plan.limits().limit().plus(Duration.ofSeconds(2)));
    }

    @Override
    public Outcome sample(SampleSink sink) throws InterruptedException {
        if (!source.isThere()) {
            return gone();
        }
        out.to(sink);
        try {
            ask();
        } catch (VirtException e) {
            return new Outcome.Failed(e);
        }
        if (!source.isThere()) {
            return gone();
        }
        write();
        return Outcome.SAMPLED;
    }

    /** Nothing is known of domains any more. */
    private Outcome gone() {
        latest.retain(Set.of());
        return new Outcome.Unavailable(source.absence());
    }

    private void ask() throws VirtException, InterruptedException {
        var active = ActiveDomains.of(running.get(), source, stuck);
        latest.retain(active.names().keySet());
        var wanted = active.answering().stream().filter(plan.isAsked()).toList();
        var pass =
                new ChunkPass(
                        () -> new ConnectionAsker(source, asks, plan.singles()),
                        latest,
                        stuck,
                        clock,
                        plan.limits(),
                        asks.contains(StatsGroup.BALLOON));
        for (Exception failure : pass.run(wanted)) {
            out.problem(plan.parts().getFirst().group(), failure);
        }
        active.names().entrySet().stream()
                .filter(domain -> stuck.stuckFor(domain.getKey()).isPresent())
                .map(Map.Entry::getValue)
                .sorted()
                .forEach(name -> out.missing("statistics of " + name, SILENT));
        plan.singles().missing(asks).forEach(out::missing);
    }

    /** What is written now is served for an interval more. */
    private void write() {
        var oldest = clock.instant().minus(plan.interval().multipliedBy(3).dividedBy(2));
        for (LatestRecords.Stamped stamped : latest.since(oldest)) {
            var record = stamped.record();
            for (StatsPartType part : plan.parts()) {
                part.part().write(record, out);
            }
            if (plan.isStamped()) {
                double seconds = (double) stamped.at().toEpochMilli() / 1e3;
                out.add(TIMESTAMP, seconds, record.name(), plan.tier());
            }
        }
    }
}
