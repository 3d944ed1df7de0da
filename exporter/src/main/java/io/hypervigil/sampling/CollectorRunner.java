package io.hypervigil.sampling;

import io.hypervigil.collect.Collector;
import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.collect.Threads;
import io.hypervigil.collect.files.HostFiles;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens one collector on a thread of its own, again with growing pauses where it fails, and runs
 * the probes it starts.
 *
 * <p>Thread: any.
 */
final class CollectorRunner implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(CollectorRunner.class);

    /** How long a first scrape waits for a collector to open. */
    private static final Duration OPENING_DEADLINE = Duration.ofSeconds(1);

    private static final long FIRST_PAUSE_MILLIS = 1_000;
    private static final long MAX_PAUSE_MILLIS = 300_000;

    private final Collector collector;
    private final CollectorSetup setup;
    private final Environment environment;
    private final List<ProbeRunner> probes = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable String openFailure;
    private final AtomicLong openFailures = new AtomicLong();
    private volatile long openStartNanos;

    /** What all collectors of the process share. */
    record Environment(
            SeriesTable table,
            FactBoard facts,
            Supplier<HostFiles> files,
            InstantSource clock,
            Ticker ticker,
            RoundListener listener) {}

    CollectorRunner(CollectorSetup setup, Environment environment) {
        this.collector = setup.collector();
        this.setup = setup;
        this.environment = environment;
    }

    void start() {
        openStartNanos = environment.ticker().nanos();
        Threads.start("open-" + collector.name(), this::open);
    }

    Collector collector() {
        return collector;
    }

    List<ProbeRunner> probes() {
        return probes;
    }

    /** Why it could not be opened, or null where it could, or has not answered yet. */
    @Nullable String openFailure() {
        return openFailure;
    }

    long openFailures() {
        return openFailures.get();
    }

    boolean isOpen() {
        return opened.isDone() && openFailure == null;
    }

    /** Whether there is something to say of it: opened, failed, or late. */
    boolean hasReported() {
        return opened.isDone()
                ? probes.stream().allMatch(ProbeRunner::hasReported)
                : environment.ticker().nanos() - openStartNanos > OPENING_DEADLINE.toNanos();
    }

    /** What to wait for before its probes are known. */
    ProbeRunner.Pending opening() {
        return new ProbeRunner.Pending(opened, openStartNanos + OPENING_DEADLINE.toNanos());
    }

    private void open() {
        long pauseMillis = FIRST_PAUSE_MILLIS;
        while (!tryOpen() && !isClosedWithin(pauseMillis)) {
            pauseMillis = Math.min(pauseMillis * 2, MAX_PAUSE_MILLIS);
        }
    }

    // Whatever a collector throws at its start is that collector's loss.
    @SuppressWarnings("CatchingUnchecked")
    private boolean tryOpen() {
        try {
            collector.open(new Context());
            openFailure = null;
            opened.complete(null);
            return true;
        } catch (Exception | LinkageError e) {
            openFailures.incrementAndGet();
            if (openFailure == null) {
                LOGGER.atWarn()
                        .addKeyValue("collector", collector.name())
                        .addKeyValue("error", ProbeRunner.messageOf(e))
                        .log("collector could not be opened, it is tried again");
                LOGGER.debug("cause of the failure", e);
            }
            openFailure = ProbeRunner.messageOf(e);
            closeProbes();
            collector.close();
            opened.complete(null);
            return false;
        }
    }

    private boolean isClosedWithin(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        closeProbes();
        collector.close();
    }

    private void closeProbes() {
        probes.forEach(ProbeRunner::close);
        probes.clear();
    }

    private final class Context implements CollectorContext {

        @Override
        public <S extends Record> S settings(Class<S> type) {
            return type.cast(setup.settings());
        }

        @Override
        public boolean isOn(Group group) {
            return setup.isOn().test(group);
        }

        @Override
        public HostFiles files() {
            return environment.files().get();
        }

        @Override
        public FactBoard facts() {
            return environment.facts();
        }

        @Override
        public InstantSource clock() {
            return environment.clock();
        }

        @Override
        public Running start(Probe probe) {
            if (probes.stream().anyMatch(other -> other.name().equals(probe.name()))) {
                throw new IllegalArgumentException(
                        collector.name() + " runs a probe " + probe.name() + " already");
            }
            var runner =
                    new ProbeRunner(
                            collector.name(),
                            probe,
                            setup.beats().apply(probe.beat()),
                            new SampleBook(environment.table(), setup.maxSeries()),
                            environment.clock(),
                            environment.ticker(),
                            environment.listener().probe(collector.name(), probe.name()));
            probes.add(runner);
            runner.start();
            return new Running() {
                @Override
                public void sampleSoon() {
                    runner.sampleSoon();
                }

                @Override
                public void close() {
                    runner.close();
                    probes.remove(runner);
                }
            };
        }
    }
}
