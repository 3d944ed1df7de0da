package io.hypervigil.containers.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import io.hypervigil.containers.launch.LaunchPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Listing and showing containers, those too that can be told nothing. */
final class ReadingActions {

    private static final Parameter STATE =
            Parameter.optional(
                    "state",
                    new Parameter.Type.Choice(
                            List.of(
                                    "created",
                                    "running",
                                    "paused",
                                    "restarting",
                                    "removing",
                                    "exited",
                                    "dead")),
                    "only those in this state");

    private static final Parameter OWNER =
            Parameter.optional("owner", new Parameter.Type.Text(128), "only those of this owner");

    private final Declared declared;

    ReadingActions(Declared declared) {
        this.declared = declared;
    }

    List<Action> actions() {
        return List.of(
                declared.of(
                        Head.reads("container.list", "List containers of all runtimes"),
                        ReadingActions::list,
                        STATE,
                        OWNER,
                        Target.RUNTIME),
                declared.of(
                        Head.reads("container.show", "Show all that is known of a container"),
                        ReadingActions::show,
                        Target.CONTAINER,
                        Target.RUNTIME));
    }

    /** A runtime that does not answer is told of; the others are listed all the same. */
    private static ActionResult list(ContainerControl control, ActionCall call)
            throws ActionFailure {
        var containers = new ArrayList<Value>();
        var silent = new ArrayList<String>();
        var runtime = call.text(Target.RUNTIME.name());
        for (EngineAddress address : Runtimes.asked(control, runtime)) {
            try (var engine = Engine.open(address, control)) {
                engine.rows().stream()
                        .filter(row -> isWanted(row, call))
                        .forEach(row -> containers.add(Shown.row(address, row)));
            } catch (IOException e) {
                silent.add(address.name() + ": " + e.getMessage());
            }
        }
        addUncontrolled(control, call, runtime, containers);
        return ActionResult.unchanged(
                new Details()
                        .value("containers", new Value.Items(containers))
                        .texts("silent", silent)
                        .fields());
    }

    private static boolean isWanted(Engine.Row row, ActionCall call) {
        var state = call.text(STATE.name());
        var owner = call.text(OWNER.name());
        return (state.isEmpty() || state.get().equals(Shown.state(row.state())))
                && (owner.isEmpty()
                        || owner.get().equals(row.labels().get(LaunchPlan.OWNER_LABEL)));
    }

    private static void addUncontrolled(
            ContainerControl control,
            ActionCall call,
            Optional<String> runtime,
            List<Value> containers) {
        if (call.text(OWNER.name()).isPresent()) {
            return; // What we did not launch has no owner.
        }
        var state = call.text(STATE.name());
        control.inventory().containers().stream()
                .filter(one -> !Target.isControlled(control, one))
                .filter(one -> runtime.isEmpty() || runtime.get().equals(one.runtime()))
                .filter(one -> state.isEmpty() || state.get().equals(Shown.state(one.state())))
                .forEach(one -> containers.add(Shown.uncontrolled(one).asValue()));
    }

    private static ActionResult show(ContainerControl control, ActionCall call)
            throws ActionFailure {
        var target = Target.of(call);
        var uncontrolled = target.uncontrolled(control);
        if (uncontrolled.isPresent()) {
            return ActionResult.unchanged(
                    Shown.uncontrolled(uncontrolled.get())
                            .text("note", "it is read from files, and can be told nothing")
                            .fields());
        }
        try (var found = target.find(control)) {
            var json = found.engine().inspect(found.id());
            return ActionResult.unchanged(
                    Shown.all(
                                    found,
                                    json.orElseThrow(
                                            () ->
                                                    Refusal.of(
                                                            Kind.NOT_FOUND,
                                                            found.text() + " is gone",
                                                            "container.list shows the containers"
                                                                    + " there are")))
                            .fields());
        } catch (IOException e) {
            throw Refusal.of(target.container(), e);
        }
    }
}
