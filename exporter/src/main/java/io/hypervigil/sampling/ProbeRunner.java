package io.hypervigil.sampling;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.Threads;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Samples one probe on one thread: at its beat, and sooner where a scrape wants a fresher snapshot.
 *
 * <p>Thread: any; the probe itself is called by the runner's own thread only.
 */
final class ProbeRunner implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(ProbeRunner.class);

    /** A failing source is left alone for at most this long. */
    private static final long MAX_BACKOFF_NANOS = 300_000_000_000L;

    private static final int MAX_DOUBLINGS = 10;

    /** What a thread may take to be woken on a busy machine. */
    private static final long LEAST_PATIENCE_NANOS = 5_000_000;

    /** A snapshot older than this share of its freshness is taken anew once it was served. */
    private static final double AHEAD = 0.75;

    private final String collector;
    private final Probe probe;
    private final Beat beat;
    private final SampleBook book;
    private final InstantSource clock;
    private final Ticker ticker;
    private final RoundListener.Rounds rounds;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong timeouts = new AtomicLong();

    // Guarded by the lock.
    private boolean isClosed;
    private boolean isRequested;
    private boolean isTimeoutCounted;
    private boolean isLossTold;
    private @Nullable CompletableFuture<Void> running;
    private CompletableFuture<Void> next = new CompletableFuture<>();
    private long startedNanos;
    private Instant startedAt = Instant.EPOCH;
    private long dueNanos;
    private int failuresInARow;
    private long lastTookNanos;
    private long usuallyTakesNanos;
    private @Nullable Snapshot snapshot;
    private Samples known = Samples.NONE;
    private long snapshotNanos;
    private @Nullable Outcome outcome;

    ProbeRunner(
            String collector,
            Probe probe,
            Beat beat,
            SampleBook book,
            InstantSource clock,
            Ticker ticker,
            RoundListener.Rounds rounds) {
        this.collector = collector;
        this.probe = probe;
        this.beat = beat;
        this.book = book;
        this.clock = clock;
        this.ticker = ticker;
        this.rounds = rounds;
        this.dueNanos = ticker.nanos();
    }

    void start() {
        Threads.start("sample-" + collector + "-" + probe.name(), this::run);
    }

    String name() {
        return probe.name();
    }

    Beat beat() {
        return beat;
    }

    /** Rounds that failed since the start. */
    long failures() {
        return failures.get();
    }

    /** Rounds that passed their deadline since the start. */
    long timeouts() {
        return timeouts.get();
    }

    long dropped(SampleBook.Drop reason) {
        return book.dropped(reason);
    }

    String lastDropped() {
        return book.lastDropped();
    }

    /** How long the last round took, or the one that hangs has taken so far. */
    long lastTookNanos() {
        lock.lock();
        try {
            return running == null
                    ? lastTookNanos
                    : Math.max(lastTookNanos, ticker.nanos() - startedNanos);
        } finally {
            lock.unlock();
        }
    }

    /** Whether a round has ended, whichever way, or has passed its deadline. */
    boolean hasReported() {
        lock.lock();
        try {
            return outcome != null || isOverdue();
        } finally {
            lock.unlock();
        }
    }

    /** What it gave last, however long ago; nothing where its source is not there. */
    Samples known() {
        lock.lock();
        try {
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** When the last snapshot was begun. */
    Optional<Instant> lastSampleAt() {
        lock.lock();
        try {
            return Optional.ofNullable(snapshot).map(Snapshot::at);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Asks for a snapshot no older than the beat's freshness.
     *
     * @return what to wait for, and until when it is worth it; empty where there is nothing to wait
     *     for: fresh enough, failing and left alone, or past its deadline
     */
    Optional<Pending> refresh() {
        lock.lock();
        try {
            if (isClosed || beat.isSlow() || isOverdue()) {
                return Optional.empty();
            }
            long now = ticker.nanos();
            if (isFresh(now, 1)) {
                return Optional.empty();
            }
            if (running != null) {
                return Optional.of(new Pending(running, startedNanos + patienceNanos()));
            }
            if (outcome != null && !(outcome instanceof Outcome.Sampled)) {
                return Optional.empty();
            }
            request();
            return Optional.of(new Pending(next, now + patienceNanos()));
        } finally {
            lock.unlock();
        }
    }

    /** Has a snapshot taken anew that will soon be too old. */
    void sampleAhead() {
        lock.lock();
        try {
            if (!isClosed
                    && !beat.isSlow()
                    && running == null
                    && outcome instanceof Outcome.Sampled
                    && !isFresh(ticker.nanos(), AHEAD)) {
                request();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Has a round begin as soon as the present one has ended, whatever the beat says. */
    void sampleSoon() {
        lock.lock();
        try {
            request();
        } finally {
            lock.unlock();
        }
    }

    private void request() {
        isRequested = true;
        wake.signal();
    }

    /**
     * @param done completes when the round ends
     * @param untilNanos of the ticker: nobody waits longer
     */
    record Pending(CompletableFuture<Void> done, long untilNanos) {}

    private long patienceNanos() {
        long deadlineNanos = beat.deadline().toNanos();
        return switch (beat.patience()) {
            case TO_THE_DEADLINE -> deadlineNanos;
            case AS_USUAL ->
                    switch (outcome) {
                        case null -> deadlineNanos;
                        case Outcome.Sampled() ->
                                Math.clamp(
                                        2 * usuallyTakesNanos, LEAST_PATIENCE_NANOS, deadlineNanos);
                        case Outcome.Unavailable _, Outcome.Failed _ -> 0;
                    };
        };
    }

    /** Whether the snapshot is no older than a share of the beat's freshness. */
    private boolean isFresh(long now, double share) {
        return outcome instanceof Outcome.Sampled
                && now - snapshotNanos <= share * beat.freshness().toNanos();
    }

    /** What is known now. */
    ProbeState state() {
        lock.lock();
        try {
            if (isOverdue()) {
                var kept = Optional.ofNullable(snapshot).filter(_ -> !isStale());
                return new ProbeState.Hanging(startedAt, beat.deadline(), kept);
            }
            return switch (outcome) {
                case null -> new ProbeState.Starting();
                case Outcome.Unavailable(var reason) -> new ProbeState.Unavailable(reason);
                case Outcome.Failed(var cause) ->
                        new ProbeState.Failing(
                                messageOf(cause),
                                failuresInARow,
                                clock.instant().plusNanos(dueNanos - ticker.nanos()));
                case Outcome.Sampled() ->
                        snapshot == null || isStale()
                                ? new ProbeState.Starting()
                                : new ProbeState.Sampled(snapshot);
            };
        } finally {
            lock.unlock();
        }
    }

    /** Notices a round that has passed its deadline: counts it and says so, once a round. */
    void watch() {
        watchStaleness();
        lock.lock();
        try {
            if (!isOverdue() || isTimeoutCounted) {
                return;
            }
            countTimeout();
        } finally {
            lock.unlock();
        }
        LOGGER.atWarn()
                .addKeyValue("collector", collector)
                .addKeyValue("probe", probe.name())
                .addKeyValue("deadlineMs", beat.deadline().toMillis())
                .log("source does not answer, its last samples are served until they are stale");
    }

    /** Samples that are too old to be served have ended. */
    private void watchStaleness() {
        lock.lock();
        try {
            if (snapshot == null || isLossTold || !isStale()) {
                return;
            }
            isLossTold = true;
        } finally {
            lock.unlock();
        }
        rounds.lost();
    }

    /**
     * Ends the runner without waiting for a round that hangs, and lets go who waits for it; its
     * series are given back when that round ends, so that no second one writes them meanwhile.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            wake.signal();
            next.complete(null);
            if (running != null) {
                running.complete(null);
            }
        } finally {
            lock.unlock();
        }
        rounds.close();
    }

    static String messageOf(Throwable cause) {
        var message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }

    private boolean isOverdue() {
        return running != null && ticker.nanos() - startedNanos > beat.deadline().toNanos();
    }

    private boolean isStale() {
        return ticker.nanos() - snapshotNanos > beat.staleness().toNanos();
    }

    private void countTimeout() {
        isTimeoutCounted = true;
        timeouts.incrementAndGet();
    }

    private void run() {
        try {
            while (awaitTurn()) {
                var ended = sample();
                publish(ended);
            }
        } finally {
            book.close();
        }
    }

    private boolean awaitTurn() {
        lock.lock();
        try {
            while (!isClosed && !isRequested && dueNanos - ticker.nanos() > 0) {
                wake.awaitNanos(dueNanos - ticker.nanos());
            }
            if (isClosed) {
                return false;
            }
            isRequested = false;
            isTimeoutCounted = false;
            startedNanos = ticker.nanos();
            startedAt = clock.instant();
            running = next;
            next = new CompletableFuture<>();
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    // A probe may throw anything, an Error of its native library included: it is that probe's loss.
    @SuppressWarnings("CatchingUnchecked")
    private Outcome sample() {
        book.begin();
        try {
            return probe.sample(book);
        } catch (Exception | Error e) {
            return new Outcome.Failed(e);
        }
    }

    private void publish(Outcome ended) {
        var samples = book.finish();
        Outcome before;
        CompletableFuture<Void> done;
        Snapshot taken;
        lock.lock();
        try {
            before = outcome;
            outcome = ended;
            lastTookNanos = ticker.nanos() - startedNanos;
            if (lastTookNanos > beat.deadline().toNanos() && !isTimeoutCounted) {
                countTimeout();
            }
            take(ended, samples);
            taken = snapshot;
            isLossTold = taken == null;
            done = running;
            running = null;
        } finally {
            lock.unlock();
        }
        if (done != null) {
            done.complete(null);
        }
        if (taken == null) {
            rounds.lost();
        } else {
            rounds.sampled(taken);
        }
        logChange(before, ended);
    }

    private void take(Outcome ended, Samples samples) {
        switch (ended) {
            case Outcome.Sampled() -> {
                snapshot =
                        new Snapshot(
                                samples, startedAt, lastTookNanos, book.missing(), book.problems());
                snapshotNanos = startedNanos;
                known = samples;
                failuresInARow = 0;
                dueNanos = startedNanos + beat.interval().toNanos();
                usuallyTakesNanos =
                        Math.max(lastTookNanos, usuallyTakesNanos - usuallyTakesNanos / 8);
            }
            case Outcome.Unavailable(_) -> {
                snapshot = null;
                known = Samples.NONE;
                failuresInARow = 0;
                dueNanos = ticker.nanos() + beat.interval().toNanos();
            }
            case Outcome.Failed(_) -> {
                snapshot = null;
                failuresInARow++;
                failures.incrementAndGet();
                dueNanos = ticker.nanos() + backoffNanos();
            }
        }
    }

    private long backoffNanos() {
        int doublings = Math.min(failuresInARow - 1, MAX_DOUBLINGS);
        return Math.min(beat.interval().toNanos() << doublings, MAX_BACKOFF_NANOS);
    }

    /** A failure that goes on is said once, and its end too. */
    private void logChange(@Nullable Outcome before, Outcome now) {
        if (before != null && before.getClass() == now.getClass()) {
            return;
        }
        switch (now) {
            case Outcome.Sampled() -> {
                if (before != null) {
                    log(LOGGER.atInfo()).log("source is back");
                }
            }
            case Outcome.Unavailable(var reason) ->
                    log(before == null ? LOGGER.atDebug() : LOGGER.atInfo())
                            .addKeyValue("reason", reason)
                            .log("source is not there");
            case Outcome.Failed(var cause) -> {
                log(LOGGER.atWarn())
                        .addKeyValue("error", messageOf(cause))
                        .log("source failed, its samples are dropped until it answers again");
                LOGGER.debug("cause of the failure", cause);
            }
        }
    }

    private LoggingEventBuilder log(LoggingEventBuilder event) {
        return event.addKeyValue("collector", collector).addKeyValue("probe", probe.name());
    }
}
