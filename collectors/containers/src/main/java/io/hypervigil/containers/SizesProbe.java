package io.hypervigil.containers;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.containers.runtime.Runtimes;
import io.hypervigil.containers.runtime.SizeMetrics;
import java.time.Duration;

/** Has the runtimes measure volumes and layers, which makes them walk the disk: seldom. */
final class SizesProbe implements Probe {

    private static final Duration FIRST_ANSWER = Duration.ofSeconds(3);

    /** A disk of spinning platters with millions of files takes minutes. */
    private static final Duration DEADLINE = Duration.ofMinutes(15);

    private final Runtimes runtimes;
    private final Beat beat;

    SizesProbe(Runtimes runtimes, Duration interval) {
        this.runtimes = runtimes;
        this.beat = Beat.slow(interval, DEADLINE);
    }

    @Override
    public String name() {
        return "sizes";
    }

    @Override
    public Beat beat() {
        return beat;
    }

    @Override
    public Outcome sample(SampleSink sink) throws InterruptedException {
        runtimes.awaitAsked(FIRST_ANSWER);
        if (runtimes.told().isEmpty()) {
            return new Outcome.Unavailable("no Docker, Podman or containerd answers");
        }
        runtimes.measured(SizeMetrics.write(runtimes.told(), sink));
        return Outcome.SAMPLED;
    }
}
