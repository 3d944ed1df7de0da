package io.hypervigil.libvirt.connection;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.connection.LinkState.Absent;
import io.hypervigil.libvirt.connection.LinkState.Down;
import io.hypervigil.libvirt.domain.ConnectionSink;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Writes how a connection is. Asks nobody, so that it answers while libvirt does not.
 *
 * <p>Thread: its own.
 */
public final class ConnectionProbe implements Probe {

    private static final Beat BEAT = Beat.DEFAULT.every(Duration.ofSeconds(5));

    private final Link link;
    private final InstantSource clock;
    private final ConnectionSink sink;

    public ConnectionProbe(Link link, InstantSource clock) {
        this.link = link;
        this.clock = clock;
        this.sink = new ConnectionSink(link.target().name());
    }

    @Override
    public String name() {
        return link.target().suffixed("connection");
    }

    @Override
    public Beat beat() {
        return BEAT;
    }

    @Override
    public Outcome sample(SampleSink round) {
        var state = link.state();
        if (state instanceof Absent absent) {
            return new Outcome.Unavailable(absent.reason());
        }
        if (state instanceof Down(_, var reason)) {
            sink.to(round)
                    .problem(
                            ConnectionMetrics.GROUP,
                            new IOException(link.target().uri() + ": " + reason));
        }
        ConnectionMetrics.write(
                state, link.target(), link.reconnects(), clock.instant(), sink.to(round));
        return Outcome.SAMPLED;
    }
}
