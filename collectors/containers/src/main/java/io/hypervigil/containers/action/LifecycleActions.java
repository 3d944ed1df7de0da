package io.hypervigil.containers.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.containers.action.Target.Found;
import io.hypervigil.containers.http.Request;
import io.hypervigil.containers.instance.Inspected;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.Container.State;
import io.hypervigil.containers.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** Starting, stopping, pausing and removing containers. */
final class LifecycleActions {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration LONGEST_GRACE = Duration.ofHours(1);
    private static final Pattern SIGNAL = Pattern.compile("(SIG)?[A-Z][A-Z0-9+-]{1,9}|[0-9]{1,2}");

    private static final Parameter GRACE_GIVEN =
            Parameter.optional(
                    "grace",
                    new Parameter.Type.Span(),
                    "how long it may take to end before it is killed; 10s by default");

    private static final Parameter SIGNAL_GIVEN =
            Parameter.optional("signal", new Parameter.Type.Text(16), "which one; KILL by default");

    private static final Parameter FORCE =
            Parameter.optional("force", new Parameter.Type.Flag(), "even while it runs");

    private static final Parameter VOLUMES =
            Parameter.optional(
                    "volumes", new Parameter.Type.Flag(), "with its volumes that have no name");

    private final Declared declared;
    private final ReentrantLock counting;

    /**
     * @param counting held while one that holds no GPUs is started, and so may take some
     */
    LifecycleActions(Declared declared, ReentrantLock counting) {
        this.declared = declared;
        this.counting = counting;
    }

    /**
     * What makes a container as asked.
     *
     * @param request empty where it is so already
     * @param grace beside the patience that is configured
     */
    private record Plan(Optional<Request> request, Duration grace) {

        static final Plan NOTHING = new Plan(Optional.empty(), Duration.ZERO);

        static Plan of(Request request) {
            return new Plan(Optional.of(request), Duration.ZERO);
        }
    }

    /** Says what to do with a container in this state. */
    private interface Planner {
        Plan plan(ContainerControl control, Found found, State state, ActionCall call)
                throws ActionFailure, IOException;
    }

    List<Action> actions() {
        return List.of(
                starts(
                        Head.operates("container.start", "Start a container"),
                        LifecycleActions::start,
                        LaunchParameters.SHARE),
                changes(
                        Head.operates("container.stop", "Stop a container, and kill it if it stays")
                                .longly(),
                        LifecycleActions::stop,
                        GRACE_GIVEN),
                changes(
                        Head.operates("container.kill", "Send a container a signal"),
                        LifecycleActions::kill,
                        SIGNAL_GIVEN),
                starts(
                        Head.operates("container.restart", "Stop a container and start it again")
                                .longly(),
                        LifecycleActions::restart,
                        GRACE_GIVEN,
                        LaunchParameters.SHARE),
                changes(
                        Head.operates("container.pause", "Freeze all processes of a container"),
                        LifecycleActions::pause),
                changes(
                        Head.operates("container.unpause", "Let a frozen container go on"),
                        LifecycleActions::unpause),
                changes(
                        Head.destroys("container.remove", "Remove a container and what it wrote"),
                        LifecycleActions::remove,
                        FORCE,
                        VOLUMES));
    }

    private Action changes(Head head, Planner planner, Parameter... parameters) {
        return declared.onContainer(
                head, (control, found, call) -> change(control, found, call, planner), parameters);
    }

    /** As {@link #changes}; nobody counts who has GPUs until one that had none has its own. */
    private Action starts(Head head, Planner planner, Parameter... parameters) {
        return declared.onContainer(
                head,
                (control, found, call) -> {
                    if (!isOver(state(found))) {
                        // It has its GPUs, and may take long to end.
                        return change(control, found, call, planner);
                    }
                    counting.lock();
                    try {
                        return change(control, found, call, planner);
                    } finally {
                        counting.unlock();
                    }
                },
                parameters);
    }

    private static ActionResult change(
            ContainerControl control, Found found, ActionCall call, Planner planner)
            throws ActionFailure, IOException {
        var old = state(found);
        return carryOut(control, found, call, old, planner.plan(control, found, old, call));
    }

    private static ActionResult carryOut(
            ContainerControl control, Found found, ActionCall call, State old, Plan plan)
            throws IOException {
        var details = Shown.identity(found).text("old", Shown.state(old));
        if (plan.request().isEmpty()) {
            return ActionResult.unchanged(details.fields());
        }
        var request = plan.request().get();
        details.texts("requests", List.of(request.toString()));
        if (!call.isDryRun()) {
            found.engine().tell(request, control.settings().patience().plus(plan.grace()));
            details.text("new", found.engine().inspect(found.id()).map(LifecycleActions::state));
        }
        return ActionResult.changed(details.fields());
    }

    private static State state(Found found) throws ActionFailure, IOException {
        return found.engine()
                .inspect(found.id())
                .map(json -> new Inspected(json).state())
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        Kind.NOT_FOUND,
                                        found.text() + " is gone",
                                        "container.list shows the containers there are"));
    }

    private static String state(Json json) {
        return Shown.state(new Inspected(json).state());
    }

    private static Plan start(ContainerControl control, Found found, State state, ActionCall call)
            throws ActionFailure, IOException {
        return switch (state) {
            case RUNNING, RESTARTING -> Plan.NOTHING;
            case PAUSED -> throw conflict(found, state, "container.unpause lets it go on");
            case CREATED, EXITED, DEAD, REMOVING, UNKNOWN -> {
                GpuClaim.refuseTaken(control, found, call);
                yield Plan.of(post(found, "start"));
            }
        };
    }

    private static Plan stop(ContainerControl control, Found found, State state, ActionCall call)
            throws ActionFailure {
        var grace = grace(call);
        return switch (state) {
            case CREATED, EXITED, DEAD, REMOVING -> Plan.NOTHING;
            case PAUSED -> throw conflict(found, state, "container.unpause it first");
            case RUNNING, RESTARTING, UNKNOWN -> gracefully(found, "stop", grace);
        };
    }

    private static Plan restart(ContainerControl control, Found found, State state, ActionCall call)
            throws ActionFailure, IOException {
        var grace = grace(call);
        if (state == State.PAUSED) {
            throw conflict(found, state, "container.unpause it first");
        }
        if (isOver(state)) {
            GpuClaim.refuseTaken(control, found, call);
        }
        return gracefully(found, "restart", grace);
    }

    private static Plan gracefully(Found found, String verb, Duration grace) {
        var target =
                found.engine()
                        .target("containers", found.id(), verb)
                        .with("t", Long.toString(grace.toSeconds()));
        return new Plan(Optional.of(Request.post(target)), grace);
    }

    private static Duration grace(ActionCall call) throws ActionFailure {
        var grace = call.span(GRACE_GIVEN.name()).orElse(GRACE);
        if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
            throw Refusal.of(Kind.INVALID, "grace: longer than an hour", "give 0s to 1h");
        }
        return grace;
    }

    private static Plan kill(ContainerControl control, Found found, State state, ActionCall call)
            throws ActionFailure {
        var signal = call.text(SIGNAL_GIVEN.name()).orElse("KILL");
        if (!SIGNAL.matcher(signal).matches()) {
            throw Refusal.of(
                    Kind.INVALID,
                    "signal: '" + signal + "' is none",
                    "give a name such as TERM, HUP or USR1, or a number");
        }
        boolean isToEnd = List.of("KILL", "SIGKILL", "9").contains(signal);
        return switch (state) {
            case RUNNING, RESTARTING, UNKNOWN ->
                    Plan.of(
                            Request.post(
                                    found.engine()
                                            .target("containers", found.id(), "kill")
                                            .with("signal", signal)));
            case PAUSED -> throw conflict(found, state, "container.unpause it first");
            case CREATED, EXITED, DEAD, REMOVING -> {
                if (isToEnd) {
                    yield Plan.NOTHING;
                }
                throw conflict(found, state, "container.start starts it");
            }
        };
    }

    private static Plan pause(ContainerControl control, Found found, State state, ActionCall call)
            throws ActionFailure {
        return switch (state) {
            case PAUSED -> Plan.NOTHING;
            case RUNNING, UNKNOWN -> Plan.of(post(found, "pause"));
            case CREATED, EXITED, DEAD, REMOVING, RESTARTING ->
                    throw conflict(found, state, "only what runs can be paused");
        };
    }

    private static Plan unpause(ContainerControl control, Found found, State state, ActionCall call)
            throws ActionFailure {
        return switch (state) {
            case RUNNING -> Plan.NOTHING;
            case PAUSED, UNKNOWN -> Plan.of(post(found, "unpause"));
            case CREATED, EXITED, DEAD, REMOVING, RESTARTING ->
                    throw conflict(found, state, "container.start starts it");
        };
    }

    private static Plan remove(ContainerControl control, Found found, State state, ActionCall call)
            throws ActionFailure {
        boolean isForced = call.isSet(FORCE.name());
        if (!isOver(state) && !isForced) {
            throw conflict(found, state, "container.stop it first, or give force=true");
        }
        return Plan.of(
                Request.delete(
                        found.engine()
                                .target("containers", found.id())
                                .with("force", Boolean.toString(isForced))
                                .with("v", Boolean.toString(call.isSet(VOLUMES.name())))));
    }

    private static boolean isOver(State state) {
        return switch (state) {
            case CREATED, EXITED, DEAD -> true;
            case RUNNING, PAUSED, RESTARTING, REMOVING, UNKNOWN -> false;
        };
    }

    private static Request post(Found found, String verb) {
        return Request.post(found.engine().target("containers", found.id(), verb));
    }

    private static ActionFailure conflict(Found found, Container.State state, String remedy) {
        return Refusal.of(Kind.CONFLICT, found.text() + " is " + Shown.state(state), remedy);
    }
}
