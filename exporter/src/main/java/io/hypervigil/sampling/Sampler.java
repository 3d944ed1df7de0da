package io.hypervigil.sampling;

import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.collect.Threads;
import io.hypervigil.collect.files.HostFiles;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All collectors of the process and their latest snapshots.
 *
 * <p>Thread: any.
 */
public final class Sampler implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Sampler.class);

    /** How often rounds are looked at that do not come back. */
    private static final long WATCH_MILLIS = 1_000;

    /** How often somebody who waits for the first round looks. */
    private static final long READY_MILLIS = 5;

    /** How long {@link #close} waits for sources that do not let go. */
    private static final long CLOSING_MILLIS = 2_000;

    private final List<CollectorRunner> collectors;
    private final Ticker ticker;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param setups the collectors to run, none of them opened
     * @param files fresh readers, a set a caller
     * @param listener is told of every round
     */
    public Sampler(
            List<CollectorSetup> setups,
            Supplier<HostFiles> files,
            InstantSource clock,
            Ticker ticker,
            RoundListener listener) {
        var environment =
                new CollectorRunner.Environment(
                        new SeriesTable(), new FactBoard(), files, clock, ticker, listener);
        this.collectors =
                setups.stream().map(setup -> new CollectorRunner(setup, environment)).toList();
        this.ticker = ticker;
    }

    /** Opens the collectors, each on its own thread, and returns at once. */
    public void start() {
        collectors.forEach(CollectorRunner::start);
        Threads.start("watch", this::watch);
    }

    /**
     * The latest snapshots, refreshed where they are older than their beat's freshness.
     *
     * @param isWanted which collectors, by name
     * @param patience how long to wait at most; nobody is waited for past its own deadline
     */
    public List<Snapshot> snapshots(Predicate<String> isWanted, Duration patience) {
        long untilNanos = ticker.nanos() + patience.toNanos();
        var wanted =
                collectors.stream()
                        .filter(runner -> isWanted.test(runner.collector().name()))
                        .toList();
        for (CollectorRunner runner : wanted) {
            await(runner.opening(), untilNanos);
        }
        var pending = new ArrayList<ProbeRunner.Pending>();
        for (CollectorRunner runner : wanted) {
            runner.probes().forEach(probe -> probe.refresh().ifPresent(pending::add));
        }
        pending.forEach(one -> await(one, untilNanos));
        return wanted.stream()
                .flatMap(runner -> runner.probes().stream())
                .flatMap(probe -> probe.state().served().stream())
                .toList();
    }

    /**
     * Takes snapshots anew that will soon be too old, so that who asks often never waits: called
     * once an answer is written, which the rounds would delay. Returns at once.
     *
     * @param isWanted which collectors, by name
     */
    public void sampleAhead(Predicate<String> isWanted) {
        for (CollectorRunner runner : collectors) {
            if (isWanted.test(runner.collector().name())) {
                runner.probes().forEach(ProbeRunner::sampleAhead);
            }
        }
    }

    /** What is known of each collector. */
    public List<CollectorStatus> statuses() {
        return collectors.stream().map(Sampler::status).toList();
    }

    /** Whether every collector has answered once, or is late. */
    public boolean isReady() {
        return collectors.stream().allMatch(CollectorRunner::hasReported);
    }

    /**
     * Waits until every collector has answered once, or is late.
     *
     * @return whether all have within the time
     */
    public boolean awaitFirstRound(Duration within) throws InterruptedException {
        long untilNanos = ticker.nanos() + within.toNanos();
        while (!isReady()) {
            if (ticker.nanos() > untilNanos || closed.await(READY_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** Closes all collectors; one that hangs is left behind after 2 s. */
    @Override
    public void close() {
        closed.countDown();
        var closing =
                collectors.stream()
                        .map(
                                runner ->
                                        Threads.start(
                                                "close-" + runner.collector().name(),
                                                runner::close))
                        .toList();
        long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSING_MILLIS);
        for (Thread thread : closing) {
            try {
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
                if (!thread.join(Duration.ofMillis(Math.max(1, leftMillis)))) {
                    LOGGER.atWarn()
                            .addKeyValue("thread", thread.getName())
                            .log("source does not let go, it is left behind");
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void watch() {
        try {
            while (!closed.await(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
                for (CollectorRunner runner : collectors) {
                    runner.probes().forEach(ProbeRunner::watch);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(ProbeRunner.Pending pending, long untilNanos) {
        long leftNanos =
                Math.min(pending.untilNanos() - ticker.nanos(), untilNanos - ticker.nanos());
        try {
            pending.done().get(Math.max(0, leftNanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            // It is late: what is known of it is served.
            LOGGER.trace("a source is late");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a round never completes with an exception", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static CollectorStatus status(CollectorRunner runner) {
        var failure = runner.openFailure();
        return new CollectorStatus(
                runner.collector(),
                failure == null ? "" : failure,
                runner.isOpen(),
                runner.openFailures(),
                runner.probes().stream().map(Sampler::status).toList());
    }

    private static CollectorStatus.ProbeStatus status(ProbeRunner probe) {
        Map<SampleBook.Drop, Long> dropped = new EnumMap<>(SampleBook.Drop.class);
        for (SampleBook.Drop reason : SampleBook.Drop.values()) {
            dropped.put(reason, probe.dropped(reason));
        }
        return new CollectorStatus.ProbeStatus(
                probe.name(),
                probe.state(),
                probe.lastSampleAt(),
                probe.lastTookNanos(),
                probe.failures(),
                probe.timeouts(),
                dropped,
                probe.lastDropped(),
                probe.known());
    }
}
