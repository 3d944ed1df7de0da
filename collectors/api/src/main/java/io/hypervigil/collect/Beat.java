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
 * @param patience how long a scrape waits for a fresh sample
 */
public record Beat(
        Duration interval,
        Duration freshness,
        Duration deadline,
        Duration staleness,
        Patience patience) {

    /** How long a scrape waits before it takes the last snapshot instead. */
    public enum Patience {
        /** As long as anybody. */
        TO_THE_DEADLINE,
        /**
         * Not much longer than the last rounds took, and not at all while the source fails: for one
         * of several alike, where a single one that hangs must not keep a scrape.
         */
        AS_USUAL
    }

    /** 15 s between samples, fresh for 1 s, 2 s to answer, dropped after a minute. */
    public static final Beat DEFAULT =
            new Beat(
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(60));

    /** One that is waited for to its deadline. */
    public Beat(Duration interval, Duration freshness, Duration deadline, Duration staleness) {
        this(interval, freshness, deadline, staleness, Patience.TO_THE_DEADLINE);
    }

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
        return new Beat(newInterval, freshness, deadline, kept, patience);
    }

    /** The same but for the deadline. */
    public Beat within(Duration newDeadline) {
        return new Beat(interval, freshness, newDeadline, staleness, patience);
    }

    /** The same but for the patience. */
    public Beat waitedFor(Patience newPatience) {
        return new Beat(interval, freshness, deadline, staleness, newPatience);
    }

    /** Whether it is as fresh as its interval: such a one is neither hurried nor waited for. */
    public boolean isSlow() {
        return freshness.compareTo(interval) >= 0;
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + ": " + value + ", more than 0 expected");
        }
    }
}
