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

    /**
     * What an action is, but for its parameters and its code.
     *
     * @param name as that of the action
     */
    public record Head(String name, String summary, Role role, Effect effect, Length length) {

        /** What everybody may who may look. */
        public static Head reads(String name, String summary) {
            return new Head(name, summary, Role.VIEWER, Effect.READS, Length.SHORT);
        }

        /** What those may who keep things running. */
        public static Head operates(String name, String summary) {
            return new Head(name, summary, Role.OPERATOR, Effect.CHANGES, Length.SHORT);
        }

        /** What only an administrator may. */
        public static Head rules(String name, String summary) {
            return new Head(name, summary, Role.ADMIN, Effect.CHANGES, Length.SHORT);
        }

        /** What only an administrator may, and cannot take back. */
        public static Head destroys(String name, String summary) {
            return new Head(name, summary, Role.ADMIN, Effect.DESTROYS, Length.SHORT);
        }

        /** The same, as a job. */
        public Head longly() {
            return new Head(name, summary, role, effect, Length.LONG);
        }

        /** The same, where what is read may be secret. */
        public Head forOperators() {
            return new Head(name, summary, Role.OPERATOR, effect, length);
        }

        /** The whole action. */
        public Action with(List<Parameter> parameters, Handler handler) {
            return new Action(name, summary, parameters, role, effect, length, handler);
        }
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
