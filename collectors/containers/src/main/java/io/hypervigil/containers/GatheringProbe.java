package io.hypervigil.containers;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.containers.instance.RuntimeInstance;
import io.hypervigil.containers.runtime.Runtimes;
import io.hypervigil.containers.runtime.SizeMetrics;
import io.hypervigil.containers.runtime.StockMetrics;
import java.time.Duration;
import java.util.List;

/**
 * Asks the runtimes now and then for what they have to gather first.
 *
 * <p>Thread: its own.
 */
final class GatheringProbe implements Probe {

    private static final Beat STOCK = Beat.slow(Duration.ofMinutes(5), Duration.ofMinutes(1));

    /** A disk of spinning platters with millions of files takes minutes. */
    private static final Duration WALK = Duration.ofMinutes(15);

    private final String name;
    private final Beat beat;
    private final Runtimes runtimes;
    private final Question question;

    /** What they are asked. */
    @FunctionalInterface
    private interface Question {
        void ask(List<RuntimeInstance> told, SampleSink sink);
    }

    private GatheringProbe(String name, Beat beat, Runtimes runtimes, Question question) {
        this.name = name;
        this.beat = beat;
        this.runtimes = runtimes;
        this.question = question;
    }

    /** Counts images and volumes: they have to look for them. */
    static GatheringProbe ofStock(Runtimes runtimes) {
        return new GatheringProbe("stock", STOCK, runtimes, StockMetrics::write);
    }

    /** Measures volumes and layers: they walk the disk for it. */
    static GatheringProbe ofSizes(Runtimes runtimes, Duration interval) {
        return new GatheringProbe(
                "sizes",
                Beat.slow(interval, WALK),
                runtimes,
                (told, sink) -> runtimes.measured(SizeMetrics.write(told, sink)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Beat beat() {
        return beat;
    }

    @Override
    public Outcome sample(SampleSink sink) throws InterruptedException {
        runtimes.awaitAsked(RuntimesProbe.FIRST_ANSWER);
        var told = runtimes.told();
        if (told.isEmpty()) {
            return new Outcome.Unavailable("no Docker, Podman or containerd answers");
        }
        question.ask(told, sink);
        return Outcome.SAMPLED;
    }
}
