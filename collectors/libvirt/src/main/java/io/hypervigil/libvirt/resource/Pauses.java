package io.hypervigil.libvirt.resource;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Who is left alone for a while because it did not answer: for longer each time, up to a limit.
 *
 * <p>Thread: one.
 */
final class Pauses {

    private static final int MAX_DOUBLINGS = 30;

    private final LongSupplier nanoTime;
    private final Duration first;
    private final Duration longest;
    private final Map<String, Pause> pauses = new HashMap<>();

    /**
     * @param nanoTime as {@link System#nanoTime}
     * @param first after the first failure
     * @param longest however often it fails in a row
     */
    Pauses(LongSupplier nanoTime, Duration first, Duration longest) {
        this.nanoTime = nanoTime;
        this.first = first;
        this.longest = longest;
    }

    private record Pause(long startNanos, Duration length, int failures) {}

    /** Whether it is still left alone. */
    boolean isPaused(String key) {
        var pause = pauses.get(key);
        return pause != null && nanoTime.getAsLong() - pause.startNanos < pause.length.toNanos();
    }

    /** Leaves it alone from now on. */
    void failed(String key) {
        pauses.compute(
                key,
                (_, before) -> {
                    int failures = before == null ? 0 : before.failures + 1;
                    var length = first.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
                    return new Pause(
                            nanoTime.getAsLong(),
                            length.compareTo(longest) < 0 ? length : longest,
                            failures);
                });
    }

    /** Forgets that it ever failed. */
    void answered(String key) {
        pauses.remove(key);
    }

    /** Forgets all others. */
    void keepOnly(Collection<String> keys) {
        pauses.keySet().retainAll(keys);
    }
}
