package io.hypervigil.nvml.process;

import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.jna.NvmlProcesses;
import io.hypervigil.nvml.jna.NvmlProcesses.Kind;
import io.hypervigil.nvml.jna.NvmlProcesses.nvmlProcessInfo_t;
import io.hypervigil.nvml.jna.NvmlProcesses.nvmlProcessUtilizationSample_t;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Asks a GPU for its processes, in one life of the library.
 *
 * <p>Thread: one, as the GPU.
 */
final class ProcessReader implements AutoCloseable {

    private static final String UTILIZATION = "nvmlDeviceGetProcessUtilization";

    private final Gpu gpu;
    private final NvmlProcesses processes;
    private long lastSeenMicros;

    /**
     * What it answered.
     *
     * @param lists those that it has
     * @param samples new ones since the last round
     */
    record Listing(
            Map<Kind, List<nvmlProcessInfo_t>> lists,
            List<nvmlProcessUtilizationSample_t> samples) {}

    ProcessReader(Gpu gpu) {
        this.gpu = gpu;
        this.processes = new NvmlProcesses(gpu.calls().library());
    }

    Gpu gpu() {
        return gpu;
    }

    Listing read() {
        var lists = new EnumMap<Kind, List<nvmlProcessInfo_t>>(Kind.class);
        for (Kind kind : Kind.values()) {
            gpu.ask(kind.question(), () -> processes.running(gpu.device(), kind))
                    .ifPresent(list -> lists.put(kind, list));
        }
        return new Listing(lists, samples());
    }

    @Override
    public void close() {
        processes.close();
        gpu.close();
    }

    private List<nvmlProcessUtilizationSample_t> samples() {
        var samples =
                gpu.ask(
                                UTILIZATION,
                                () ->
                                        processes.nvmlDeviceGetProcessUtilization(
                                                gpu.device(), lastSeenMicros))
                        .orElse(List.of());
        for (nvmlProcessUtilizationSample_t sample : samples) {
            lastSeenMicros = Math.max(lastSeenMicros, sample.timeStamp());
        }
        return samples;
    }
}
