package io.hypervigil.nvml.vgpu;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.gpu.StateSet;
import io.hypervigil.nvml.jna.NvmlVgpu;
import java.util.List;

/**
 * How a GPU's virtual GPUs share it.
 *
 * <pre>
 * gpu_vgpu_scheduler_policy{gpu="GPU-7f3c…",policy="equal_share"} 1
 * </pre>
 */
final class VgpuScheduler {

    private static final String SOURCE = ", from nvmlDeviceGetVgpuSchedulerState.";
    private static final Family POLICY =
            gauge(
                    GpuVgpu.GROUP,
                    "gpu_vgpu_scheduler_policy",
                    "By which rule virtual GPUs take turns" + SOURCE,
                    "policy");
    private static final Family TIMESLICE =
            gauge(
                    GpuVgpu.GROUP,
                    "gpu_vgpu_scheduler_timeslice_seconds",
                    "How long a turn of a virtual GPU lasts" + SOURCE);

    static final List<Family> FAMILIES = List.of(POLICY, TIMESLICE);

    /** In the order of NVML_VGPU_SCHEDULER_POLICY_…, from 1 on; 0 is unknown. */
    private static final StateSet POLICIES =
            new StateSet(POLICY, List.of("best_effort", "equal_share", "fixed_share"));

    private static final double NANOS = 1e9;

    private VgpuScheduler() {}

    static void add(Gpu gpu, Patience patience, SampleSink sink) {
        patience.ask(
                        gpu,
                        "nvmlDeviceGetVgpuSchedulerState",
                        () -> NvmlVgpu.nvmlDeviceGetVgpuSchedulerState(gpu.calls(), gpu.device()))
                .ifPresent(
                        state -> {
                            POLICIES.add(gpu, sink, state.schedulerPolicy() - 1L);
                            if (state.timeslice() > 0) {
                                sink.add(TIMESLICE, state.timeslice() / NANOS, gpu.uuid());
                            }
                        });
    }
}
