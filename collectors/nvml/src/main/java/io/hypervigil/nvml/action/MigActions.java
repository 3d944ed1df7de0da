package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.OpenActions;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import io.hypervigil.nvml.action.MigLayout.GpuInstance;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import io.hypervigil.nvml.jna.NvmlMig;
import io.hypervigil.nvml.jna.NvmlMigControl;
import io.hypervigil.nvml.jna.NvmlMigControl.nvmlInstanceProfileInfo_t;
import io.hypervigil.nvml.jna.NvmlReturn;
import io.hypervigil.nvml.jna.Setter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Dividing a GPU into instances. */
final class MigActions {

    private static final String SET_MODE = "nvmlDeviceSetMigMode";

    /** {@code NVML_FI_DEV_IS_RESETLESS_MIG_SUPPORTED}, since driver 535. */
    private static final Field WITHOUT_RESET = Field.of(184);

    private static final int LAST_SLICE = 7;

    private final OpenActions<GpuControl> declared;
    private final Reservations reservations;
    private final ClockLocks locks;
    private final KeptProfiles kept;

    MigActions(
            OpenActions<GpuControl> declared,
            Reservations reservations,
            ClockLocks locks,
            KeptProfiles kept) {
        this.declared = declared;
        this.reservations = reservations;
        this.locks = locks;
        this.kept = kept;
    }

    List<Action> actions() {
        return List.of(
                declared.of(
                        Head.rules("gpu.mig", "Turn MIG of a GPU on or off"),
                        this::mode,
                        KnownGpus.PARAMETER,
                        Parameter.positional(
                                "mode",
                                new Parameter.Type.Choice(List.of("on", "off")),
                                "on or off")),
                declared.of(
                        Head.reads(
                                "gpu.mig-list",
                                "List the MIG instances of a GPU and the profiles it has"),
                        MigActions::list,
                        KnownGpus.PARAMETER),
                declared.of(
                        Head.rules(
                                "gpu.mig-create",
                                "Make a MIG instance, with a compute instance of all its slices"),
                        MigDividing::create,
                        KnownGpus.PARAMETER,
                        Parameter.positional(
                                "profile",
                                new Parameter.Type.Text(96),
                                "number or name, like 1g.10gb"),
                        Parameter.optional(
                                "start",
                                new Parameter.Type.Whole(0, LAST_SLICE),
                                "the slice it begins at"),
                        Parameter.optional(
                                "bare", new Parameter.Type.Flag(), "without a compute instance")),
                declared.of(
                        Head.destroys(
                                "gpu.mig-destroy",
                                "Destroy a MIG instance with its compute instances"),
                        MigDividing::destroy,
                        KnownGpus.PARAMETER,
                        Parameter.positional(
                                "instance",
                                new Parameter.Type.Whole(0, 63),
                                "the number of the GPU instance")));
    }

    private ActionResult mode(GpuControl control, ActionCall call) throws ActionFailure {
        int wanted = call.text("mode").filter("on"::equals).isPresent() ? 1 : 0;
        try (var gpu = KnownGpus.session(control, call)) {
            reservations.refuseTaken(gpu.uuid());
            var old = modes(gpu);
            var details = new Details().text("gpu", gpu.uuid()).value("old", shown(old));
            if (old[1] == wanted) {
                return ActionResult.unchanged(
                        details.value("new", shown(old)).texts("calls", List.of()).fields());
            }
            refuseUsed(gpu, new GpuUsers(control).working(gpu));
            var calls = List.of(text(SET_MODE, gpu, wanted));
            if (call.isDryRun()) {
                return ActionResult.changed(
                        details.value("new", shown(new long[] {old[0], wanted}))
                                .texts("calls", calls)
                                .fields());
            }
            boolean isReset = gpu.field(WITHOUT_RESET).orElse(0L) != 1;
            int activation =
                    gpu.must(
                            SET_MODE,
                            NvmlMigControl.nvmlDeviceSetMigMode(gpu.calls(), gpu.device(), wanted));
            var now = modes(gpu);
            if (now[1] != wanted) {
                throw Refusal.unheeded(
                        gpu,
                        SET_MODE,
                        "the mode is not as asked",
                        "see the kernel's log; gpu.show tells what it is now");
            }
            details.value("new", shown(now)).texts("calls", calls);
            if (activation == 0) {
                followReset(gpu, isReset);
            } else {
                details.text(
                        "note",
                        "in force after a reset of the GPU: "
                                + NvmlReturn.text(SET_MODE, activation));
            }
            return ActionResult.changed(details.fields());
        }
    }

    /**
     * To put the mode in force the driver unbinds or resets the GPU, as nvml.h says of {@code
     * nvmlDeviceSetMigMode}, and nobody is told of that: power limit and clocks are the default. A
     * GPU that does without (Hopper and newer) holds its clocks.
     */
    private void followReset(GpuSession gpu, boolean isReset) {
        if (isReset) {
            locks.forget(gpu.gpu());
        }
        kept.wasReset(gpu.uuid());
    }

    private static ActionResult list(GpuControl control, ActionCall call) throws ActionFailure {
        try (var gpu = KnownGpus.session(control, call)) {
            var modes = modes(gpu);
            var mig = new MigLayout(gpu);
            var profiles = new ArrayList<Value>();
            for (nvmlInstanceProfileInfo_t profile : mig.profiles()) {
                profiles.add(mig.shown(profile));
            }
            return ActionResult.unchanged(
                    new Details()
                            .text("gpu", gpu.uuid())
                            .value("mode", shown(modes))
                            .value("profiles", new Value.Items(profiles))
                            .value(
                                    "instances",
                                    new Value.Items(
                                            mig.all().stream().map(GpuInstance::value).toList()))
                            .fields());
        }
    }

    static long[] modes(GpuSession gpu) throws ActionFailure {
        return gpu.numbers(NvmlMig.nvmlDeviceGetMigMode)
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        Kind.UNSUPPORTED,
                                        gpu.uuid() + ": this GPU cannot be divided",
                                        "MIG needs a data centre GPU of Ampere or newer"));
    }

    private static void refuseUsed(GpuSession gpu, List<String> users) throws ActionFailure {
        if (!users.isEmpty()) {
            throw Refusal.inUse("GPU " + gpu.uuid(), users);
        }
    }

    private static Value shown(long[] modes) {
        var details = new Details();
        ReadingActions.pending(details, "mig", Optional.of(modes));
        return details.asValue();
    }

    static String text(String symbol, GpuSession gpu, Integer... arguments) {
        return Setter.text(symbol, gpu.uuid(), Arrays.asList(arguments));
    }
}
