package io.hypervigil.alerting.outbox;

import java.time.Duration;

/**
 * How long the outbox tries, and how often.
 *
 * @param firstPause after a failure; each further failure doubles it
 * @param longestPause never longer than this, but where the service asks for more
 * @param maximumAge after which a notification is given up
 * @param capacity of notifications; beyond it none is taken, and the router offers it again
 */
public record OutboxSettings(
        Duration firstPause, Duration longestPause, Duration maximumAge, int capacity) {

    /** 5 s, 5 min, 24 h, 10,000. */
    public static final OutboxSettings DEFAULT =
            new OutboxSettings(
                    Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(24), 10_000);

    public OutboxSettings {
        if (!firstPause.isPositive() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("the longest pause must not be below the first");
        }
        if (!maximumAge.isPositive() || capacity < 1) {
            throw new IllegalArgumentException("the maximum age and the capacity must be positive");
        }
    }

    /** The pause after a number of failures, before chance is added. */
    Duration pause(int failures) {
        var doubled = firstPause.multipliedBy(1L << Math.clamp(failures - 1, 0, 20));
        return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
    }
}
