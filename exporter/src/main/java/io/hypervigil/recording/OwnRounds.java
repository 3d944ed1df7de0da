package io.hypervigil.recording;

import io.hypervigil.collect.Samples;
import io.hypervigil.collect.Threads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what the process says of itself, and what a Prometheus would say of it, at each interval
 * of the window on a thread of its own.
 *
 * <p>Thread: any.
 */
public final class OwnRounds implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(OwnRounds.class);

    private final Recorder recorder;
    private final InstantSource clock;
    private final List<Supplier<Samples>> parts;
    private final List<Recording> recordings;
    private final TargetMetrics target = new TargetMetrics();
    private final Recording targetRecording;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<LastRound> last = Optional.empty();

    /**
     * The round that was recorded last.
     *
     * @param at when it began
     * @param took how long the slowest source took
     */
    public record LastRound(Instant at, Duration took) {}

    /**
     * @param parts what is recorded, no series of which another part or a probe gives
     */
    public OwnRounds(Recorder recorder, List<Supplier<Samples>> parts, InstantSource clock) {
        this.recorder = recorder;
        this.clock = clock;
        this.parts = List.copyOf(parts);
        this.recordings = parts.stream().map(_ -> recorder.open("own")).toList();
        this.targetRecording = recorder.open("target");
    }

    /** Records a first round soon, and further ones until it is closed. */
    public void start() {
        Threads.start("record", this::run);
    }

    /** None before the first. */
    public Optional<LastRound> last() {
        return last;
    }

    @Override
    public void close() {
        closed.countDown();
        recordings.forEach(Recording::close);
        targetRecording.close();
    }

    /** One round. */
    void record() {
        var at = clock.instant();
        long millis = at.toEpochMilli();
        for (int i = 0; i < parts.size(); i++) {
            recordings.get(i).record(parts.get(i).get(), millis);
        }
        recorder.repeatOld(millis);
        var totals = recorder.look(targetRecording);
        targetRecording.record(target.samples(totals), millis);
        last = Optional.of(new LastRound(at, Duration.ofNanos(totals.longestNanos())));
    }

    // Whatever goes wrong with one round, the next one comes.
    @SuppressWarnings("CatchingUnchecked")
    private void run() {
        long dueNanos = System.nanoTime();
        try {
            do {
                try {
                    record();
                } catch (RuntimeException e) {
                    LOGGER.atError().setCause(e).log("a round of the process's own was not taken");
                }
                dueNanos += recorder.interval().toNanos();
            } while (!closed.await(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
