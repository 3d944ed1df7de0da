package io.hypervigil.admin.job;

import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/**
 * A job as values, which files keep and callers are shown:
 *
 * <pre>
 * {
 *   "id" : "1jw8q1m3s0000abcdefghj",
 *   "action" : "vm.clone",
 *   "caller" : "alice",
 *   "role" : "admin",
 *   "state" : "failed",
 *   "created" : "2026-11-22T10:00:00Z",
 *   "started" : "2026-11-22T10:00:01Z",
 *   "ended" : "2026-11-22T10:00:09Z",
 *   "progress" : 0.4,
 *   "step" : "copying",
 *   "failure" : {
 *     "kind" : "conflict",
 *     "message" : "web runs",
 *     "remedy" : "vm.shutdown ends it"
 *   },
 *   "parameters" : {
 *     "vm" : "web"
 *   }
 * }
 * </pre>
 */
public final class JobJson {

    private JobJson() {}

    /** All that is known of a job; what is not yet is left out. */
    public static Value.Fields of(Job job) {
        var order = job.order();
        var out =
                new Details()
                        .text("id", job.id().text())
                        .text("action", order.action())
                        .text("caller", order.caller())
                        .text("role", lower(order.role()))
                        .text("key", order.key())
                        .text("state", job.state().name())
                        .text("created", job.createdAt().toString());
        switch (job.state()) {
            case JobState.Waiting() -> {
                // Nothing more is known of it.
            }
            case JobState.Running(var startedAt, var progress, var cancelledBy) ->
                    out.text("started", startedAt.toString())
                            .all(details(progress))
                            .text("cancelled_by", cancelledBy);
            case JobState.Ended ended ->
                    out.text("started", ended.startedAt().map(Instant::toString))
                            .text("ended", ended.endedAt().toString())
                            .all(details(ended.progress()))
                            .text("cancelled_by", ended.cancelledBy())
                            .all(details(ended.outcome()));
        }
        return new Value.Fields(out.value("parameters", order.parameters()).fields());
    }

    private static Details details(Progress progress) {
        return new Details()
                .value("progress", new Value.Decimal(BigDecimal.valueOf(progress.ratio())))
                .text("step", progress.step());
    }

    private static Details details(JobOutcome outcome) {
        return switch (outcome) {
            case JobOutcome.Succeeded(ActionResult(boolean isChanged, var details)) ->
                    new Details()
                            .value(
                                    "result",
                                    new Details()
                                            .flag("changed", isChanged)
                                            .value("details", details)
                                            .asValue());
            case JobOutcome.Failed(var failure) -> details(failure);
            case JobOutcome.Cancelled(var failure) -> details(failure);
            case JobOutcome.Interrupted(var failure) -> details(failure);
        };
    }

    private static Details details(JobOutcome.Failure failure) {
        return new Details()
                .value(
                        "failure",
                        new Details()
                                .text("kind", lower(failure.kind()))
                                .text("message", failure.message())
                                .text("remedy", failure.remedy())
                                .asValue());
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
