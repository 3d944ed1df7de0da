package io.hypervigil.admin.job;

import java.time.Duration;

/**
 * How many jobs there may be.
 *
 * @param running at once
 * @param waiting until one of those ends; what comes beyond is refused
 * @param kept of those that ended; the oldest go first
 * @param keptFor how long after its end a job is kept
 * @param grace how long running ones may take to take back what they made when the process ends
 */
public record JobLimits(int running, int waiting, int kept, Duration keptFor, Duration grace) {

    /** What suits a host: a migration, a clone and an image at once, and a week to look at them. */
    public static final JobLimits DEFAULT =
            new JobLimits(4, 32, 500, Duration.ofDays(7), Duration.ofSeconds(5));

    public JobLimits {
        if (running < 1 || waiting < 0 || kept < 0) {
            throw new IllegalArgumentException(
                    "jobs: at least 1 running, 0 waiting and 0 kept expected");
        }
        if (keptFor.isNegative() || grace.isNegative()) {
            throw new IllegalArgumentException("jobs: a time that is not negative expected");
        }
    }
}
