package io.hypervigil.nvml.gpu;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;
import static io.hypervigil.nvml.gpu.Readings.PERCENT;
import static io.hypervigil.nvml.gpu.Readings.number;
import static io.hypervigil.nvml.gpu.Readings.numbers;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.nvml.jna.NvmlUtilization;
import java.util.List;

/**
 * How busy a GPU's engines are, over a time that the driver chooses: a sixth of a second to a
 * second. A GPU that is divided by MIG does not say; its instances do, by GPM.
 *
 * <pre>
 * gpu_utilization_ratio{gpu="GPU-7f3c…"} 0.37
 * </pre>
 */
public final class GpuUtilization {

    static final Group GROUP =
            Group.on("nvml.utilization", "how busy the engines of GPUs are, from NVML");

    private static final Family GPU =
            gauge(
                    GROUP,
                    "gpu_utilization_ratio",
                    "Share of the last moments in which anything ran on the GPU, from"
                            + " nvmlDeviceGetUtilizationRates.");
    private static final Family MEMORY =
            gauge(
                    GROUP,
                    "gpu_memory_utilization_ratio",
                    "Share of the last moments in which the memory was read or written, from"
                            + " nvmlDeviceGetUtilizationRates.");
    private static final Family ENCODER =
            engine("encoder", "encoder", "nvmlDeviceGetEncoderUtilization");
    private static final Family DECODER =
            engine("decoder", "decoder", "nvmlDeviceGetDecoderUtilization");
    private static final Family JPEG =
            engine("jpeg", "JPEG decoder", "nvmlDeviceGetJpgUtilization");
    private static final Family OFA =
            engine("ofa", "optical flow accelerator", "nvmlDeviceGetOfaUtilization");

    /** Percent: what is more was never measured. */
    private static final double FULL = 100;

    public static final GpuPartType TYPE =
            new GpuPartType(
                    GROUP,
                    List.of(GPU, MEMORY, ENCODER, DECODER, JPEG, OFA),
                    Readings.of(
                                    numbers(
                                                    NvmlUtilization.nvmlDeviceGetUtilizationRates,
                                                    PERCENT,
                                                    GPU,
                                                    MEMORY)
                                            .within(0, FULL),
                                    number(
                                                    NvmlUtilization.nvmlDeviceGetEncoderUtilization,
                                                    PERCENT,
                                                    ENCODER)
                                            .within(0, FULL),
                                    number(
                                                    NvmlUtilization.nvmlDeviceGetDecoderUtilization,
                                                    PERCENT,
                                                    DECODER)
                                            .within(0, FULL),
                                    number(
                                                    NvmlUtilization.nvmlDeviceGetJpgUtilization,
                                                    PERCENT,
                                                    JPEG)
                                            .within(0, FULL),
                                    number(
                                                    NvmlUtilization.nvmlDeviceGetOfaUtilization,
                                                    PERCENT,
                                                    OFA)
                                            .within(0, FULL))
                            ::part);

    private GpuUtilization() {}

    private static Family engine(String name, String what, String function) {
        return gauge(
                GROUP,
                "gpu_" + name + "_utilization_ratio",
                "How busy the " + what + " is, from " + function + ".");
    }
}
