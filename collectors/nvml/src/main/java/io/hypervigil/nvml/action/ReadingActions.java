package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.OpenActions;
import io.hypervigil.collect.action.Value;
import io.hypervigil.nvml.bus.PciFunction;
import io.hypervigil.nvml.driver.DriverState;
import io.hypervigil.nvml.jna.NvmlClocks;
import io.hypervigil.nvml.jna.NvmlEcc;
import io.hypervigil.nvml.jna.NvmlIdentity;
import io.hypervigil.nvml.jna.NvmlMig;
import io.hypervigil.nvml.jna.NvmlPower;
import io.hypervigil.nvml.profile.ComputeMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which GPUs there are, and how one is set. */
final class ReadingActions {

    private final OpenActions<GpuControl> declared;
    private final ClockLocks locks;

    ReadingActions(OpenActions<GpuControl> declared, ClockLocks locks) {
        this.declared = declared;
        this.locks = locks;
    }

    List<Action> actions() {
        return List.of(
                declared.of(
                        Head.reads("gpu.list", "List the GPUs of the host, whatever their driver"),
                        (control, _) -> list(control)),
                declared.of(
                        Head.reads(
                                "gpu.show", "Show what a GPU is, how it is set, and what it takes"),
                        this::show,
                        KnownGpus.PARAMETER));
    }

    private static ActionResult list(GpuControl control) {
        var gpus = new ArrayList<Value>();
        for (KnownGpu gpu : KnownGpus.all(control)) {
            gpus.add(listed(gpu, control).asValue());
        }
        return ActionResult.unchanged(new Details().value("gpus", new Value.Items(gpus)).fields());
    }

    private static Details listed(KnownGpu gpu, GpuControl control) {
        return new Details()
                .text("address", gpu.address())
                .text("uuid", gpu.attached().map(attached -> attached.uuid()))
                .whole("index", gpu.attached().map(attached -> (long) attached.index()))
                .text("driver", gpu.busDriver())
                .whole("iommu_group", gpu.function().flatMap(ReadingActions::group))
                .value("released", new Value.Flag(control.driver().isReleased(gpu.address())));
    }

    private static Optional<Long> group(PciFunction function) {
        return function.iommuGroup().isPresent()
                ? Optional.of((long) function.iommuGroup().getAsInt())
                : Optional.empty();
    }

    private ActionResult show(GpuControl control, ActionCall call) throws ActionFailure {
        var gpu = KnownGpus.named(control, call);
        var details = listed(gpu, control);
        if (gpu.attached().isPresent()) {
            try (var session = GpuSession.enter(control.driver(), gpu.attached().get().uuid())) {
                identity(session, details);
                details.text(
                        "driver_version",
                        control.driver()
                                .known()
                                .map(DriverState.Attached::life)
                                .map(life -> life.versions().driver()));
                details.value("settings", settings(session).asValue());
                details.value("constraints", constraints(session).asValue());
            }
        }
        return ActionResult.unchanged(details.fields());
    }

    private static void identity(GpuSession gpu, Details details) throws ActionFailure {
        details.text("model", gpu.text(NvmlIdentity.nvmlDeviceGetName))
                .text("serial", gpu.text(NvmlIdentity.nvmlDeviceGetSerial))
                .text("vbios", gpu.text(NvmlIdentity.nvmlDeviceGetVbiosVersion))
                .text("part_number", gpu.text(NvmlIdentity.nvmlDeviceGetBoardPartNumber));
    }

    private Details settings(GpuSession gpu) throws ActionFailure {
        var settings = new Details();
        settings.value(
                "power_limit_watts",
                gpu.number(NvmlPower.nvmlDeviceGetPowerManagementLimit).map(Watts::of));
        settings.value(
                "power_limit_enforced_watts",
                gpu.number(NvmlPower.nvmlDeviceGetEnforcedPowerLimit).map(Watts::of));
        for (ClockKind kind : ClockKind.values()) {
            settings.text(
                    kind.text() + "_clock_megahertz",
                    locks.of(gpu.gpu(), kind).map(target -> target.text()));
        }
        settings.value(
                "persistence",
                gpu.number(NvmlIdentity.nvmlDeviceGetPersistenceMode).map(SettingPlans::onOff));
        settings.text(
                "compute_mode",
                gpu.number(NvmlIdentity.nvmlDeviceGetComputeMode).map(ComputeMode::text));
        settings.value(
                "accounting",
                gpu.number(NvmlIdentity.nvmlDeviceGetAccountingMode).map(SettingPlans::onOff));
        pending(settings, "ecc", gpu.numbers(NvmlEcc.nvmlDeviceGetEccMode));
        pending(settings, "mig", gpu.numbers(NvmlMig.nvmlDeviceGetMigMode));
        return settings;
    }

    /** What is, and what will be. */
    static void pending(Details details, String name, Optional<long[]> modes) {
        modes.ifPresent(
                known ->
                        details.value(name, SettingPlans.onOff(known[0]))
                                .value(name + "_pending", SettingPlans.onOff(known[1])));
    }

    private static Details constraints(GpuSession gpu) throws ActionFailure {
        var constraints = new Details();
        gpu.numbers(NvmlPower.nvmlDeviceGetPowerManagementLimitConstraints)
                .ifPresent(
                        bounds ->
                                constraints
                                        .value("power_limit_min_watts", Watts.of(bounds[0]))
                                        .value("power_limit_max_watts", Watts.of(bounds[1])));
        constraints.value(
                "power_limit_default_watts",
                gpu.number(NvmlPower.nvmlDeviceGetPowerManagementDefaultLimit).map(Watts::of));
        for (ClockKind kind : ClockKind.values()) {
            constraints.text(
                    kind.text() + "_clock_megahertz", kind.range(gpu).map(range -> range.text()));
            constraints.whole(
                    kind.text() + "_clock_max_megahertz",
                    gpu.number(NvmlClocks.nvmlDeviceGetMaxClockInfo(kind.clockType())));
        }
        return constraints;
    }
}
