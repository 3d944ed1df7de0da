package io.hypervigil.nvml.gpu;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;
import static io.hypervigil.nvml.gpu.Readings.ONE;
import static io.hypervigil.nvml.gpu.Readings.PERCENT;
import static io.hypervigil.nvml.gpu.Readings.number;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.jna.NvmlTemperature;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The fans of a board that has its own. The ratio is what the fan is told, and may be above 1;
 * whether it turns, the rounds a minute tell, of drivers since 570.
 *
 * <pre>
 * gpu_fan_speed_ratio{gpu="GPU-7f3c…",fan="0"} 0.38
 * gpu_fan_speed_rpm{gpu="GPU-7f3c…",fan="0"} 1412
 * </pre>
 */
public final class GpuFans implements GpuPart {

    static final Group GROUP = Group.on("nvml.fans", "fans of GPUs, from NVML");

    private static final Family FANS =
            gauge(GROUP, "gpu_fans", "Fans of the board, from nvmlDeviceGetNumFans.");
    private static final Family SPEED =
            gauge(
                    GROUP,
                    "gpu_fan_speed_ratio",
                    "Share of its full speed that the fan is told to run at, from"
                            + " nvmlDeviceGetFanSpeed_v2.",
                    "fan");
    private static final Family TARGET =
            gauge(
                    GROUP,
                    "gpu_fan_target_speed_ratio",
                    "Share of its full speed that the fan is to reach, from"
                            + " nvmlDeviceGetTargetFanSpeed.",
                    "fan");
    private static final Family RPM =
            gauge(
                    GROUP,
                    "gpu_fan_speed_rpm",
                    "Measured rounds a minute, from nvmlDeviceGetFanSpeedRPM.",
                    "fan");
    private static final Family MANUAL =
            gauge(
                    GROUP,
                    "gpu_fan_manual",
                    "1 where the fan's speed was set by hand and does not follow the temperature,"
                            + " from nvmlDeviceGetFanControlPolicy_v2.",
                    "fan");

    /** Where the driver does not count, it may still tell of one. */
    private static final Readings UNCOUNTED =
            Readings.of(number(NvmlTemperature.nvmlDeviceGetFanSpeed, PERCENT, SPEED, "0"));

    public static final GpuPartType TYPE =
            new GpuPartType(GROUP, List.of(FANS, SPEED, TARGET, RPM, MANUAL), GpuFans::new);

    private int fans;
    private Readings table = Readings.of();

    private GpuFans() {}

    @Override
    public void sample(Gpu gpu, SampleSink sink) {
        var counted = gpu.number(NvmlTemperature.nvmlDeviceGetNumFans);
        if (counted.isEmpty()) {
            UNCOUNTED.sample(gpu, sink);
            return;
        }
        sink.add(FANS, counted.getAsDouble(), gpu.uuid());
        tableOf((int) counted.getAsDouble()).sample(gpu, sink);
    }

    private Readings tableOf(int count) {
        if (count != fans) {
            fans = count;
            table = Readings.of(IntStream.range(0, count).boxed().flatMap(GpuFans::rows));
        }
        return table;
    }

    private static Stream<Readings.Row> rows(int fan) {
        var name = String.valueOf(fan);
        return Stream.of(
                number(NvmlTemperature.nvmlDeviceGetFanSpeed_v2(fan), PERCENT, SPEED, name),
                number(NvmlTemperature.nvmlDeviceGetTargetFanSpeed(fan), PERCENT, TARGET, name),
                number(NvmlTemperature.nvmlDeviceGetFanSpeedRPM(fan), ONE, RPM, name),
                number(NvmlTemperature.nvmlDeviceGetFanControlPolicy_v2(fan), ONE, MANUAL, name));
    }
}
