package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.Value;
import io.hypervigil.nvml.gpu.GpuClockEvents;
import io.hypervigil.nvml.jna.NvmlClocks;
import io.hypervigil.nvml.jna.NvmlPower;
import io.hypervigil.nvml.jna.NvmlTemperature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a GPU runs at a moment.
 *
 * @param throttledBy what holds its clocks down, named as in the metrics
 */
record GpuMoment(
        String uuid,
        Optional<Long> powerMilliwatts,
        Optional<Long> graphicsMegahertz,
        Optional<Long> memoryMegahertz,
        Optional<Long> temperatureCelsius,
        List<String> throttledBy) {

    static GpuMoment read(GpuSession gpu) throws ActionFailure {
        var reasons = gpu.number(NvmlClocks.nvmlDeviceGetCurrentClocksEventReasons);
        return new GpuMoment(
                gpu.uuid(),
                gpu.number(NvmlPower.nvmlDeviceGetPowerUsage),
                gpu.number(NvmlClocks.nvmlDeviceGetClockInfo(ClockKind.GRAPHICS.clockType())),
                gpu.number(NvmlClocks.nvmlDeviceGetClockInfo(ClockKind.MEMORY.clockType())),
                gpu.number(NvmlTemperature.nvmlDeviceGetTemperature),
                names(
                        reasons.isPresent()
                                ? reasons.get()
                                : gpu.number(NvmlClocks.nvmlDeviceGetCurrentClocksThrottleReasons)
                                        .orElse(0L)));
    }

    Value value() {
        return new Details()
                .value("power_watts", powerMilliwatts.map(Watts::of))
                .whole("graphics_clock_megahertz", graphicsMegahertz)
                .whole("memory_clock_megahertz", memoryMegahertz)
                .whole("temperature_celsius", temperatureCelsius)
                .texts("throttled_by", throttledBy)
                .asValue();
    }

    /** For people: {@code GPU-1 243 W, 1980 MHz, 61 °C}. */
    String text() {
        var parts = new ArrayList<String>();
        powerMilliwatts.ifPresent(milliwatts -> parts.add(milliwatts / 1000 + " W"));
        graphicsMegahertz.ifPresent(megahertz -> parts.add(megahertz + " MHz"));
        temperatureCelsius.ifPresent(celsius -> parts.add(celsius + " °C"));
        return uuid + " " + String.join(", ", parts);
    }

    private static List<String> names(long bits) {
        var names = new ArrayList<String>();
        for (int i = 0; i < GpuClockEvents.REASONS.size(); i++) {
            if ((bits & (1L << i)) != 0) {
                names.add(GpuClockEvents.REASONS.get(i));
            }
        }
        return names;
    }
}
