package io.hypervigil.libvirt.connection;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Growing pauses between failures, each shortened by up to half at random, so that a hundred hosts
 * do not come back at once.
 *
 * <p>Thread: one.
 */
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.next = first;
    }

    /** How long to wait after one failure more. */
    Duration pause() {
        long nanos = next.toNanos();
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return Duration.ofNanos(nanos - (long) (random.nextDouble() * (double) nanos / 2));
    }

    /** It went well: the next failure begins anew. */
    void reset() {
        next = first;
    }
}
