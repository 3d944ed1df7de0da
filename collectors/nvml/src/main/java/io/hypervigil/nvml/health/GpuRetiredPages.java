package io.hypervigil.nvml.health;

import static io.hypervigil.nvml.gpu.GpuFamily.counter;
import static io.hypervigil.nvml.gpu.GpuFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.gpu.GpuPart;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.jna.NvmlEcc;
import java.util.List;

/**
 * Pages of memory that are no longer used, on chips before Ampere.
 *
 * <pre>
 * gpu_retired_pages_total{gpu="GPU-7f3c…",cause="double_bit_error"} 1
 * gpu_retired_pages_pending{gpu="GPU-7f3c…"} 0
 * </pre>
 */
public final class GpuRetiredPages implements GpuPart {

    static final Group GROUP =
            Group.on("nvml.retired_pages", "retired pages of GPUs' memory, from NVML");

    private static final Family PAGES =
            counter(
                    GROUP,
                    "gpu_retired_pages_total",
                    "Pages that are no longer used after errors, from nvmlDeviceGetRetiredPages.",
                    "cause");
    private static final Family PENDING =
            gauge(
                    GROUP,
                    "gpu_retired_pages_pending",
                    "Whether pages will be retired at the next restart, from"
                            + " nvmlDeviceGetRetiredPagesPendingStatus.");

    public static final GpuPartType TYPE =
            new GpuPartType(GROUP, List.of(PAGES, PENDING), GpuRetiredPages::new);

    /** In the order of nvmlPageRetirementCause_t. */
    private static final List<String> CAUSES =
            List.of("multiple_single_bit_errors", "double_bit_error");

    private GpuRetiredPages() {}

    @Override
    public void sample(Gpu gpu, SampleSink sink) {
        for (int i = 0; i < CAUSES.size(); i++) {
            int cause = i;
            gpu.ask(
                            "nvmlDeviceGetRetiredPages(" + cause + ")",
                            () ->
                                    NvmlEcc.nvmlDeviceGetRetiredPages(
                                            gpu.calls(), gpu.device(), cause))
                    .ifPresent(pages -> sink.add(PAGES, pages, gpu.uuid(), CAUSES.get(cause)));
        }
        gpu.number(NvmlEcc.nvmlDeviceGetRetiredPagesPendingStatus)
                .ifPresent(pending -> sink.add(PENDING, pending, gpu.uuid()));
    }
}
