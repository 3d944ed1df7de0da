package io.hypervigil.collect;

import java.time.Duration;

/**
 * The times that govern a probe.
 *
 * @param interval from one sample to the next where nobody asks in between
 * @param freshness a scrape is given a snapshot younger than this as it is, and refreshes an older
 *     one; where it is the interval or more, a scrape takes what is there and never waits
 * @param deadline how long a sample may take before nobody waits for it any more
 * @param staleness how long the last snapshot is served while no newer one comes
 */
public record Beat(Duration interval, Duration freshness, Duration deadline, Duration staleness) {

    /** 15 s between samples, fresh for 1 s, 2 s to answer, dropped after a minute. */
    public static final Beat DEFAULT =
            new Beat(
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(60));

    public Beat {
        requirePositive("interval", interval);
        requirePositive("deadline", deadline);
        if (freshness.isNegative()) {
            throw new IllegalArgumentException("freshness: " + freshness + ", 0 or more expected");
        }
        if (staleness.compareTo(interval) < 0) {
            throw new IllegalArgumentException(
                    "staleness: "
                            + staleness
                            + ", at least the interval "
                            + interval
                            + " expected");
        }
    }

    /**
     * A beat for what is dear to read: as fresh as its interval, so that a scrape neither hurries
     * it nor waits for it, and kept for four intervals.
     */
    public static Beat slow(Duration interval, Duration deadline) {
        return new Beat(interval, interval, deadline, interval.multipliedBy(4));
    }

    /** The same but for the interval; staleness grows with it where it would be shorter. */
    public Beat every(Duration newInterval) {
        var kept =
                staleness.compareTo(newInterval.multipliedBy(2)) < 0
                        ? newInterval.multipliedBy(4)
                        : staleness;
        return new Beat(newInterval, freshness, deadline, kept);
    }

    /** The same but for the deadline. */
    public Beat within(Duration newDeadline) {
        return new Beat(interval, freshness, newDeadline, staleness);
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + ": " + value + ", more than 0 expected");
        }
    }
}
