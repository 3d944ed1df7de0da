package io.hypervigil.alerting.group;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the evaluations of a group went.
 *
 * @param at the time that the last one was for
 * @param took how long it ran
 * @param evaluations that ran
 * @param missed that did not, since an earlier one still ran or nobody woke in time
 * @param rules evaluations of single rules
 * @param failures of those
 */
public record GroupStatus(
        Optional<Instant> at,
        Duration took,
        long evaluations,
        long missed,
        long rules,
        long failures) {

    static final GroupStatus NEW = new GroupStatus(Optional.empty(), Duration.ZERO, 0, 0, 0, 0);

    GroupStatus evaluated(Instant time, Duration duration, long evaluated, long failed) {
        return new GroupStatus(
                Optional.of(time),
                duration,
                evaluations + 1,
                missed,
                rules + evaluated,
                failures + failed);
    }

    GroupStatus missing(long more) {
        return more == 0
                ? this
                : new GroupStatus(at, took, evaluations, missed + more, rules, failures);
    }
}
