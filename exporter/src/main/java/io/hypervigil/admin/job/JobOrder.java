package io.hypervigil.admin.job;

import io.hypervigil.collect.action.Action.Role;
import io.hypervigil.collect.action.Value;
import java.util.Optional;

/**
 * What a job is to do, and for whom.
 *
 * @param action its name
 * @param caller who asked
 * @param role what the action needs: who has it may see the job and cancel it
 * @param parameters without secrets
 * @param key what the caller calls this request, so that asking again with the same key gives the
 *     same job; another caller's keys are others
 */
public record JobOrder(
        String action, String caller, Role role, Value.Fields parameters, Optional<String> key) {

    /** Whether the other one is this request, sent once more. */
    boolean isAskedAgainBy(JobOrder other) {
        return key.isPresent() && key.equals(other.key) && caller.equals(other.caller);
    }

    /** Whether both ask for the same, as far as that is kept: secrets are not. */
    boolean isSameAs(JobOrder other) {
        return action.equals(other.action) && parameters.equals(other.parameters);
    }
}
