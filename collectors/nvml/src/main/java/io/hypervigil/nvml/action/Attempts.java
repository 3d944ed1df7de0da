package io.hypervigil.nvml.action;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * When what failed is tried again: five times within about five minutes. A driver that has just
 * been loaded may refuse what it takes a little later; what goes on failing is left alone in the
 * end, since each attempt sets something.
 *
 * <p>Thread: one.
 */
final class Attempts {

    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(40),
                    Duration.ofSeconds(80),
                    Duration.ofSeconds(160));

    private final LongSupplier nanos;
    private int repeats;
    private long triedNanos;

    /**
     * @param nanos a monotonic clock
     */
    Attempts(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The first was made just now. */
    void begin() {
        repeats = 0;
        triedNanos = nanos.getAsLong();
    }

    /** Whether it is time for another. */
    boolean isDue() {
        return repeats < PAUSES.size()
                && nanos.getAsLong() - triedNanos >= PAUSES.get(repeats).toNanos();
    }

    /** Another was made just now. */
    void repeat() {
        repeats++;
        triedNanos = nanos.getAsLong();
    }
}
