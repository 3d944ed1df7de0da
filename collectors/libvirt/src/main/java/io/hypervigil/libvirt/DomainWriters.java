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
import java.util.Collection;
import java.util.List;

/**
 * What is written of the domains of a connection from their descriptions, and what other collectors
 * are told: who holds which device.
 *
 * <p>Thread: one.
 */
final class DomainWriters {

    private final List<DomainPart> parts;
    private final boolean hasGpus;
    private final boolean hasOvercommit;
    private final FactBoard facts;
    private final FileTree sys;
    private final boolean isHere;
    private final String publisher;

    /**
     * @param isHere whether the domains run on this host, so that its devices are theirs
     * @param publisher under which claims are published
     */
    DomainWriters(
            CollectorContext context, boolean isHere, String publisher, MetadataLabels labels) {
        this.parts = parts(labels).stream().filter(part -> context.isOn(part.group())).toList();
        this.hasGpus = context.isOn(DomainGpus.GROUP);
        this.hasOvercommit = context.isOn(Overcommit.GROUP);
        this.facts = context.facts();
        this.sys = context.files().sys();
        this.isHere = isHere;
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

    /** Writes what is known of all. */
    void write(Collection<KnownDomain> domains, SampleSink out) {
        for (KnownDomain domain : domains) {
            parts.forEach(part -> part.writer().write(domain, out));
        }
        if (hasGpus && isHere) {
            DomainGpus.write(domains, facts, sys, out);
        } else if (hasGpus) {
            DomainGpus.writeElsewhere(domains, out);
        }
        if (hasOvercommit) {
            Overcommit.write(Overcommit.Promise.to(domains), out);
        }
        if (isHere) {
            facts.publish(publisher, DomainGpus.claims(domains));
        }
    }

    /** Nobody is known to hold anything while the connection is down. */
    void forget() {
        facts.withdraw(publisher);
    }
}
