package io.hypervigil.libvirt.event;

import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.domain.ConnectionSink;
import java.util.Optional;

/**
 * Writes what the events of a connection were counted to. Asks nobody.
 *
 * <p>Thread: its own.
 */
public final class EventProbe implements Probe {

    private final String name;
    private final EventLedger ledger;
    private final ConnectionSink sink;

    /**
     * @param connection the connection's name, where it has one
     */
    public EventProbe(Optional<String> connection, EventLedger ledger) {
        this.name = connection.map(each -> "events-" + each).orElse("events");
        this.ledger = ledger;
        this.sink = new ConnectionSink(connection);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome sample(SampleSink round) {
        ledger.write(sink.to(round));
        return Outcome.SAMPLED;
    }
}
