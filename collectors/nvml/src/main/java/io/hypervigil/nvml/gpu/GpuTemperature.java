package io.hypervigil.nvml.gpu;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;
import static io.hypervigil.nvml.gpu.Readings.ONE;
import static io.hypervigil.nvml.gpu.Readings.field;
import static io.hypervigil.nvml.gpu.Readings.number;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.nvml.jna.NvmlTemperature;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Temperatures and the limits they keep below. Ada and newer tell how far it is to the nearest
 * limit, and give limits as such distances.
 *
 * <pre>
 * gpu_temperature_celsius{gpu="GPU-7f3c…"} 41
 * gpu_temperature_threshold_celsius{gpu="GPU-7f3c…",threshold="slowdown"} 87
 * </pre>
 */
public final class GpuTemperature {

    static final Group GROUP =
            Group.on("nvml.temperature", "temperatures of GPUs and their limits, from NVML");

    private static final Family GPU =
            gauge(
                    GROUP,
                    "gpu_temperature_celsius",
                    "Temperature of the GPU, from nvmlDeviceGetTemperature.");
    private static final Family MEMORY =
            gauge(
                    GROUP,
                    "gpu_memory_temperature_celsius",
                    "Temperature of the memory, from NVML_FI_DEV_MEMORY_TEMP.");
    private static final Family MARGIN =
            gauge(
                    GROUP,
                    "gpu_temperature_margin_celsius",
                    "How much warmer the GPU may become before it is slowed down, from"
                            + " nvmlDeviceGetMarginTemperature.");
    private static final Family THRESHOLD =
            gauge(
                    GROUP,
                    "gpu_temperature_threshold_celsius",
                    "At which temperature something happens, from"
                            + " nvmlDeviceGetTemperatureThreshold.",
                    "threshold");
    private static final Family MARGIN_THRESHOLD =
            gauge(
                    GROUP,
                    "gpu_temperature_margin_threshold_celsius",
                    "At which margin something happens, from NVML_FI_DEV_TEMPERATURE_*_TLIMIT.",
                    "threshold");

    /** In the order of nvmlTemperatureThresholds_t. */
    private static final List<String> THRESHOLDS =
            List.of(
                    "shutdown",
                    "slowdown",
                    "memory_max",
                    "gpu_max",
                    "acoustic_min",
                    "acoustic_current",
                    "acoustic_max");

    private static final int MEMORY_TEMP = 82;
    private static final int SHUTDOWN_TLIMIT = 193;

    /** From field 193 on. */
    private static final List<String> MARGINS =
            List.of("shutdown", "slowdown", "memory_max", "gpu_max");

    public static final GpuPartType TYPE =
            new GpuPartType(
                    GROUP,
                    List.of(GPU, MEMORY, MARGIN, THRESHOLD, MARGIN_THRESHOLD),
                    Readings.of(
                                    Stream.of(measured(), thresholds(), margins())
                                            .flatMap(rows -> rows))
                            ::part);

    private GpuTemperature() {}

    private static Stream<Readings.Row> measured() {
        return Stream.of(
                number(NvmlTemperature.nvmlDeviceGetTemperatureV, ONE, GPU)
                        .or(number(NvmlTemperature.nvmlDeviceGetTemperature, ONE, GPU)),
                // Memory without a thermometer is at 0 degrees, say some drivers.
                field(MEMORY_TEMP, ONE, MEMORY).within(1, Integer.MAX_VALUE),
                number(NvmlTemperature.nvmlDeviceGetMarginTemperature, ONE, MARGIN));
    }

    private static Stream<Readings.Row> thresholds() {
        return IntStream.range(0, THRESHOLDS.size())
                .mapToObj(
                        type ->
                                number(
                                        NvmlTemperature.nvmlDeviceGetTemperatureThreshold(type),
                                        ONE,
                                        THRESHOLD,
                                        THRESHOLDS.get(type)));
    }

    private static Stream<Readings.Row> margins() {
        return IntStream.range(0, MARGINS.size())
                .mapToObj(i -> field(SHUTDOWN_TLIMIT + i, ONE, MARGIN_THRESHOLD, MARGINS.get(i)));
    }
}
