package io.hypervigil.nvml.gpu;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;
import static io.hypervigil.nvml.gpu.Readings.ONE;
import static io.hypervigil.nvml.gpu.Readings.number;
import static io.hypervigil.nvml.gpu.Readings.numbers;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.jna.Getter;
import io.hypervigil.nvml.jna.NvmlIdentity;
import io.hypervigil.nvml.jna.NvmlMig;
import java.util.List;

/**
 * Which modes a GPU is in. Of a mode that is one of several, each has a series, and the one that is
 * on is 1.
 *
 * <pre>
 * gpu_persistence_mode{gpu="GPU-7f3c…"} 1
 * gpu_compute_mode{gpu="GPU-7f3c…",mode="default"} 1
 * </pre>
 */
public final class GpuModes implements GpuPart {

    static final Group GROUP = Group.on("nvml.modes", "which modes GPUs are in, from NVML");

    private static final Family PERSISTENCE =
            mode(
                    "gpu_persistence_mode",
                    "1 where the driver keeps the GPU initialised while nobody uses it, from"
                            + " nvmlDeviceGetPersistenceMode.");
    private static final Family DISPLAY_MODE =
            mode(
                    "gpu_display_attached",
                    "1 where a display is attached, from nvmlDeviceGetDisplayMode.");
    private static final Family DISPLAY_ACTIVE =
            mode(
                    "gpu_display_active",
                    "1 where the GPU is set up to display something, from"
                            + " nvmlDeviceGetDisplayActive.");
    private static final Family ACCOUNTING =
            mode(
                    "gpu_accounting_mode",
                    "1 where the driver keeps accounts of processes, from"
                            + " nvmlDeviceGetAccountingMode.");
    private static final Family ACCOUNTS =
            mode(
                    "gpu_accounting_buffer_processes",
                    "Processes whose accounts are kept, from nvmlDeviceGetAccountingBufferSize.");
    private static final Family MIG =
            mode(
                    "gpu_mig_mode",
                    "1 where the GPU can be divided into instances, from nvmlDeviceGetMigMode.");
    private static final Family MIG_PENDING =
            mode(
                    "gpu_mig_mode_pending",
                    "What gpu_mig_mode will be after the next reset, from nvmlDeviceGetMigMode.");

    /** {@code nvmlComputeMode_t}, by number. */
    public static final List<String> COMPUTE_MODES =
            List.of("default", "exclusive_thread", "prohibited", "exclusive_process");

    private static final StateSet COMPUTE =
            new StateSet(
                    mode(
                            "gpu_compute_mode",
                            "Which processes may compute, from nvmlDeviceGetComputeMode.",
                            "mode"),
                    COMPUTE_MODES);
    private static final StateSet ADDRESSING =
            new StateSet(
                    mode(
                            "gpu_addressing_mode",
                            "How the GPU addresses the memory of the host, from"
                                    + " nvmlDeviceGetAddressingMode.",
                            "mode"),
                    List.of("none", "hmm", "ats"));

    private static final Readings SWITCHES =
            Readings.of(
                    number(NvmlIdentity.nvmlDeviceGetPersistenceMode, ONE, PERSISTENCE),
                    number(NvmlIdentity.nvmlDeviceGetDisplayMode, ONE, DISPLAY_MODE),
                    number(NvmlIdentity.nvmlDeviceGetDisplayActive, ONE, DISPLAY_ACTIVE),
                    number(NvmlIdentity.nvmlDeviceGetAccountingMode, ONE, ACCOUNTING),
                    number(NvmlIdentity.nvmlDeviceGetAccountingBufferSize, ONE, ACCOUNTS),
                    numbers(NvmlMig.nvmlDeviceGetMigMode, ONE, MIG, MIG_PENDING));

    public static final GpuPartType TYPE =
            new GpuPartType(
                    GROUP,
                    List.of(
                            PERSISTENCE,
                            DISPLAY_MODE,
                            DISPLAY_ACTIVE,
                            ACCOUNTING,
                            ACCOUNTS,
                            MIG,
                            MIG_PENDING,
                            COMPUTE.family(),
                            ADDRESSING.family()),
                    GpuModes::new);

    private GpuModes() {}

    @Override
    public void sample(Gpu gpu, SampleSink sink) {
        SWITCHES.sample(gpu, sink);
        choice(NvmlIdentity.nvmlDeviceGetComputeMode, COMPUTE, gpu, sink);
        choice(NvmlIdentity.nvmlDeviceGetAddressingMode, ADDRESSING, gpu, sink);
    }

    private static void choice(Getter getter, StateSet modes, Gpu gpu, SampleSink sink) {
        gpu.number(getter).ifPresent(chosen -> modes.add(gpu, sink, (long) chosen));
    }

    private static Family mode(String name, String help, String... labels) {
        return gauge(GROUP, name, help, labels);
    }
}
