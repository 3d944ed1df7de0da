package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Effect;
import io.hypervigil.collect.action.Action.Length;
import io.hypervigil.collect.action.Action.Role;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Declares actions that need the source to be open. */
final class Declared {

    private final Supplier<Optional<GpuControl>> control;

    Declared(Supplier<Optional<GpuControl>> control) {
        this.control = control;
    }

    /** What is done while the source is open. */
    interface Body {
        ActionResult run(GpuControl control, ActionCall call) throws ActionFailure;
    }

    Action reads(String name, String summary, Body body, Parameter... parameters) {
        return of(name, summary, Role.VIEWER, Effect.READS, Length.SHORT, body, parameters);
    }

    Action changes(String name, String summary, Body body, Parameter... parameters) {
        return of(name, summary, Role.OPERATOR, Effect.CHANGES, Length.SHORT, body, parameters);
    }

    /** What changes so much that only an administrator may. */
    Action rules(String name, String summary, Body body, Parameter... parameters) {
        return of(name, summary, Role.ADMIN, Effect.CHANGES, Length.SHORT, body, parameters);
    }

    Action destroys(String name, String summary, Body body, Parameter... parameters) {
        return of(name, summary, Role.ADMIN, Effect.DESTROYS, Length.SHORT, body, parameters);
    }

    Action longly(Role role, String name, String summary, Body body, Parameter... parameters) {
        return of(name, summary, role, Effect.CHANGES, Length.LONG, body, parameters);
    }

    private Action of(
            String name,
            String summary,
            Role role,
            Effect effect,
            Length length,
            Body body,
            Parameter... parameters) {
        return new Action(
                name,
                summary,
                List.of(parameters),
                role,
                effect,
                length,
                call -> body.run(open(), call));
    }

    private GpuControl open() throws ActionFailure {
        return control.get()
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        Kind.UNAVAILABLE,
                                        "the GPU collector is not open",
                                        "switch the collector nvml on, or wait for its start"));
    }
}
