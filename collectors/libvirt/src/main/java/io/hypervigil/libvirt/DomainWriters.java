package io.hypervigil.libvirt;

import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.libvirt.description.MetadataLabels;
import io.hypervigil.libvirt.domain.BlockInfo;
import io.hypervigil.libvirt.domain.DomainGpus;
import io.hypervigil.libvirt.domain.DomainInfo;
import io.hypervigil.libvirt.domain.DomainPart;
import io.hypervigil.libvirt.domain.InterfaceInfo;
import io.hypervigil.libvirt.domain.KnownDomain;
import io.hypervigil.libvirt.domain.MetadataInfo;
import io.hypervigil.libvirt.domain.OpenStackInfo;
import io.hypervigil.libvirt.domain.Overcommit;
import io.hypervigil.libvirt.jna.StatsRecord;
import io.hypervigil.libvirt.stats.ControlStats;
import io.hypervigil.libvirt.stats.StatsPartType;
import io.hypervigil.libvirt.stats.StatsParts;
import io.hypervigil.libvirt.stats.Tier;
import io.hypervigil.libvirt.tier.StuckDomains;
import java.util.Collection;
import java.util.List;

/**
 * What is written of the domains of a connection from what is known of them, and what other
 * collectors are told: who holds which device.
 *
 * <p>Thread: one.
 */
final class DomainWriters {

    private final List<StatsPartType> states;
    private final List<DomainPart> parts;
    private final boolean hasControl;
    private final boolean hasGpus;
    private final boolean hasOvercommit;
    private final FactBoard facts;
    private final FileTree sys;
    private final String publisher;

    /**
     * @param publisher under which claims are published
     */
    DomainWriters(CollectorContext context, String publisher, MetadataLabels labels) {
        this.states =
                StatsParts.ALL.stream()
                        .filter(part -> part.tier() == Tier.STATE && context.isOn(part.group()))
                        .toList();
        this.parts = parts(labels).stream().filter(part -> context.isOn(part.group())).toList();
        this.hasControl = context.isOn(ControlStats.GROUP);
        this.hasGpus = context.isOn(DomainGpus.GROUP);
        this.hasOvercommit = context.isOn(Overcommit.GROUP);
        this.facts = context.facts();
        this.sys = context.files().sys();
        this.publisher = publisher;
    }

    /** Every part that needs no more than what is known of a domain. */
    static List<DomainPart> parts(MetadataLabels labels) {
        return List.of(
                DomainInfo.PART,
                OpenStackInfo.PART,
                MetadataInfo.part(labels),
                BlockInfo.PART,
                InterfaceInfo.PART);
    }

    /** Writes what one domain does. */
    void writeState(StatsRecord record, SampleSink out) {
        states.forEach(part -> part.part().write(record, out));
    }

    /** Writes what is known of all. */
    void write(Collection<KnownDomain> domains, StuckDomains stuck, SampleSink out) {
        for (KnownDomain domain : domains) {
            parts.forEach(part -> part.writer().write(domain, out));
            if (hasControl) {
                var stuckFor = stuck.stuckFor(domain.uuid());
                stuck.control(domain.uuid())
                        .ifPresent(info -> ControlStats.write(domain.name(), info, stuckFor, out));
            }
        }
        if (hasGpus) {
            DomainGpus.write(domains, facts, sys, out);
        }
        if (hasOvercommit) {
            Overcommit.write(Overcommit.Promise.to(domains), out);
        }
        facts.publish(publisher, DomainGpus.claims(domains));
    }

    /** Nobody is known to hold anything while the connection is down. */
    void forget() {
        facts.withdraw(publisher);
    }
}
