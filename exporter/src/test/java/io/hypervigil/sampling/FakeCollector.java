package io.hypervigil.sampling;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Collector;
import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.Schema;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A collector with one probe that does what a test tells it. */
public final class FakeCollector implements Collector {

    public static final Group GROUP = Group.on("fake", "for tests");

    public final AtomicInteger rounds = new AtomicInteger();
    public final AtomicInteger opens = new AtomicInteger();
    public final AtomicInteger closes = new AtomicInteger();

    private final CompletableFuture<CollectorContext.Running> running = new CompletableFuture<>();
    private final String name;
    private final Beat beat;
    private final Round round;

    /** What a round does. */
    @FunctionalInterface
    public interface Round {
        Outcome sample(SampleSink sink) throws Exception;
    }

    private FakeCollector(String name, Beat beat, Round round) {
        this.name = name;
        this.beat = beat;
        this.round = round;
    }

    public static FakeCollector of(String name, Beat beat, Round round) {
        return new FakeCollector(name, beat, round);
    }

    /** Gives {@code NAME_value 1}. */
    public static FakeCollector good(String name, Beat beat) {
        var family = Family.gauge(GROUP, name + "_value", "A value.");
        return of(
                name,
                beat,
                sink -> {
                    sink.add(family, 1);
                    return Outcome.SAMPLED;
                });
    }

    /** Hangs in every round until the latch opens, and then gives one sample. */
    public static FakeCollector hanging(String name, Beat beat, CountDownLatch release) {
        var good = good(name, beat);
        return of(
                name,
                beat,
                sink -> {
                    release.await();
                    return good.round.sample(sink);
                });
    }

    public CollectorSetup setup() {
        return new CollectorSetup(
                this, new NoSettings(), _ -> true, UnaryOperator.identity(), 100_000);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return "a source of a test <&\">";
    }

    @Override
    public Schema schema() {
        return new Schema(
                List.of(GROUP), List.of(Family.gauge(GROUP, name + "_value", "A value.")));
    }

    @Override
    public void open(CollectorContext context) {
        opens.incrementAndGet();
        running.complete(
                context.start(
                        new Probe() {
                            @Override
                            public String name() {
                                return "main";
                            }

                            @Override
                            public Beat beat() {
                                return beat;
                            }

                            @Override
                            public Outcome sample(SampleSink sink) throws Exception {
                                rounds.incrementAndGet();
                                return round.sample(sink);
                            }
                        }));
    }

    /** Says that something happened. */
    public void sampleSoon() {
        running.join().sampleSoon();
    }

    @Override
    public void close() {
        closes.incrementAndGet();
    }
}
