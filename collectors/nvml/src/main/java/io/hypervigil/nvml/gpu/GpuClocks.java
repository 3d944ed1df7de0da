package io.hypervigil.nvml.gpu;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;
import static io.hypervigil.nvml.gpu.Readings.MEGA;
import static io.hypervigil.nvml.gpu.Readings.ONE;
import static io.hypervigil.nvml.gpu.Readings.number;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.nvml.jna.Getter;
import io.hypervigil.nvml.jna.NvmlClocks;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Clocks as they are, and what they can be. Drivers since 590 say nothing of application clocks.
 *
 * <pre>
 * gpu_clock_hertz{gpu="GPU-7f3c…",clock="sm"} 1.98e+09
 * gpu_performance_state{gpu="GPU-7f3c…"} 0
 * </pre>
 */
public final class GpuClocks {

    static final Group GROUP =
            Group.on("nvml.clocks", "clocks and performance states of GPUs, from NVML");

    private static final Family NOW =
            clock("gpu_clock_hertz", "Clock of the moment, from nvmlDeviceGetClockInfo.");
    private static final Family MAX =
            clock(
                    "gpu_clock_max_hertz",
                    "Most that the clock can reach, from nvmlDeviceGetMaxClockInfo.");
    private static final Family BOOST_MAX =
            clock(
                    "gpu_clock_boost_max_hertz",
                    "Most that the clock may be boosted to, from"
                            + " nvmlDeviceGetMaxCustomerBoostClock.");
    private static final Family APPLICATION =
            clock(
                    "gpu_clock_application_hertz",
                    "Clock that applications were given, from nvmlDeviceGetApplicationsClock.");
    private static final Family APPLICATION_DEFAULT =
            clock(
                    "gpu_clock_application_default_hertz",
                    "Clock that applications get where nobody set it, from"
                            + " nvmlDeviceGetDefaultApplicationsClock.");
    private static final Family STATE =
            gauge(
                    GROUP,
                    "gpu_performance_state",
                    "0 is the fastest, 15 the slowest, from nvmlDeviceGetPerformanceState.");

    /** In the order of nvmlClockType_t. */
    private static final List<String> CLOCKS = List.of("graphics", "sm", "memory", "video");

    private static final int SLOWEST_STATE = 15;

    public static final GpuPartType TYPE =
            new GpuPartType(
                    GROUP,
                    List.of(NOW, MAX, BOOST_MAX, APPLICATION, APPLICATION_DEFAULT, STATE),
                    Readings.of(Stream.concat(clocks(), Stream.of(state())))::part);

    private GpuClocks() {}

    private static Stream<Readings.Row> clocks() {
        return Stream.of(
                        each(NvmlClocks::nvmlDeviceGetClockInfo, NOW),
                        each(NvmlClocks::nvmlDeviceGetMaxClockInfo, MAX),
                        each(NvmlClocks::nvmlDeviceGetMaxCustomerBoostClock, BOOST_MAX),
                        each(NvmlClocks::nvmlDeviceGetApplicationsClock, APPLICATION),
                        each(
                                NvmlClocks::nvmlDeviceGetDefaultApplicationsClock,
                                APPLICATION_DEFAULT))
                .flatMap(rows -> rows);
    }

    private static Stream<Readings.Row> each(IntFunction<Getter> getter, Family family) {
        return IntStream.range(0, CLOCKS.size())
                .mapToObj(type -> number(getter.apply(type), MEGA, family, CLOCKS.get(type)));
    }

    /** 32 stands for a state that is not known. */
    private static Readings.Row state() {
        return number(NvmlClocks.nvmlDeviceGetPerformanceState, ONE, STATE)
                .within(0, SLOWEST_STATE);
    }

    private static Family clock(String name, String help) {
        return gauge(GROUP, name, help, "clock");
    }
}
