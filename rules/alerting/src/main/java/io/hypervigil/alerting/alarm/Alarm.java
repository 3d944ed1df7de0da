package io.hypervigil.alerting.alarm;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets a thread sleep until something is due, or until another thread rings.
 *
 * <p>Thread: {@link #await} one; {@link #ring} any.
 */
public final class Alarm {

    private final InstantSource clock;
    private final Semaphore rings = new Semaphore(0);

    public Alarm(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Sleeps until a time, until it is rung, or for the longest time, whichever comes first. A ring
     * before the call counts too.
     *
     * @param time empty where nothing is due by itself
     * @param longest after which a clock that was set is noticed
     */
    public void await(Optional<Instant> time, Duration longest) throws InterruptedException {
        var left =
                time.map(due -> Duration.between(clock.instant(), due))
                        .filter(until -> until.compareTo(longest) < 0)
                        .orElse(longest);
        // Semaphores sleep by another clock: a moment longer, so that what is due is due.
        long nanos = left.isNegative() ? 0 : left.toNanos() + TimeUnit.MILLISECONDS.toNanos(1);
        boolean _ = rings.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        int _ = rings.drainPermits();
    }

    /** Ends the sleep, or keeps the next one from beginning. */
    public void ring() {
        rings.release();
    }
}
