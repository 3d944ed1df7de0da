package io.hypervigil.collect.action;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One thing a source can be told to do.
 *
 * @param name {@code vm.start}: the thing, a dot, the verb
 * @param summary one line for people
 * @param parameters in the order in which the command takes those that are positional
 * @param role the least role that may run it
 * @param effect whether it changes or destroys something
 * @param length whether a caller waits for it or gets a job
 * @param handler the code
 */
public record Action(
        String name,
        String summary,
        List<Parameter> parameters,
        Role role,
        Effect effect,
        Length length,
        Handler handler) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(\\.[a-z][a-z0-9-]*)+");

    /** What is left behind. */
    public enum Effect {
        READS,
        CHANGES,
        DESTROYS
    }

    /** How long a caller has to reckon with. */
    public enum Length {
        /** Answers within the request. */
        SHORT,
        /** Runs as a job: an id at once, then progress, a result, and it can be cancelled. */
        LONG
    }

    /** Who may. Each role may all that those before it may. */
    public enum Role {
        VIEWER,
        OPERATOR,
        ADMIN
    }

    /** Carries the action out. */
    @FunctionalInterface
    public interface Handler {

        /**
         * Does it, or with {@link ActionCall#isDryRun} says what would be done. What was made is
         * taken back before an exception leaves.
         *
         * @throws ActionFailure with what went wrong and what to do about it
         */
        ActionResult run(ActionCall call) throws ActionFailure;
    }

    public Action {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("action '" + name + "': thing.verb expected");
        }
        parameters = List.copyOf(parameters);
        var names = new HashSet<String>();
        for (Parameter parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new IllegalArgumentException(
                        "action " + name + ": parameter " + parameter.name() + " twice");
            }
        }
    }
}
