package io.hypervigil.libvirt;

import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.connection.VirtSource;
import io.hypervigil.libvirt.domain.ConnectionSink;
import io.hypervigil.libvirt.inventory.Inventory;
import java.time.Duration;

/**
 * Writes what domains are. It asks libvirt nothing: the first tier keeps their descriptions, and
 * has this run when one is another than before, so that what stands still for days is not written
 * with each look at their states.
 */
final class DescriptionProbe extends SlowProbe {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final VirtSource source;
    private final Inventory inventory;
    private final DomainWriters writers;
    private final ConnectionSink out;

    DescriptionProbe(
            String name,
            Duration interval,
            VirtSource source,
            Inventory inventory,
            DomainWriters writers,
            ConnectionSink out) {
        super(name, interval, DEADLINE);
        this.source = source;
        this.inventory = inventory;
        this.writers = writers;
        this.out = out;
    }

    @Override
    public Outcome sample(SampleSink sink) {
        if (!source.isThere()) {
            writers.forget();
            return new Outcome.Unavailable(source.absence());
        }
        writers.write(inventory.latest(), out.to(sink));
        return Outcome.SAMPLED;
    }
}
