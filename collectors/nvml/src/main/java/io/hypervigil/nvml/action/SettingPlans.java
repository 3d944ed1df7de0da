package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Value;
import io.hypervigil.nvml.jna.Getter;
import io.hypervigil.nvml.jna.NvmlControl;
import io.hypervigil.nvml.jna.NvmlEcc;
import io.hypervigil.nvml.jna.NvmlIdentity;
import io.hypervigil.nvml.jna.NvmlPower;
import io.hypervigil.nvml.jna.Setter;
import io.hypervigil.nvml.profile.ClockTarget;
import io.hypervigil.nvml.profile.ComputeMode;
import io.hypervigil.nvml.profile.PowerTarget;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Holds what is wanted of a GPU against what it is and what it takes. Nothing is changed here.
 *
 * <p>Each answers with nothing where the GPU has no such setting.
 */
final class SettingPlans {

    static final String POWER_LIMIT = "power_limit_watts";
    static final String GRAPHICS_CLOCK = "graphics_clock_megahertz";
    static final String MEMORY_CLOCK = "memory_clock_megahertz";
    static final String PERSISTENCE = "persistence";
    static final String COMPUTE_MODE = "compute_mode";

    /** The one that is in force after a reset. */
    static final String ECC = "ecc_pending";

    private static final String ECC_NOTE =
            "the mode in force changes with the next reset of the GPU or reboot";
    private static final int MILLI = 1000;
    private static final int WHOLE = 100;

    private final GpuSession gpu;
    private final ClockLocks locks;

    SettingPlans(GpuSession gpu, ClockLocks locks) {
        this.gpu = gpu;
        this.locks = locks;
    }

    Optional<Change> powerLimit(PowerTarget target) throws ActionFailure {
        var bounds = gpu.numbers(NvmlPower.nvmlDeviceGetPowerManagementLimitConstraints);
        var wanted = milliwatts(target, bounds);
        return wanted.isEmpty() ? Optional.empty() : powerLimit(wanted.get(), bounds);
    }

    /** To what was read of it before. */
    Optional<Change> powerLimit(long milliwatts) throws ActionFailure {
        return powerLimit(
                milliwatts, gpu.numbers(NvmlPower.nvmlDeviceGetPowerManagementLimitConstraints));
    }

    private Optional<Change> powerLimit(long wanted, Optional<long[]> bounds) throws ActionFailure {
        var old = gpu.number(NvmlPower.nvmlDeviceGetPowerManagementLimit);
        if (old.isEmpty()) {
            return Optional.empty();
        }
        refuseOutside(wanted, bounds);
        return Optional.of(
                new Change(
                        POWER_LIMIT,
                        old.map(Watts::of),
                        Watts.of(wanted),
                        NvmlControl.nvmlDeviceSetPowerManagementLimit((int) wanted),
                        NvmlControl.nvmlDeviceSetPowerManagementLimit(old.get().intValue()),
                        Optional.of(
                                session ->
                                        session.number(NvmlPower.nvmlDeviceGetPowerManagementLimit)
                                                .map(Watts::of)),
                        SettingPlans::nothing,
                        SettingPlans::nothing,
                        false,
                        Optional.empty()));
    }

    /** To what it is after a restart. */
    Optional<Change> powerLimitReset() throws ActionFailure {
        return powerLimit(new PowerTarget.OfDefault(WHOLE));
    }

    /** Of a GPU and the processor that it is one module with. */
    Optional<Change> modulePowerLimit(int watts) throws ActionFailure {
        var old = gpu.field(ModulePower.REQUESTED);
        if (old.isEmpty()) {
            return Optional.empty();
        }
        int wanted = watts * MILLI;
        refuseOutside(wanted, ModulePower.bounds(gpu));
        return Optional.of(
                new Change(
                        "module_power_limit_watts",
                        old.map(Watts::of),
                        Watts.of(wanted),
                        ModulePower.setter(wanted),
                        ModulePower.setter(old.get().intValue()),
                        Optional.of(session -> session.field(ModulePower.REQUESTED).map(Watts::of)),
                        SettingPlans::nothing,
                        SettingPlans::nothing,
                        false,
                        Optional.empty()));
    }

    /** A clock that is let go is let go by any GPU; one that is held has to be within its range. */
    Optional<Change> clock(ClockKind kind, ClockTarget target) throws ActionFailure {
        if (target instanceof ClockTarget.Locked wanted) {
            var range = kind.range(gpu);
            if (range.isEmpty()) {
                return Optional.empty();
            }
            refuseOutside(kind, wanted, range.get());
        }
        var before = locks.of(gpu.gpu(), kind);
        var attached = gpu.gpu();
        return Optional.of(
                new Change(
                        kind.setting(),
                        before.map(lock -> new Value.Text(lock.text())),
                        new Value.Text(target.text()),
                        kind.setter(target),
                        kind.setter(before.orElse(new ClockTarget.Free())),
                        Optional.empty(),
                        () -> locks.remember(attached, kind, target),
                        () -> locks.remember(attached, kind, before.orElse(new ClockTarget.Free())),
                        target instanceof ClockTarget.Free,
                        Optional.of("the driver does not tell whether a clock is held")));
    }

    /** Lets a clock go, which a GPU that cannot hold it refuses. */
    Optional<Change> clockReset(ClockKind kind) throws ActionFailure {
        return clock(kind, new ClockTarget.Free()).map(Change::required);
    }

    Optional<Change> persistence(boolean isOn) throws ActionFailure {
        return mode(
                PERSISTENCE,
                NvmlIdentity.nvmlDeviceGetPersistenceMode,
                NvmlControl::nvmlDeviceSetPersistenceMode,
                isOn ? 1 : 0,
                SettingPlans::onOff);
    }

    Optional<Change> accounting(boolean isOn) throws ActionFailure {
        return mode(
                "accounting",
                NvmlIdentity.nvmlDeviceGetAccountingMode,
                NvmlControl::nvmlDeviceSetAccountingMode,
                isOn ? 1 : 0,
                SettingPlans::onOff);
    }

    Optional<Change> computeMode(int number) throws ActionFailure {
        return mode(
                COMPUTE_MODE,
                NvmlIdentity.nvmlDeviceGetComputeMode,
                NvmlControl::nvmlDeviceSetComputeMode,
                number,
                mode -> new Value.Text(ComputeMode.text(mode)));
    }

    /** The mode that will be in force after a reset. */
    Optional<Change> eccMode(boolean isOn) throws ActionFailure {
        Change.Reading pending =
                session ->
                        session.numbers(NvmlEcc.nvmlDeviceGetEccMode).map(modes -> onOff(modes[1]));
        var modes = gpu.numbers(NvmlEcc.nvmlDeviceGetEccMode);
        int wanted = isOn ? 1 : 0;
        return modes.map(
                old ->
                        new Change(
                                ECC,
                                Optional.of(onOff(old[1])),
                                onOff(wanted),
                                NvmlControl.nvmlDeviceSetEccMode(wanted),
                                NvmlControl.nvmlDeviceSetEccMode((int) old[1]),
                                Optional.of(pending),
                                SettingPlans::nothing,
                                SettingPlans::nothing,
                                false,
                                old[0] == wanted ? Optional.empty() : Optional.of(ECC_NOTE)));
    }

    static Value onOff(long number) {
        return new Value.Text(number == 0 ? "off" : "on");
    }

    private Optional<Change> mode(
            String setting,
            Getter getter,
            IntFunction<Setter> setter,
            int wanted,
            Function<Long, Value> text)
            throws ActionFailure {
        return gpu.number(getter)
                .map(
                        old ->
                                new Change(
                                        setting,
                                        Optional.of(text.apply(old)),
                                        text.apply((long) wanted),
                                        setter.apply(wanted),
                                        setter.apply(old.intValue()),
                                        Optional.of(session -> session.number(getter).map(text)),
                                        SettingPlans::nothing,
                                        SettingPlans::nothing,
                                        false,
                                        Optional.empty()));
    }

    /** A part of something is rounded to whole watts, and to what the GPU takes. */
    private Optional<Long> milliwatts(PowerTarget target, Optional<long[]> bounds)
            throws ActionFailure {
        return switch (target) {
            case PowerTarget.Watts(int watts) -> Optional.of((long) watts * MILLI);
            case PowerTarget.OfDefault(int percent) ->
                    gpu.number(NvmlPower.nvmlDeviceGetPowerManagementDefaultLimit)
                            .map(whole -> part(whole, percent, bounds));
            case PowerTarget.OfMax(int percent) ->
                    bounds.map(known -> part(known[1], percent, bounds));
        };
    }

    private static long part(long milliwatts, int percent, Optional<long[]> bounds) {
        long exact = milliwatts * percent / WHOLE;
        long rounded = percent == WHOLE ? exact : exact / MILLI * MILLI;
        return bounds.map(known -> Math.clamp(rounded, known[0], known[1])).orElse(rounded);
    }

    private void refuseOutside(long milliwatts, Optional<long[]> bounds) throws ActionFailure {
        if (bounds.isPresent() && (milliwatts < bounds.get()[0] || milliwatts > bounds.get()[1])) {
            throw Refusal.of(
                    Kind.INVALID,
                    gpu.uuid() + ": a power limit of " + watts(milliwatts) + " W is not taken",
                    "give " + watts(bounds.get()[0]) + " to " + watts(bounds.get()[1]) + " W");
        }
    }

    private void refuseOutside(ClockKind kind, ClockTarget.Locked wanted, ClockTarget.Locked range)
            throws ActionFailure {
        if (wanted.minMegahertz() < range.minMegahertz()
                || wanted.maxMegahertz() > range.maxMegahertz()) {
            throw Refusal.of(
                    Kind.INVALID,
                    gpu.uuid()
                            + ": a "
                            + kind.text()
                            + " clock of "
                            + wanted.text()
                            + " MHz is not taken",
                    "give " + range.minMegahertz() + " to " + range.maxMegahertz() + " MHz");
        }
    }

    private static String watts(long milliwatts) {
        return BigDecimal.valueOf(milliwatts, 3).stripTrailingZeros().toPlainString();
    }

    private static void nothing() {
        // Nothing else is to be known.
    }
}
