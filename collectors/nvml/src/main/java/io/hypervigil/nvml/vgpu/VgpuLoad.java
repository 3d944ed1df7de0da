package io.hypervigil.nvml.vgpu;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.jna.NvmlCalls;
import io.hypervigil.nvml.jna.NvmlResult;
import io.hypervigil.nvml.jna.NvmlVgpu;
import io.hypervigil.nvml.jna.NvmlVgpuUtilization;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a virtual GPU uses.
 *
 * <pre>
 * gpu_vgpu_utilization_ratio{gpu="GPU-7f3c…",vgpu="3251634213"} 0.37
 * gpu_vgpu_memory_used_bytes{gpu="GPU-7f3c…",vgpu="3251634213"} 1.2e+09
 * </pre>
 */
final class VgpuLoad {

    private static final Family MEMORY_TOTAL =
            gauge(
                    GpuVgpu.GROUP,
                    "gpu_vgpu_memory_total_bytes",
                    "Memory that the type has, from nvmlVgpuTypeGetFramebufferSize.",
                    "vgpu");
    private static final Family MEMORY_USED =
            gauge(
                    GpuVgpu.GROUP,
                    "gpu_vgpu_memory_used_bytes",
                    "Memory in use, from nvmlVgpuInstanceGetFbUsage.",
                    "vgpu");

    /** In the order of the library's sample. */
    private static final List<Family> UTILIZATION =
            List.of(
                    utilization("", "the multiprocessors"),
                    utilization("memory_", "the memory"),
                    utilization("encoder_", "the encoder"),
                    utilization("decoder_", "the decoder"),
                    utilization("jpeg_", "the JPEG engine"),
                    utilization("ofa_", "the optical flow engine"));

    private static final Sessions ENCODER =
            Sessions.of(
                    "encoder",
                    "that encode video",
                    "nvmlVgpuInstanceGetEncoderStats",
                    NvmlVgpu::nvmlVgpuInstanceGetEncoderStats);
    private static final Sessions CAPTURE =
            Sessions.of(
                    "fbc",
                    "that capture the frame buffer",
                    "nvmlVgpuInstanceGetFBCStats",
                    NvmlVgpu::nvmlVgpuInstanceGetFBCStats);

    private static final double PERCENT = 100;
    private static final double MICRO = 1_000_000;

    private VgpuLoad() {}

    private interface Call {
        NvmlResult<int[]> make(NvmlCalls calls, int vgpu);
    }

    /** Sessions of a kind, and their families. */
    private record Sessions(
            String symbol, Call call, Family sessions, Family frames, Family latency) {

        static Sessions of(String name, String what, String symbol, Call call) {
            var prefix = "gpu_vgpu_" + name;
            var from = what + ", from " + symbol + ".";
            var average = "Average of the sessions " + from;
            var time = "Average time for a frame, of the sessions " + from;
            return new Sessions(
                    symbol,
                    call,
                    gauge(GpuVgpu.GROUP, prefix + "_sessions", "Sessions " + from, "vgpu"),
                    gauge(GpuVgpu.GROUP, prefix + "_frames_per_second", average, "vgpu"),
                    gauge(GpuVgpu.GROUP, prefix + "_latency_seconds", time, "vgpu"));
        }

        Stream<Family> families() {
            return Stream.of(sessions, frames, latency);
        }

        void add(Gpu gpu, Vgpu vgpu, SampleSink sink) {
            vgpu.ask(gpu, symbol, id -> call.make(gpu.calls(), id))
                    .ifPresent(
                            stats -> {
                                sink.add(sessions, stats[0], gpu.uuid(), vgpu.label());
                                sink.add(frames, stats[1], gpu.uuid(), vgpu.label());
                                sink.add(latency, stats[2] / MICRO, gpu.uuid(), vgpu.label());
                            });
        }
    }

    static Stream<Family> families() {
        return Stream.of(
                        Stream.of(MEMORY_TOTAL, MEMORY_USED),
                        UTILIZATION.stream(),
                        ENCODER.families(),
                        CAPTURE.families())
                .flatMap(some -> some);
    }

    static void add(Gpu gpu, Vgpu vgpu, SampleSink sink) {
        vgpu.identity()
                .framebufferBytes()
                .ifPresent(
                        bytes -> sink.add(MEMORY_TOTAL, (double) bytes, gpu.uuid(), vgpu.label()));
        String symbol = "nvmlVgpuInstanceGetFbUsage";
        vgpu.ask(gpu, symbol, id -> NvmlVgpu.longNumber(gpu.calls(), symbol, id))
                .filter(bytes -> bytes != -1)
                .ifPresent(
                        bytes -> {
                            vgpu.used(bytes);
                            sink.add(MEMORY_USED, (double) bytes, gpu.uuid(), vgpu.label());
                        });
        ENCODER.add(gpu, vgpu, sink);
        CAPTURE.add(gpu, vgpu, sink);
    }

    static void add(Gpu gpu, Vgpu vgpu, NvmlVgpuUtilization.Sample utilization, SampleSink sink) {
        utilization.percents().getFirst().ifPresent(percent -> vgpu.had(percent / PERCENT));
        for (int i = 0; i < utilization.percents().size(); i++) {
            var family = UTILIZATION.get(i);
            utilization
                    .percents()
                    .get(i)
                    .ifPresent(
                            percent ->
                                    sink.add(family, percent / PERCENT, gpu.uuid(), vgpu.label()));
        }
    }

    private static Family utilization(String name, String what) {
        return gauge(
                GpuVgpu.GROUP,
                "gpu_vgpu_" + name + "utilization_ratio",
                "Share of " + what + " that it kept busy, from nvmlDeviceGetVgpuUtilization.",
                "vgpu");
    }
}
