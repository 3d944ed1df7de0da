package io.hypervigil.containers.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Effect;
import io.hypervigil.collect.action.Action.Length;
import io.hypervigil.collect.action.Action.Role;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.containers.action.Target.Found;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Declares actions that need the source to be open. */
final class Declared {

    private final Supplier<Optional<ContainerControl>> control;

    Declared(Supplier<Optional<ContainerControl>> control) {
        this.control = control;
    }

    /** What an action is, but for its parameters and its code. */
    record Head(String name, String summary, Role role, Effect effect, Length length) {

        static Head reads(String name, String summary) {
            return new Head(name, summary, Role.VIEWER, Effect.READS, Length.SHORT);
        }

        /** What those may who keep containers running. */
        static Head operates(String name, String summary) {
            return new Head(name, summary, Role.OPERATOR, Effect.CHANGES, Length.SHORT);
        }

        /** What only an administrator may. */
        static Head rules(String name, String summary) {
            return new Head(name, summary, Role.ADMIN, Effect.CHANGES, Length.SHORT);
        }

        static Head destroys(String name, String summary) {
            return new Head(name, summary, Role.ADMIN, Effect.DESTROYS, Length.SHORT);
        }

        Head longly() {
            return new Head(name, summary, role, effect, Length.LONG);
        }

        /** For those that read what may be secret. */
        Head forOperators() {
            return new Head(name, summary, Role.OPERATOR, effect, length);
        }
    }

    /** What is done while the source is open. */
    interface Body {
        ActionResult run(ContainerControl control, ActionCall call) throws ActionFailure;
    }

    /** What is done with one container. */
    interface ContainerBody {
        ActionResult run(ContainerControl control, Found container, ActionCall call)
                throws ActionFailure, IOException;
    }

    Action of(Head head, Body body, Parameter... parameters) {
        return new Action(
                head.name(),
                head.summary(),
                List.of(parameters),
                head.role(),
                head.effect(),
                head.length(),
                call -> body.run(open(), call));
    }

    /** An action on one container, whose parameters come beside those that say which. */
    Action onContainer(Head head, ContainerBody body, Parameter... parameters) {
        var all = new ArrayList<Parameter>();
        all.add(Target.CONTAINER);
        all.addAll(List.of(parameters));
        all.add(Target.RUNTIME);
        return of(
                head,
                (open, call) -> {
                    try (var found = Target.of(call).find(open)) {
                        return run(open, found, call, body);
                    }
                },
                all.toArray(Parameter[]::new));
    }

    private static ActionResult run(
            ContainerControl control, Found found, ActionCall call, ContainerBody body)
            throws ActionFailure {
        try {
            return body.run(control, found, call);
        } catch (IOException e) {
            throw Refusal.of(found.text(), e);
        }
    }

    private ContainerControl open() throws ActionFailure {
        return control.get()
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        Kind.UNAVAILABLE,
                                        "the containers collector is not open",
                                        "switch the collector containers on, or wait for its"
                                                + " start"));
    }
}
