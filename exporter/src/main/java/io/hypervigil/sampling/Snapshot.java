package io.hypervigil.sampling;

import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a round of a probe gave.
 *
 * @param samples the samples
 * @param at when the round began
 * @param tookNanos how long it took
 * @param missing what the source cannot give, and why
 * @param problems groups that could not be read
 */
public record Snapshot(
        Samples samples,
        Instant at,
        long tookNanos,
        List<SampleBook.Missing> missing,
        List<SampleBook.Problem> problems) {

    public Snapshot {
        missing = List.copyOf(missing);
        problems = List.copyOf(problems);
    }

    /** Whether every group could be read. */
    public boolean isWhole() {
        return problems.isEmpty();
    }

    /** How old it is. */
    public Duration age(Instant now) {
        return Duration.between(at, now);
    }
}
