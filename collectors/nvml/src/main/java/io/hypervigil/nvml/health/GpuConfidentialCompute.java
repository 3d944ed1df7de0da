package io.hypervigil.nvml.health;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;
import static io.hypervigil.nvml.gpu.Readings.KIBI;
import static io.hypervigil.nvml.gpu.Readings.numbers;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.gpu.GpuPart;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.gpu.Readings;
import io.hypervigil.nvml.gpu.StateSet;
import io.hypervigil.nvml.jna.NvmlConfCompute;
import io.hypervigil.nvml.jna.NvmlConfCompute.nvmlSystemConfComputeSettings_t;
import java.util.List;

/**
 * Confidential computing. Its state is that of all GPUs of the driver; it is given with each, so
 * that it joins with the rest.
 *
 * <pre>
 * gpu_confidential_compute_enabled{gpu="GPU-7f3c…"} 1
 * gpu_confidential_compute_ready{gpu="GPU-7f3c…"} 1
 * </pre>
 */
public final class GpuConfidentialCompute implements GpuPart {

    static final Group GROUP =
            Group.on("nvml.confidential_compute", "confidential computing on GPUs, from NVML");

    private static final String PREFIX = "gpu_confidential_compute_";
    private static final String SETTINGS = ", from nvmlSystemGetConfComputeSettings.";
    private static final String SIZES = ", from nvmlDeviceGetConfComputeMemSizeInfo.";
    private static final Family ENABLED =
            gauge(GROUP, PREFIX + "enabled", "Whether confidential computing is on" + SETTINGS);
    private static final Family TOOLS =
            gauge(
                    GROUP,
                    PREFIX + "devtools_enabled",
                    "Whether tools for developers may look inside" + SETTINGS);
    private static final Family ENVIRONMENT =
            gauge(
                    GROUP,
                    PREFIX + "environment",
                    "In which environment it runs" + SETTINGS,
                    "environment");
    private static final Family MULTI_GPU =
            gauge(
                    GROUP,
                    PREFIX + "multi_gpu_mode",
                    "How several GPUs work together under it" + SETTINGS,
                    "mode");
    private static final Family READY =
            gauge(
                    GROUP,
                    PREFIX + "ready",
                    "Whether the GPUs take work, from nvmlSystemGetConfComputeGpusReadyState.");
    private static final Family PROTECTED =
            gauge(GROUP, PREFIX + "protected_memory_bytes", "Memory that is protected" + SIZES);
    private static final Family UNPROTECTED =
            gauge(
                    GROUP,
                    PREFIX + "unprotected_memory_bytes",
                    "Memory that is not protected" + SIZES);

    public static final GpuPartType TYPE =
            new GpuPartType(
                    GROUP,
                    List.of(ENABLED, TOOLS, ENVIRONMENT, MULTI_GPU, READY, PROTECTED, UNPROTECTED),
                    GpuConfidentialCompute::new);

    // In the order of NVML_CC_SYSTEM_ENVIRONMENT_… and NVML_CC_SYSTEM_MULTIGPU_….
    private static final StateSet ENVIRONMENTS =
            new StateSet(ENVIRONMENT, List.of("unavailable", "simulation", "production"));
    private static final StateSet MULTI_GPU_MODES =
            new StateSet(MULTI_GPU, List.of("none", "protected_pcie", "nvle"));

    private static final Readings MEMORY =
            Readings.of(
                    numbers(
                            NvmlConfCompute.nvmlDeviceGetConfComputeMemSizeInfo,
                            KIBI,
                            PROTECTED,
                            UNPROTECTED));

    private final GpuPart memory = MEMORY.part();

    private GpuConfidentialCompute() {}

    @Override
    public void sample(Gpu gpu, SampleSink sink) {
        gpu.ask(
                        "nvmlSystemGetConfComputeSettings",
                        () -> NvmlConfCompute.nvmlSystemGetConfComputeSettings(gpu.calls()))
                .ifPresent(settings -> add(gpu, settings, sink));
        memory.sample(gpu, sink);
    }

    private static void add(Gpu gpu, nvmlSystemConfComputeSettings_t settings, SampleSink sink) {
        sink.add(ENABLED, settings.ccFeature(), gpu.uuid());
        if (settings.ccFeature() == 0) {
            return;
        }
        sink.add(TOOLS, settings.devToolsMode(), gpu.uuid());
        ENVIRONMENTS.add(gpu, sink, settings.environment());
        MULTI_GPU_MODES.add(gpu, sink, settings.multiGpuMode());
        gpu.ask(
                        "nvmlSystemGetConfComputeGpusReadyState",
                        () -> NvmlConfCompute.nvmlSystemGetConfComputeGpusReadyState(gpu.calls()))
                .ifPresent(ready -> sink.add(READY, ready, gpu.uuid()));
    }
}
