package io.hypervigil.nvml.health;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;
import static io.hypervigil.nvml.gpu.Readings.ONE;
import static io.hypervigil.nvml.gpu.Readings.numbers;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.gpu.GpuPart;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.gpu.Readings;
import io.hypervigil.nvml.jna.NvmlIdentity;
import java.util.List;
import java.util.Optional;

/**
 * The processor inside a GPU that runs most of the driver, since Turing.
 *
 * <pre>
 * gpu_gsp_info{gpu="GPU-7f3c…",firmware="550.54.15"} 1
 * gpu_gsp_enabled{gpu="GPU-7f3c…"} 1
 * </pre>
 */
public final class GpuGsp implements GpuPart {

    static final Group GROUP = Group.on("nvml.gsp", "the processor inside GPUs, from NVML");

    private static final Family INFO =
            gauge(
                    GROUP,
                    "gpu_gsp_info",
                    "The firmware of the GPU's own processor, from"
                            + " nvmlDeviceGetGspFirmwareVersion.",
                    "firmware");
    private static final Family ENABLED =
            gauge(
                    GROUP,
                    "gpu_gsp_enabled",
                    "Whether the GPU's own processor runs the driver, from"
                            + " nvmlDeviceGetGspFirmwareMode.");
    private static final Family BY_DEFAULT =
            gauge(
                    GROUP,
                    "gpu_gsp_enabled_by_default",
                    "Whether the GPU's own processor would run the driver where nothing is said,"
                            + " from nvmlDeviceGetGspFirmwareMode.");

    public static final GpuPartType TYPE =
            new GpuPartType(GROUP, List.of(INFO, ENABLED, BY_DEFAULT), GpuGsp::new);

    private static final Readings MODE =
            Readings.of(
                    numbers(NvmlIdentity.nvmlDeviceGetGspFirmwareMode, ONE, ENABLED, BY_DEFAULT));

    private final GpuPart mode = MODE.part();
    private Optional<String> firmware = Optional.empty();

    private GpuGsp() {}

    @Override
    public void sample(Gpu gpu, SampleSink sink) {
        mode.sample(gpu, sink);
        if (firmware.isEmpty()) {
            firmware =
                    gpu.ask(
                            "nvmlDeviceGetGspFirmwareVersion",
                            () ->
                                    NvmlIdentity.nvmlDeviceGetGspFirmwareVersion(
                                            gpu.calls(), gpu.device()));
        }
        firmware.ifPresent(version -> sink.add(INFO, 1, gpu.uuid(), version));
    }
}
