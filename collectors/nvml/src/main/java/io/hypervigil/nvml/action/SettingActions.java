package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.OpenActions;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.nvml.profile.ClockTarget;
import io.hypervigil.nvml.profile.ComputeMode;
import io.hypervigil.nvml.profile.PowerTarget;
import java.util.List;
import java.util.Optional;

/**
 * Settings of one GPU, one at a time.
 *
 * <pre>
 * gpu.power-limit GPU-1 250  {"gpu":"GPU-1","setting":"power_limit_watts","old":300,"new":250,
 *                             "calls":["nvmlDeviceSetPowerManagementLimit(GPU-1, 250000)"]}
 * </pre>
 */
final class SettingActions {

    private static final Parameter.Type ON_OFF = new Parameter.Type.Choice(List.of("on", "off"));
    private static final Parameter.Type MEGAHERTZ = new Parameter.Type.Whole(1, 99_999);
    private static final String MODE = "mode";

    private final OpenActions<GpuControl> declared;
    private final ClockLocks locks;
    private final Reservations reservations;

    SettingActions(OpenActions<GpuControl> declared, ClockLocks locks, Reservations reservations) {
        this.declared = declared;
        this.locks = locks;
        this.reservations = reservations;
    }

    /** What is wanted of a GPU. */
    private interface Wanted {
        Optional<Change> of(SettingPlans plans, ActionCall call) throws ActionFailure;
    }

    List<Action> actions() {
        return List.of(
                declared.of(
                        Head.operates("gpu.power-limit", "Set the power limit of a GPU"),
                        body((plans, call) -> plans.powerLimit(watts(call))),
                        KnownGpus.PARAMETER,
                        Parameter.positional(
                                "watts", new Parameter.Type.Whole(1, 99_999), "the limit")),
                declared.of(
                        Head.operates(
                                "gpu.power-limit-reset",
                                "Set the power limit of a GPU to what it is after a restart"),
                        body((plans, _) -> plans.powerLimitReset()),
                        KnownGpus.PARAMETER),
                declared.of(
                        Head.operates(
                                "gpu.module-power-limit",
                                "Set the power limit of a GPU with the processor that is one module with it"),
                        body((plans, call) -> plans.modulePowerLimit(whole(call))),
                        KnownGpus.PARAMETER,
                        Parameter.positional(
                                "watts", new Parameter.Type.Whole(1, 99_999), "the limit")),
                declared.of(
                        Head.operates("gpu.clock-lock", "Hold a clock of a GPU within bounds"),
                        body((plans, call) -> plans.clock(kind(call), bounds(call))),
                        KnownGpus.PARAMETER,
                        clock(),
                        Parameter.positional("min", MEGAHERTZ, "the lowest, in MHz"),
                        Parameter.positional("max", MEGAHERTZ, "the highest, in MHz")),
                declared.of(
                        Head.operates("gpu.clock-reset", "Let a clock of a GPU go"),
                        body((plans, call) -> plans.clockReset(kind(call))),
                        KnownGpus.PARAMETER,
                        clock()),
                declared.of(
                        Head.operates(
                                "gpu.persistence",
                                "Keep the driver awake while nobody uses a GPU, or not"),
                        body((plans, call) -> plans.persistence(isOn(call))),
                        KnownGpus.PARAMETER,
                        Parameter.positional(MODE, ON_OFF, "on or off")),
                declared.of(
                        Head.rules(
                                "gpu.compute-mode", "Say how many processes may compute on a GPU"),
                        body((plans, call) -> plans.computeMode(mode(call).number())),
                        KnownGpus.PARAMETER,
                        Parameter.positional(
                                MODE, new Parameter.Type.Choice(ComputeMode.texts()), "who may")),
                declared.of(
                        Head.rules(
                                "gpu.ecc",
                                "Turn ECC of a GPU's memory on or off, from its next reset on"),
                        body((plans, call) -> plans.eccMode(isOn(call))),
                        KnownGpus.PARAMETER,
                        Parameter.positional(MODE, ON_OFF, "on or off")),
                declared.of(
                        Head.operates(
                                "gpu.accounting",
                                "Keep accounts of the processes of a GPU, or not"),
                        body((plans, call) -> plans.accounting(isOn(call))),
                        KnownGpus.PARAMETER,
                        Parameter.positional(MODE, ON_OFF, "on or off")));
    }

    private OpenActions.Body<GpuControl> body(Wanted wanted) {
        return (control, call) -> {
            try (var gpu = KnownGpus.session(control, call)) {
                reservations.refuseTaken(gpu.uuid());
                var change =
                        wanted.of(new SettingPlans(gpu, locks), call)
                                .orElseThrow(() -> unsupported(gpu));
                if (!call.isDryRun()) {
                    make(control, gpu, change);
                }
                var details = change.details(gpu.uuid()).fields();
                return change.isDifferent()
                        ? ActionResult.changed(details)
                        : ActionResult.unchanged(details);
            }
        };
    }

    /** What somebody wants so is not put back any more after a lost trial that had set the same. */
    private static void make(GpuControl control, GpuSession gpu, Change change)
            throws ActionFailure {
        if (change.isNeeded()) {
            var changes = new MadeChanges(control.driver());
            try {
                changes.make(gpu, change);
            } catch (ActionFailure e) {
                throw changes.putBackAfter(e);
            }
        }
        control.journal().forget(tried -> tried.isOf(gpu.uuid(), change));
    }

    private static ActionFailure unsupported(GpuSession gpu) {
        return Refusal.of(
                Kind.UNSUPPORTED,
                gpu.uuid() + ": this GPU has no such setting",
                "gpu.show tells which it has");
    }

    private static Parameter clock() {
        return Parameter.positional(
                "clock", new Parameter.Type.Choice(ClockKind.texts()), "graphics or memory");
    }

    private static PowerTarget watts(ActionCall call) {
        return new PowerTarget.Watts(whole(call));
    }

    private static int whole(ActionCall call) {
        return Math.toIntExact(call.whole("watts").orElseThrow());
    }

    private static ClockKind kind(ActionCall call) {
        return ClockKind.of(call.text("clock").orElseThrow());
    }

    private static ClockTarget bounds(ActionCall call) throws ActionFailure {
        try {
            return new ClockTarget.Locked(
                    Math.toIntExact(call.whole("min").orElseThrow()),
                    Math.toIntExact(call.whole("max").orElseThrow()));
        } catch (IllegalArgumentException e) {
            throw new ActionFailure(
                    Kind.INVALID, String.valueOf(e.getMessage()), "exchange min and max", e);
        }
    }

    private static boolean isOn(ActionCall call) {
        return call.text(MODE).filter("on"::equals).isPresent();
    }

    private static ComputeMode mode(ActionCall call) {
        return call.text(MODE).flatMap(ComputeMode::of).orElseThrow();
    }
}
