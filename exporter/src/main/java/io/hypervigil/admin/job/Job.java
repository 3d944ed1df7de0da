package io.hypervigil.admin.job;

import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Value;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A job as it is at one moment. */
public record Job(JobId id, JobOrder order, Instant createdAt, JobState state) {

    Job with(JobState newState) {
        return new Job(id, order, createdAt, newState);
    }

    /** When it ended; empty while it has not. */
    public Optional<Instant> endedAt() {
        return state instanceof JobState.Ended ended
                ? Optional.of(ended.endedAt())
                : Optional.empty();
    }

    /** Whether it is over. */
    public boolean isEnded() {
        return state instanceof JobState.Ended;
    }

    /** The same job with a word in the place of its result's details. */
    Job withoutDetails(String why) {
        if (state instanceof JobState.Ended ended
                && ended.outcome() instanceof JobOutcome.Succeeded(var result)) {
            var shortened =
                    new ActionResult(
                            result.isChanged(),
                            new Value.Fields(Map.of("left_out", new Value.Text(why))));
            return with(
                    new JobState.Ended(
                            ended.startedAt(),
                            ended.endedAt(),
                            ended.progress(),
                            ended.cancelledBy(),
                            new JobOutcome.Succeeded(shortened)));
        }
        return this;
    }
}
