package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.OpenActions;
import io.hypervigil.nvml.driver.DriverState;
import java.util.List;
import java.util.Optional;

/** Letting GPUs go, so that another driver can have them, and taking them again. */
final class ReleaseActions {

    private final OpenActions<GpuControl> declared;
    private final Reservations reservations;

    ReleaseActions(OpenActions<GpuControl> declared, Reservations reservations) {
        this.declared = declared;
        this.reservations = reservations;
    }

    List<Action> actions() {
        return List.of(
                declared.of(
                        Head.rules(
                                "gpu.release",
                                "Close the device of a GPU, or of all, so that it can be given away"),
                        this::release,
                        KnownGpus.OPTIONAL),
                declared.of(
                        Head.rules("gpu.reacquire", "Open the device of a GPU again, or of all"),
                        ReleaseActions::reacquire,
                        KnownGpus.OPTIONAL));
    }

    private ActionResult release(GpuControl control, ActionCall call) throws ActionFailure {
        var gpus = wanted(control, call);
        boolean isDone = gpus.stream().allMatch(gpu -> isReleased(control, gpu));
        var address = address(control, call);
        for (KnownGpu gpu : gpus) {
            gpu.refuseTaken(reservations);
        }
        if (!isDone && !call.isDryRun()) {
            letGo(control, address);
        }
        return result(gpus, isDone, "release", isDone ? List.of() : List.of("nvmlShutdown()"));
    }

    private static ActionResult reacquire(GpuControl control, ActionCall call)
            throws ActionFailure {
        var gpus = wanted(control, call);
        boolean isDone = gpus.stream().noneMatch(gpu -> isReleased(control, gpu));
        var address = address(control, call);
        if (!isDone && address.isPresent()) {
            refuseOneOfAll(control);
        }
        if (!isDone && !call.isDryRun()) {
            take(control, address);
        }
        return result(gpus, isDone, "reacquire", isDone ? List.of() : List.of("nvmlInit_v2()"));
    }

    /** Closes devices now; where that cannot be, all is as before. */
    static void letGo(GpuControl control, Optional<String> address) throws ActionFailure {
        var driver = control.driver();
        driver.release(address);
        var state = driver.attach();
        boolean isStuck =
                state instanceof DriverState.Attached attached
                        && attached.gpus().stream()
                                .anyMatch(gpu -> driver.isReleased(gpu.pciAddress()));
        if (isStuck) {
            driver.takeBack(address);
            throw Refusal.of(
                    Kind.CONFLICT,
                    "the driver cannot be let go: a call to it has not come back",
                    "try again; where it stays so, the call is stuck in the driver");
        }
    }

    /** Opens devices now. */
    static void take(GpuControl control, Optional<String> address) throws ActionFailure {
        control.driver().reacquire(address);
        if (control.driver().attach() instanceof DriverState.Broken(var reason)) {
            throw Refusal.of(Kind.FAILED, "the driver: " + reason, "it is tried again by itself");
        }
    }

    private static void refuseOneOfAll(GpuControl control) throws ActionFailure {
        if (control.driver().areAllReleased()) {
            throw Refusal.of(
                    Kind.CONFLICT,
                    "all GPUs were let go together",
                    "gpu.reacquire without a GPU takes them again");
        }
    }

    private static Optional<String> address(GpuControl control, ActionCall call)
            throws ActionFailure {
        return call.text(KnownGpus.GPU).isEmpty()
                ? Optional.empty()
                : Optional.of(KnownGpus.named(control, call).address());
    }

    private static List<KnownGpu> wanted(GpuControl control, ActionCall call) throws ActionFailure {
        return call.text(KnownGpus.GPU).isEmpty()
                ? KnownGpus.all(control)
                : List.of(KnownGpus.named(control, call));
    }

    private static boolean isReleased(GpuControl control, KnownGpu gpu) {
        return control.driver().isReleased(gpu.address());
    }

    private static ActionResult result(
            List<KnownGpu> gpus, boolean isDone, String what, List<String> calls) {
        var details =
                new Details()
                        .texts("gpus", gpus.stream().map(KnownGpu::address).toList())
                        .text("done", what)
                        .texts("calls", calls)
                        .fields();
        return isDone ? ActionResult.unchanged(details) : ActionResult.changed(details);
    }
}
