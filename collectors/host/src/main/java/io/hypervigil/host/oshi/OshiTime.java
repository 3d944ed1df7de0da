package io.hypervigil.host.oshi;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.host.part.HostPart;
import java.time.InstantSource;
import java.util.List;

/**
 * The machine's clock.
 *
 * <pre>
 * node_time_seconds 1795242176.93
 * </pre>
 */
public final class OshiTime implements HostPart {

    public static final Group GROUP = Group.on("time", "the machine's clock");

    static final Family SECONDS =
            Family.gauge(GROUP, "node_time_seconds", "The time in seconds since 1970.");

    public static final List<Family> FAMILIES = List.of(SECONDS);

    private static final double NANOS = 1e9;

    private final InstantSource clock;

    public OshiTime(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void sample(SampleSink sink) {
        var now = clock.instant();
        sink.add(SECONDS, now.getEpochSecond() + now.getNano() / NANOS);
    }
}
