package io.hypervigil.web.security;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The bucket of a {@link RateLimit}, full at first.
 *
 * <p>Thread: any.
 */
final class RateLimiter {

    private final RateLimit limit;
    private final LongSupplier nanoTime;
    private final long intervalNanos;

    /** How long the bucket takes to fill again; falls as time goes by. */
    private double debtNanos;

    private long debtAt;

    RateLimiter(RateLimit limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.intervalNanos = Math.max(1, saturatedNanos(limit.interval()));
        this.debtAt = nanoTime.getAsLong();
    }

    RateLimit limit() {
        return limit;
    }

    /** Takes one from the bucket, or says that it is empty. */
    synchronized boolean tryTake() {
        long now = nanoTime.getAsLong();
        debtNanos = Math.max(0, debtNanos - (now - debtAt));
        debtAt = now;
        if (debtNanos + intervalNanos > (double) intervalNanos * limit.burst()) {
            return false;
        }
        debtNanos += intervalNanos;
        return true;
    }

    private static long saturatedNanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException _) {
            return Long.MAX_VALUE;
        }
    }
}
