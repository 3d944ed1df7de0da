package io.hypervigil.admin.audit;

import io.hypervigil.collect.action.Action.Role;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Value;
import java.time.Duration;
import java.util.Optional;

/**
 * One call, and how it ended.
 *
 * @param caller the user of the credential
 * @param role what that user may
 * @param action its name as it was asked for, whether there is one or not
 * @param parameters without secrets
 * @param isDryRun whether only to say what would be done
 * @param within the action that had it done in the same caller's name; empty where the caller asked
 * @param job the job that it runs as
 * @param took from the question to the end; zero where a job was begun
 */
public record AuditRecord(
        String caller,
        Role role,
        String action,
        Value.Fields parameters,
        boolean isDryRun,
        Optional<String> within,
        Optional<String> job,
        Outcome outcome,
        Duration took) {

    /** How it ended. */
    public sealed interface Outcome {

        /** A job does it; how that ends is a record of its own. */
        record Begun() implements Outcome {}

        /** It was done, or was already so. */
        record Done(boolean isChanged) implements Outcome {}

        /** It was refused, or could not be done. */
        record Failed(Kind kind, String message) implements Outcome {}
    }
}
