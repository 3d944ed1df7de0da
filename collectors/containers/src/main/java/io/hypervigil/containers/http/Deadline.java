package io.hypervigil.containers.http;

import java.time.Duration;

/**
 * When a wait ends, by the machine's monotonic clock.
 *
 * <p>Thread: any; immutable.
 */
final class Deadline {

    /** Longer is not told apart, so that no sum overflows. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    static Deadline in(Duration wait) {
        var bounded = wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
        return new Deadline(System.nanoTime() + bounded.toNanos());
    }

    /** Milliseconds left, rounded up; 0 once it is over. */
    long leftMillis() {
        long left = nanos - System.nanoTime();
        return left <= 0 ? 0 : (left + 999_999) / 1_000_000;
    }

    boolean isOver() {
        return leftMillis() == 0;
    }
}
