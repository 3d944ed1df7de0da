package io.hypervigil.nvml.gpu;

import static io.hypervigil.nvml.gpu.GpuFamily.counter;
import static io.hypervigil.nvml.gpu.GpuFamily.gauge;
import static io.hypervigil.nvml.gpu.Readings.NANO;
import static io.hypervigil.nvml.gpu.Readings.field;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.jna.NvmlClocks;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What holds the clocks down, now and for how long. Reasons keep their names whatever a driver
 * calls them; several may hold at once, so their seconds are not to be summed with each other.
 *
 * <pre>
 * gpu_clocks_event_reason_active{gpu="GPU-7f3c…",reason="sw_power_cap"} 1
 * gpu_clocks_event_seconds_total{gpu="GPU-7f3c…",reason="sw_power_cap"} 204.642816
 * </pre>
 */
public final class GpuClockEvents implements GpuPart {

    static final Group GROUP =
            Group.on("nvml.clock_events", "what holds the clocks of GPUs down, from NVML");

    private static final Family ACTIVE =
            gauge(
                    GROUP,
                    "gpu_clocks_event_reason_active",
                    "1 while it holds the clocks where they are, from"
                            + " nvmlDeviceGetCurrentClocksEventReasons; of those that the GPU can"
                            + " tell.",
                    "reason");
    private static final Family SECONDS =
            counter(
                    GROUP,
                    "gpu_clocks_event_seconds_total",
                    "Time for which it held the clocks down, from NVML_FI_DEV_PERF_POLICY_* and"
                            + " NVML_FI_DEV_CLOCKS_EVENT_REASON_*.",
                    "reason");
    private static final Family BELOW =
            counter(
                    GROUP,
                    "gpu_clocks_below_seconds_total",
                    "Time for which anything held the clocks below what applications were given,"
                            + " or below the base clocks, from NVML_FI_DEV_PERF_POLICY_TOTAL_*.",
                    "clock");

    /** By bit, from 0 on. */
    public static final List<String> REASONS =
            List.of(
                    "gpu_idle",
                    "applications_clocks_setting",
                    "sw_power_cap",
                    "hw_slowdown",
                    "sync_boost",
                    "sw_thermal_slowdown",
                    "hw_thermal_slowdown",
                    "hw_power_brake_slowdown",
                    "display_clock_setting");

    private static final int PERF_POLICY_POWER = 74;
    private static final List<String> PERF_POLICIES =
            List.of(
                    "sw_power_cap",
                    "thermal",
                    "sync_boost",
                    "board_limit",
                    "low_utilization",
                    "reliability");
    private static final int PERF_POLICY_TOTAL_APP_CLOCKS = 80;
    private static final int PERF_POLICY_TOTAL_BASE_CLOCKS = 81;

    private static final List<String> SLOWDOWNS =
            List.of("sw_thermal_slowdown", "hw_thermal_slowdown", "hw_power_brake_slowdown");

    // The numbers of these fields moved with CUDA 13.1, and earlier drivers mean something else.
    private static final int FIRST_BRANCH = 575;
    private static final int FIRST_SLOWDOWN_OF_12_9 = 251;
    private static final int MOVING_BRANCH = 590;
    private static final int FIRST_SLOWDOWN_OF_13_1 = 269;

    private static final Readings WITHOUT_SLOWDOWNS = Readings.of(policies());
    private static final Readings OF_12_9 = with(FIRST_SLOWDOWN_OF_12_9);
    private static final Readings OF_13_1 = with(FIRST_SLOWDOWN_OF_13_1);

    public static final GpuPartType TYPE =
            new GpuPartType(GROUP, List.of(ACTIVE, SECONDS, BELOW), GpuClockEvents::new);

    private GpuClockEvents() {}

    @Override
    public void sample(Gpu gpu, SampleSink sink) {
        active(gpu).ifPresent(bits -> reasons(gpu, bits, supported(gpu), sink));
        seconds(gpu).sample(gpu, sink);
    }

    @Override
    public List<Field> fields(Gpu gpu) {
        return seconds(gpu).fields();
    }

    private static Optional<Long> active(Gpu gpu) {
        return gpu.numbers(NvmlClocks.nvmlDeviceGetCurrentClocksEventReasons)
                .or(() -> gpu.numbers(NvmlClocks.nvmlDeviceGetCurrentClocksThrottleReasons))
                .map(bits -> bits[0])
                .filter(bits -> bits >= 0);
    }

    private static long supported(Gpu gpu) {
        return gpu.numbers(NvmlClocks.nvmlDeviceGetSupportedClocksEventReasons)
                .or(() -> gpu.numbers(NvmlClocks.nvmlDeviceGetSupportedClocksThrottleReasons))
                .map(bits -> bits[0])
                .filter(bits -> bits >= 0)
                .orElse(0L);
    }

    /** A reason without a name yet goes by its bit; one that is active is supported. */
    private static void reasons(Gpu gpu, long active, long supported, SampleSink sink) {
        long left = supported | active;
        while (left != 0) {
            int bit = Long.numberOfTrailingZeros(left);
            var reason = bit < REASONS.size() ? REASONS.get(bit) : "bit_" + bit;
            sink.add(ACTIVE, (active & (1L << bit)) == 0 ? 0 : 1, gpu.uuid(), reason);
            left &= left - 1;
        }
    }

    private static Readings seconds(Gpu gpu) {
        int branch = gpu.attached().life().versions().branch();
        if (branch < FIRST_BRANCH) {
            return WITHOUT_SLOWDOWNS;
        }
        return branch < MOVING_BRANCH ? OF_12_9 : OF_13_1;
    }

    private static Readings with(int firstSlowdown) {
        return Readings.of(Stream.concat(policies(), each(firstSlowdown, SLOWDOWNS)));
    }

    private static Stream<Readings.Row> policies() {
        return Stream.concat(
                each(PERF_POLICY_POWER, PERF_POLICIES),
                Stream.of(
                        field(PERF_POLICY_TOTAL_APP_CLOCKS, NANO, BELOW, "application"),
                        field(PERF_POLICY_TOTAL_BASE_CLOCKS, NANO, BELOW, "base")));
    }

    private static Stream<Readings.Row> each(int first, List<String> reasons) {
        return IntStream.range(0, reasons.size())
                .mapToObj(i -> field(first + i, NANO, SECONDS, reasons.get(i)));
    }
}
