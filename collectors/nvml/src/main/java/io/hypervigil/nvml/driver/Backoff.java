package io.hypervigil.nvml.driver;

import java.util.function.LongSupplier;

/** Pauses between attempts that grow, until one has lasted. */
final class Backoff {

    private static final long FIRST_NANOS = 10_000_000_000L;
    private static final long MOST_NANOS = 300_000_000_000L;

    private final LongSupplier nanos;
    private long lastNanos;
    private long pauseNanos;
    private boolean hasTried;

    Backoff(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Seconds to wait before the next attempt; 0 where it is time. */
    long secondsLeft() {
        long left = hasTried ? lastNanos + pauseNanos - nanos.getAsLong() : 0;
        return left <= 0 ? 0 : 1 + (left - 1) / 1_000_000_000;
    }

    /** An attempt is made now. What held for twice the longest pause begins anew. */
    void attempt() {
        long now = nanos.getAsLong();
        boolean hasLasted = hasTried && now - lastNanos > 2 * MOST_NANOS;
        pauseNanos =
                !hasTried || hasLasted
                        ? FIRST_NANOS
                        : Math.min(Math.max(pauseNanos * 2, FIRST_NANOS), MOST_NANOS);
        lastNanos = now;
        hasTried = true;
    }
}
