package io.hypervigil.containers;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.containers.runtime.Runtimes;
import io.hypervigil.containers.runtime.StockMetrics;
import java.time.Duration;

/**
 * Counts images and volumes, now and then and when a runtime comes up: they have to look for them.
 */
final class StockProbe implements Probe {

    private static final Beat BEAT = Beat.slow(Duration.ofMinutes(5), Duration.ofMinutes(1));

    private static final Duration FIRST_ANSWER = Duration.ofSeconds(3);

    private final Runtimes runtimes;

    StockProbe(Runtimes runtimes) {
        this.runtimes = runtimes;
    }

    @Override
    public String name() {
        return "stock";
    }

    @Override
    public Beat beat() {
        return BEAT;
    }

    @Override
    public Outcome sample(SampleSink sink) throws InterruptedException {
        runtimes.awaitAsked(FIRST_ANSWER);
        if (runtimes.told().isEmpty()) {
            return new Outcome.Unavailable("no Docker, Podman or containerd answers");
        }
        StockMetrics.write(runtimes.told(), sink);
        return Outcome.SAMPLED;
    }
}
