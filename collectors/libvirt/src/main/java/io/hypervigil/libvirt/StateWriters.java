package io.hypervigil.libvirt;

import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.domain.KnownDomain;
import io.hypervigil.libvirt.jna.StatsRecord;
import io.hypervigil.libvirt.stats.ControlStats;
import io.hypervigil.libvirt.stats.StatsPartType;
import io.hypervigil.libvirt.stats.StatsParts;
import io.hypervigil.libvirt.stats.Tier;
import io.hypervigil.libvirt.tier.StuckDomains;
import java.util.Collection;
import java.util.List;

/**
 * What is written of what domains do now.
 *
 * <p>Thread: one.
 */
final class StateWriters {

    private final List<StatsPartType> parts;
    private final boolean hasControl;

    StateWriters(CollectorContext context) {
        this.parts =
                StatsParts.ALL.stream()
                        .filter(part -> part.tier() == Tier.STATE && context.isOn(part.group()))
                        .toList();
        this.hasControl = context.isOn(ControlStats.GROUP);
    }

    /** Writes what one domain does. */
    void write(StatsRecord record, SampleSink out) {
        parts.forEach(part -> part.part().write(record, out));
    }

    /** Writes who answers. */
    void writeControl(Collection<KnownDomain> domains, StuckDomains stuck, SampleSink out) {
        if (!hasControl) {
            return;
        }
        for (KnownDomain domain : domains) {
            var stuckFor = stuck.stuckFor(domain.uuid());
            stuck.control(domain.uuid())
                    .ifPresent(info -> ControlStats.write(domain.name(), info, stuckFor, out));
        }
    }
}
