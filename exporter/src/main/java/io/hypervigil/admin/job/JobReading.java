package io.hypervigil.admin.job;

import io.hypervigil.collect.action.Action.Role;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Value;
import java.io.Serial;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** A job of what {@link JobJson} made of it. */
final class JobReading {

    private final Map<String, Value> fields;
    private final String path;

    private JobReading(Map<String, Value> fields, String path) {
        this.fields = fields;
        this.path = path;
    }

    /** What is not as it was written. */
    static final class Flaw extends Exception {

        @Serial private static final long serialVersionUID = 1;

        private final String field;

        Flaw(String field, String message) {
            super(message);
            this.field = field;
        }

        /** The outermost field that it is in. */
        String field() {
            return field;
        }
    }

    /**
     * @throws Flaw with the field that is missing or makes no sense
     */
    static Job of(Value.Fields written) throws Flaw {
        return new JobReading(written.fields(), "").job();
    }

    private Job job() throws Flaw {
        var order =
                new JobOrder(
                        text("action"),
                        text("caller"),
                        constant("role", Role.class),
                        inner("parameters").values(),
                        optional("key"));
        return new Job(id(), order, time("created"), state());
    }

    private JobId id() throws Flaw {
        return JobId.parse(text("id")).orElseThrow(() -> flaw("id", "a name of a job expected"));
    }

    private JobState state() throws Flaw {
        var name = text("state");
        return switch (name) {
            case "waiting" -> new JobState.Waiting();
            case "running" ->
                    new JobState.Running(time("started"), progress(), optional("cancelled_by"));
            case "succeeded" -> ended(new JobOutcome.Succeeded(inner("result").result()));
            case "failed" -> ended(new JobOutcome.Failed(inner("failure").failure()));
            case "cancelled" -> ended(new JobOutcome.Cancelled(inner("failure").failure()));
            case "interrupted" -> ended(new JobOutcome.Interrupted(inner("failure").failure()));
            default ->
                    throw flaw(
                            "state",
                            "waiting, running, succeeded, failed, cancelled or interrupted expected");
        };
    }

    private JobState ended(JobOutcome outcome) throws Flaw {
        return new JobState.Ended(
                fields.containsKey("started") ? Optional.of(time("started")) : Optional.empty(),
                time("ended"),
                progress(),
                optional("cancelled_by"),
                outcome);
    }

    private Progress progress() throws Flaw {
        return new Progress(
                switch (fields.get("progress")) {
                    case Value.Decimal(var number) -> number.doubleValue();
                    case Value.Whole(long number) -> (double) number;
                    case null, default -> throw flaw("progress", "a number from 0 to 1 expected");
                },
                text("step"));
    }

    private ActionResult result() throws Flaw {
        if (fields.get("changed") instanceof Value.Flag(boolean isChanged)) {
            return new ActionResult(isChanged, inner("details").values());
        }
        throw flaw("changed", "true or false expected");
    }

    private JobOutcome.Failure failure() throws Flaw {
        return new JobOutcome.Failure(
                constant("kind", Kind.class), text("message"), text("remedy"));
    }

    private <E extends Enum<E>> E constant(String name, Class<E> type) throws Flaw {
        var text = text(name);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> JobJson.lower(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> flaw(name, "not one of those that are known"));
    }

    private Instant time(String name) throws Flaw {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException _) {
            throw flaw(name, "a time such as 2026-11-22T10:00:00Z expected");
        }
    }

    private Optional<String> optional(String name) throws Flaw {
        return fields.containsKey(name) ? Optional.of(text(name)) : Optional.empty();
    }

    private String text(String name) throws Flaw {
        if (fields.get(name) instanceof Value.Text(var text)) {
            return text;
        }
        throw flaw(name, "text expected");
    }

    private JobReading inner(String name) throws Flaw {
        if (fields.get(name) instanceof Value.Fields(var inner)) {
            return new JobReading(inner, path.isEmpty() ? name : path);
        }
        throw flaw(name, "an object expected");
    }

    private Value.Fields values() {
        return new Value.Fields(fields);
    }

    private Flaw flaw(String name, String what) {
        return path.isEmpty()
                ? new Flaw(name, name + ": " + what)
                : new Flaw(path, path + ": " + name + ": " + what);
    }
}
