package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.nvml.jna.NvmlClocks;
import io.hypervigil.nvml.jna.NvmlControl;
import io.hypervigil.nvml.jna.Setter;
import io.hypervigil.nvml.profile.ClockTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A clock that can be held. */
enum ClockKind {
    GRAPHICS(0, SettingPlans.GRAPHICS_CLOCK) {
        @Override
        Setter setter(ClockTarget target) {
            return switch (target) {
                case ClockTarget.Free() -> NvmlControl.nvmlDeviceResetGpuLockedClocks;
                case ClockTarget.Locked(int min, int max) ->
                        NvmlControl.nvmlDeviceSetGpuLockedClocks(min, max);
            };
        }

        @Override
        List<Integer> supported(GpuSession gpu) throws ActionFailure {
            var clocks = new ArrayList<Integer>();
            for (int memory : MEMORY.supported(gpu)) {
                gpu.ask(
                                "nvmlDeviceGetSupportedGraphicsClocks",
                                NvmlControl.nvmlDeviceGetSupportedGraphicsClocks(
                                        gpu.calls(), gpu.device(), memory))
                        .ifPresent(clocks::addAll);
            }
            return clocks;
        }
    },
    MEMORY(2, SettingPlans.MEMORY_CLOCK) {
        @Override
        Setter setter(ClockTarget target) {
            return switch (target) {
                case ClockTarget.Free() -> NvmlControl.nvmlDeviceResetMemoryLockedClocks;
                case ClockTarget.Locked(int min, int max) ->
                        NvmlControl.nvmlDeviceSetMemoryLockedClocks(min, max);
            };
        }

        @Override
        List<Integer> supported(GpuSession gpu) throws ActionFailure {
            return gpu.ask(
                            "nvmlDeviceGetSupportedMemoryClocks",
                            NvmlControl.nvmlDeviceGetSupportedMemoryClocks(
                                    gpu.calls(), gpu.device()))
                    .orElse(List.of());
        }
    };

    /** {@code nvmlPstates_t}: 0 to 15. */
    private static final int STATES = 16;

    private final int clockType;
    private final String setting;

    ClockKind(int clockType, String setting) {
        this.clockType = clockType;
        this.setting = setting;
    }

    /** What makes it so. */
    abstract Setter setter(ClockTarget target);

    /** All that the GPU has, in megahertz; none where it does not say. */
    abstract List<Integer> supported(GpuSession gpu) throws ActionFailure;

    /** The lowest and the highest: of the list, or where there is none, of any state or at all. */
    Optional<ClockTarget.Locked> range(GpuSession gpu) throws ActionFailure {
        var clocks = supported(gpu);
        if (clocks.isEmpty()) {
            clocks = ofStates(gpu);
        }
        return clocks.isEmpty()
                ? gpu.number(NvmlClocks.nvmlDeviceGetMaxClockInfo(clockType))
                        .filter(most -> most > 0)
                        .map(most -> new ClockTarget.Locked(1, most.intValue()))
                : Optional.of(
                        new ClockTarget.Locked(Collections.min(clocks), Collections.max(clocks)));
    }

    private List<Integer> ofStates(GpuSession gpu) throws ActionFailure {
        var clocks = new ArrayList<Integer>();
        for (int state = 0; state < STATES; state++) {
            gpu.numbers(NvmlClocks.nvmlDeviceGetMinMaxClockOfPState(clockType, state))
                    .ifPresent(bounds -> clocks.addAll(List.of((int) bounds[0], (int) bounds[1])));
        }
        return clocks;
    }

    /** {@code nvmlClockType_t}. */
    int clockType() {
        return clockType;
    }

    /** What results call it. */
    String setting() {
        return setting;
    }

    /** As people write it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(ClockKind::text).toList();
    }

    static ClockKind of(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }
}
