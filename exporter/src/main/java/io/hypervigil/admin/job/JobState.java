package io.hypervigil.admin.job;

import io.hypervigil.collect.action.ActionFailure.Kind;
import java.time.Instant;
import java.util.Optional;

/** Where a job is between being asked for and its end. */
public sealed interface JobState {

    /** Others come first. */
    record Waiting() implements JobState {}

    /**
     * It is carried out.
     *
     * @param cancelledBy who wants it stopped; empty where nobody does
     */
    record Running(Instant startedAt, Progress progress, Optional<String> cancelledBy)
            implements JobState {}

    /**
     * It is over.
     *
     * @param startedAt empty where it never began
     * @param progress how far it came
     * @param cancelledBy who wanted it stopped, whether it was or not
     */
    record Ended(
            Optional<Instant> startedAt,
            Instant endedAt,
            Progress progress,
            Optional<String> cancelledBy,
            JobOutcome outcome)
            implements JobState {}

    /** {@code waiting}, {@code running}, or how it ended. */
    default String name() {
        return switch (this) {
            case Waiting() -> "waiting";
            case Running _ -> "running";
            case Ended ended ->
                    switch (ended.outcome()) {
                        case JobOutcome.Succeeded _ -> "succeeded";
                        case JobOutcome.Failed _ -> "failed";
                        case JobOutcome.Cancelled _ -> "cancelled";
                        case JobOutcome.Interrupted _ -> "interrupted";
                    };
        };
    }

    /** The end of it, now. */
    default Ended end(Instant now, JobOutcome outcome) {
        return switch (this) {
            case Waiting() ->
                    new Ended(Optional.empty(), now, Progress.NONE, Optional.empty(), outcome);
            case Running(var startedAt, var progress, var cancelledBy) ->
                    new Ended(
                            Optional.of(startedAt),
                            now,
                            outcome instanceof JobOutcome.Succeeded ? progress.whole() : progress,
                            cancelledBy,
                            outcome);
            case Ended ended -> ended;
        };
    }

    /** The same, and somebody wants it no more; who said so first is kept. */
    default JobState cancelled(Instant now, String by) {
        return switch (this) {
            case Waiting() ->
                    new Ended(
                            Optional.empty(),
                            now,
                            Progress.NONE,
                            Optional.of(by),
                            new JobOutcome.Cancelled(JobOutcome.Failure.BEFORE_IT_BEGAN));
            case Running(var startedAt, var progress, var cancelledBy) ->
                    new Running(startedAt, progress, cancelledBy.or(() -> Optional.of(by)));
            case Ended ended -> ended;
        };
    }

    /** What it comes to where the process is at its end. */
    default JobOutcome interruption(String action) {
        var failure =
                this instanceof Running running
                        ? new JobOutcome.Failure(
                                Kind.UNAVAILABLE,
                                "the process ended while it ran, at " + running.progress().text(),
                                "look at what is there, and ask anew for "
                                        + action
                                        + ": what is done already stays as it is")
                        : new JobOutcome.Failure(
                                Kind.UNAVAILABLE,
                                "the process ended before it began",
                                "nothing was done: ask anew for " + action);
        return new JobOutcome.Interrupted(failure);
    }
}
