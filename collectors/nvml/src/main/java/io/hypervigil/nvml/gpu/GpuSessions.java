package io.hypervigil.nvml.gpu;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;
import static io.hypervigil.nvml.gpu.Readings.MICRO;
import static io.hypervigil.nvml.gpu.Readings.ONE;
import static io.hypervigil.nvml.gpu.Readings.PERCENT;
import static io.hypervigil.nvml.gpu.Readings.number;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.jna.Getter;
import io.hypervigil.nvml.jna.NvmlUtilization;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sessions that encode video, and those that capture the frame buffer.
 *
 * <pre>
 * gpu_encoder_sessions{gpu="GPU-7f3c…"} 2
 * gpu_encoder_latency_seconds{gpu="GPU-7f3c…"} 0.0097
 * </pre>
 */
public final class GpuSessions implements GpuPart {

    static final Group GROUP =
            Group.on("nvml.sessions", "video encoder and capture sessions of GPUs, from NVML");

    private static final Stats ENCODER =
            Stats.of("encoder", "that encode video", NvmlUtilization.nvmlDeviceGetEncoderStats);
    private static final Stats CAPTURE =
            Stats.of("fbc", "that capture the frame buffer", NvmlUtilization.nvmlDeviceGetFBCStats);
    private static final Family CAPACITY =
            gauge(
                    GROUP,
                    "gpu_encoder_free_ratio",
                    "Share of the encoder that is left for more sessions, from"
                            + " nvmlDeviceGetEncoderCapacity.",
                    "codec");

    /** In the order of nvmlEncoderType_t. */
    private static final List<String> CODECS = List.of("h264", "hevc", "av1");

    private static final double ALL = 100;

    private static final Readings CAPACITIES =
            Readings.of(
                    IntStream.range(0, CODECS.size())
                            .mapToObj(
                                    type ->
                                            number(
                                                            NvmlUtilization
                                                                    .nvmlDeviceGetEncoderCapacity(
                                                                            type),
                                                            PERCENT,
                                                            CAPACITY,
                                                            CODECS.get(type))
                                                    .within(0, ALL)));

    public static final GpuPartType TYPE =
            new GpuPartType(
                    GROUP,
                    List.of(
                            ENCODER.sessions,
                            ENCODER.frames,
                            ENCODER.latency,
                            CAPTURE.sessions,
                            CAPTURE.frames,
                            CAPTURE.latency,
                            CAPACITY),
                    GpuSessions::new);

    private GpuSessions() {}

    /** Three numbers of which the last is in microseconds. */
    private record Stats(Getter getter, Family sessions, Family frames, Family latency) {

        static Stats of(String name, String what, Getter getter) {
            var prefix = "gpu_" + name;
            var from = ", from " + getter.symbol() + ".";
            return new Stats(
                    getter,
                    gauge(GROUP, prefix + "_sessions", "Sessions " + what + from),
                    gauge(
                            GROUP,
                            prefix + "_frames_per_second",
                            "Average of the sessions " + what + from),
                    gauge(
                            GROUP,
                            prefix + "_latency_seconds",
                            "Average time for a frame, of the sessions " + what + from));
        }

        void sample(Gpu gpu, SampleSink sink) {
            gpu.numbers(getter).ifPresent(numbers -> add(gpu.uuid(), numbers, sink));
        }

        private void add(String uuid, long[] numbers, SampleSink sink) {
            add(sessions, numbers[0], ONE, uuid, sink);
            add(frames, numbers[1], ONE, uuid, sink);
            add(latency, numbers[2], MICRO, uuid, sink);
        }

        private void add(Family family, long number, double scale, String uuid, SampleSink sink) {
            if (!getter.isNone(number)) {
                sink.add(family, Readings.Row.scaled((double) number, scale), uuid);
            }
        }
    }

    @Override
    public void sample(Gpu gpu, SampleSink sink) {
        ENCODER.sample(gpu, sink);
        CAPTURE.sample(gpu, sink);
        CAPACITIES.sample(gpu, sink);
    }
}
