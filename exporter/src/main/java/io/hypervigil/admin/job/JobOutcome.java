package io.hypervigil.admin.job;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;

/** How a job ended. */
public sealed interface JobOutcome {

    /** It was done, or was already so. */
    record Succeeded(ActionResult result) implements JobOutcome {}

    /** It could not be done; nothing of it is left, as far as the action could take it back. */
    record Failed(Failure failure) implements JobOutcome {}

    /** Nobody wanted it any more; what was made is taken back. */
    record Cancelled(Failure failure) implements JobOutcome {}

    /** The process ended before it did: what it made may be there. */
    record Interrupted(Failure failure) implements JobOutcome {}

    /**
     * Why there is no result.
     *
     * @param remedy what to do about it
     */
    record Failure(Kind kind, String message, String remedy) {

        static final Failure BEFORE_IT_BEGAN =
                new Failure(
                        Kind.CANCELLED,
                        "cancelled before it began",
                        "nothing was done: ask again where it is wanted after all");

        static Failure of(ActionFailure failure) {
            return new Failure(
                    failure.kind(), String.valueOf(failure.getMessage()), failure.remedy());
        }
    }

    /** What an action's failure makes of its job. */
    static JobOutcome of(ActionFailure failure) {
        return failure.kind() == Kind.CANCELLED
                ? new Cancelled(Failure.of(failure))
                : new Failed(Failure.of(failure));
    }
}
