package io.hypervigil.libvirt;

import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.domain.ConnectionSink;
import io.hypervigil.libvirt.inventory.Inventory;
import io.hypervigil.libvirt.process.DomainProcesses;
import java.time.Duration;

/**
 * The processes of a connection's domains on this host, and whose they are. It asks libvirt
 * nothing, so that it goes on while libvirt hangs.
 */
final class ProcessProbe extends SlowProbe {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Inventory inventory;
    private final DomainProcesses processes;
    private final FactBoard facts;
    private final String publisher;
    private final ConnectionSink out;

    /**
     * @param publisher under which claims are published
     */
    ProcessProbe(
            String name,
            Duration interval,
            Inventory inventory,
            DomainProcesses processes,
            FactBoard facts,
            String publisher,
            ConnectionSink out) {
        super(name, interval, DEADLINE);
        this.inventory = inventory;
        this.processes = processes;
        this.facts = facts;
        this.publisher = publisher;
        this.out = out;
    }

    @Override
    public Outcome sample(SampleSink sink) {
        var domains = inventory.latest();
        processes.write(domains, out.to(sink));
        facts.publish(publisher, processes.claims(domains));
        return Outcome.SAMPLED;
    }
}
