package io.hypervigil.nvml.gpu;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;
import static io.hypervigil.nvml.gpu.Readings.ONE;
import static io.hypervigil.nvml.gpu.Readings.numbers;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.nvml.jna.NvmlMemory;
import java.util.List;

/**
 * The memory of a GPU. Drivers before 510 count what they reserve for themselves as used.
 *
 * <pre>
 * gpu_memory_used_bytes{gpu="GPU-7f3c…"} 4.294967296e+09
 * </pre>
 */
public final class GpuMemory {

    static final Group GROUP = Group.on("nvml.memory", "the memory of GPUs, from NVML");

    private static final Family TOTAL = memory("total", "Memory of the GPU");
    private static final Family RESERVED = memory("reserved", "Memory that the driver keeps");
    private static final Family FREE = memory("free", "Memory that nobody uses");
    private static final Family USED = memory("used", "Memory in use");
    private static final Family BAR1_TOTAL = bar1("total", "Size of");
    private static final Family BAR1_FREE = bar1("free", "Unmapped part of");
    private static final Family BAR1_USED = bar1("used", "Mapped part of");
    private static final Family PROTECTED_TOTAL = safe("total", "Size of");
    private static final Family PROTECTED_FREE = safe("free", "Unused part of");
    private static final Family PROTECTED_USED = safe("used", "Used part of");

    public static final GpuPartType TYPE =
            new GpuPartType(
                    GROUP,
                    List.of(
                            TOTAL,
                            RESERVED,
                            FREE,
                            USED,
                            BAR1_TOTAL,
                            BAR1_FREE,
                            BAR1_USED,
                            PROTECTED_TOTAL,
                            PROTECTED_FREE,
                            PROTECTED_USED),
                    Readings.of(
                                    numbers(
                                                    NvmlMemory.nvmlDeviceGetMemoryInfo_v2,
                                                    ONE,
                                                    TOTAL,
                                                    RESERVED,
                                                    FREE,
                                                    USED)
                                            .or(
                                                    numbers(
                                                            NvmlMemory.nvmlDeviceGetMemoryInfo,
                                                            ONE,
                                                            TOTAL,
                                                            FREE,
                                                            USED)),
                                    numbers(
                                            NvmlMemory.nvmlDeviceGetBAR1MemoryInfo,
                                            ONE,
                                            BAR1_TOTAL,
                                            BAR1_FREE,
                                            BAR1_USED),
                                    numbers(
                                            NvmlMemory.nvmlDeviceGetConfComputeProtectedMemoryUsage,
                                            ONE,
                                            PROTECTED_TOTAL,
                                            PROTECTED_FREE,
                                            PROTECTED_USED))
                            ::part);

    private GpuMemory() {}

    private static Family memory(String name, String help) {
        return gauge(
                GROUP, "gpu_memory_" + name + "_bytes", help + ", from nvmlDeviceGetMemoryInfo.");
    }

    private static Family bar1(String name, String help) {
        return gauge(
                GROUP,
                "gpu_bar1_memory_" + name + "_bytes",
                help
                        + " the window through which the host sees the memory, from"
                        + " nvmlDeviceGetBAR1MemoryInfo.");
    }

    private static Family safe(String name, String help) {
        return gauge(
                GROUP,
                "gpu_protected_memory_" + name + "_bytes",
                help
                        + " the memory under confidential computing, from"
                        + " nvmlDeviceGetConfComputeProtectedMemoryUsage.");
    }
}
