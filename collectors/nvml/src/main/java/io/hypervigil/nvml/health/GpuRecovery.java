package io.hypervigil.nvml.health;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;
import static io.hypervigil.nvml.gpu.Readings.ONE;
import static io.hypervigil.nvml.gpu.Readings.field;
import static io.hypervigil.nvml.gpu.Readings.labelled;
import static io.hypervigil.nvml.gpu.Readings.number;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.gpu.GpuPart;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.gpu.Readings;
import io.hypervigil.nvml.gpu.StateSet;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import io.hypervigil.nvml.jna.NvmlHealth;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the driver wants done about a GPU, and what is being done.
 *
 * <pre>
 * gpu_recovery_action{gpu="GPU-7f3c…",action="reset"} 1
 * gpu_repair_pending{gpu="GPU-7f3c…",unit="channel"} 0
 * </pre>
 */
public final class GpuRecovery implements GpuPart {

    static final Group GROUP = Group.on("nvml.recovery", "what GPUs need to work again, from NVML");

    private static final Field GET_GPU_RECOVERY_ACTION = Field.of(230);
    private static final int RESET_STATUS = 226;
    private static final int DRAIN_AND_RESET_STATUS = 227;

    private static final Family ACTION =
            gauge(
                    GROUP,
                    "gpu_recovery_action",
                    "What the driver wants done, from NVML_FI_DEV_GET_GPU_RECOVERY_ACTION.",
                    "action");
    private static final Family RESET =
            gauge(
                    GROUP,
                    "gpu_reset_required",
                    "Whether the GPU needs a reset, from NVML_FI_DEV_RESET_STATUS.");
    private static final Family DRAIN_AND_RESET =
            gauge(
                    GROUP,
                    "gpu_drain_and_reset_recommended",
                    "Whether the GPU should be reset once its work is done, from"
                            + " NVML_FI_DEV_DRAIN_AND_RESET_STATUS.");
    private static final Family DRAINING =
            gauge(
                    GROUP,
                    "gpu_draining",
                    "Whether the GPU takes no new work, from nvmlDeviceQueryDrainState.");
    private static final Family REPAIR =
            gauge(
                    GROUP,
                    "gpu_repair_pending",
                    "Whether a part will be repaired at the next reset, from"
                            + " nvmlDeviceGetRepairStatus.",
                    "unit");
    private static final Family UNREPAIRABLE =
            gauge(
                    GROUP,
                    "gpu_memory_unrepairable",
                    "Whether memory is broken beyond repair, from"
                            + " nvmlDeviceGetUnrepairableMemoryFlag_v1.");

    public static final GpuPartType TYPE =
            new GpuPartType(
                    GROUP,
                    List.of(ACTION, RESET, DRAIN_AND_RESET, DRAINING, REPAIR, UNREPAIRABLE),
                    GpuRecovery::new);

    /** In the order of nvmlDeviceGpuRecoveryAction_t. */
    private static final StateSet ACTIONS =
            new StateSet(
                    ACTION,
                    List.of(
                            "none",
                            "reset",
                            "reboot",
                            "drain_p2p",
                            "drain_and_reset",
                            "recover_imex"));

    private static final Readings READINGS =
            Readings.of(
                    field(RESET_STATUS, ONE, RESET),
                    field(DRAIN_AND_RESET_STATUS, ONE, DRAIN_AND_RESET),
                    labelled(NvmlHealth.nvmlDeviceGetRepairStatus, ONE, REPAIR, "channel", "tpc"),
                    number(NvmlHealth.nvmlDeviceGetUnrepairableMemoryFlag_v1, ONE, UNREPAIRABLE));

    private final GpuPart readings = READINGS.part();

    private GpuRecovery() {}

    @Override
    public List<Field> fields(Gpu gpu) {
        return Stream.concat(Stream.of(GET_GPU_RECOVERY_ACTION), readings.fields(gpu).stream())
                .toList();
    }

    @Override
    public void sample(Gpu gpu, SampleSink sink) {
        gpu.field(GET_GPU_RECOVERY_ACTION)
                .ifPresent(action -> ACTIONS.add(gpu, sink, (long) action));
        gpu.ask(
                        "nvmlDeviceQueryDrainState",
                        () -> NvmlHealth.nvmlDeviceQueryDrainState(gpu.calls(), gpu.device()))
                .ifPresent(draining -> sink.add(DRAINING, draining, gpu.uuid()));
        readings.sample(gpu, sink);
    }
}
