package io.hypervigil.nvml.health;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.gpu.GpuPart;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.gpu.StateSet;
import io.hypervigil.nvml.jna.NvmlFabric;
import io.hypervigil.nvml.jna.NvmlFabric.nvmlGpuFabricInfo_t;
import java.util.List;

/**
 * The fabric of switches that a GPU is, or is not yet, a part of, on Hopper and newer.
 *
 * <pre>
 * gpu_fabric_state{gpu="GPU-7f3c…",state="completed"} 1
 * gpu_fabric_info{gpu="GPU-7f3c…",cluster_uuid="…",clique="1"} 1
 * </pre>
 */
public final class GpuFabric implements GpuPart {

    static final Group GROUP = Group.on("nvml.fabric", "GPUs in a fabric, from NVML");

    private static final String SOURCE = ", from nvmlDeviceGetGpuFabricInfoV.";
    private static final Family STATE =
            gauge(GROUP, "gpu_fabric_state", "How far joining the fabric is" + SOURCE, "state");
    private static final Family STATUS =
            gauge(
                    GROUP,
                    "gpu_fabric_status",
                    "How joining the fabric ended, an nvmlReturn_t: 0 is well" + SOURCE);
    private static final Family INFO =
            gauge(
                    GROUP,
                    "gpu_fabric_info",
                    "The cluster and the clique in it of a GPU that has joined" + SOURCE,
                    "cluster_uuid",
                    "clique");
    private static final Family HEALTH =
            gauge(GROUP, "gpu_fabric_health", "How well the fabric is" + SOURCE, "health");
    private static final Family FAULT =
            gauge(GROUP, "gpu_fabric_fault", "Whether the fabric has a fault" + SOURCE, "fault");
    private static final Family CONFIGURATION =
            gauge(
                    GROUP,
                    "gpu_fabric_configuration",
                    "Whether the fabric is configured well, or what is wrong" + SOURCE,
                    "configuration");
    private static final Family ASSIGNED =
            gauge(
                    GROUP,
                    "gpu_fabric_partition_assigned",
                    "Whether the GPU has a partition of the fabric" + SOURCE);

    public static final GpuPartType TYPE =
            new GpuPartType(
                    GROUP,
                    List.of(STATE, STATUS, INFO, HEALTH, FAULT, CONFIGURATION, ASSIGNED),
                    GpuFabric::new);

    // The driver's numbers less 1: 0 is "not supported", and then nothing is said.
    private static final StateSet STATES =
            new StateSet(STATE, List.of("not_started", "in_progress", "completed"));
    private static final StateSet HEALTHS =
            new StateSet(HEALTH, List.of("healthy", "unhealthy", "limited_capacity"));
    private static final StateSet CONFIGURATIONS =
            new StateSet(
                    CONFIGURATION,
                    List.of(
                            "good",
                            "wrong_system_guid",
                            "wrong_chassis_serial",
                            "no_partition",
                            "insufficient_nvlinks",
                            "incompatible_firmware",
                            "invalid_location",
                            "gpu_state_invalid"));

    /** In the order of the mask's first pairs of bits. */
    private static final List<String> FAULTS =
            List.of(
                    "degraded_bandwidth",
                    "route_recovery",
                    "route_unhealthy",
                    "access_timeout_recovery");

    private static final int COMPLETED = 3;
    private static final int PAIR = 0b11;
    private static final int CONFIGURATION_SHIFT = 8;
    private static final int CONFIGURATION_BITS = 0b1111;
    private static final int ASSIGNED_SHIFT = 12;

    private GpuFabric() {}

    @Override
    public void sample(Gpu gpu, SampleSink sink) {
        gpu.ask(
                        "nvmlDeviceGetGpuFabricInfoV",
                        () -> NvmlFabric.nvmlDeviceGetGpuFabricInfoV(gpu.calls(), gpu.device()))
                .filter(info -> info.state() != 0)
                .ifPresent(info -> add(gpu, info, sink));
    }

    private static void add(Gpu gpu, nvmlGpuFabricInfo_t info, SampleSink sink) {
        STATES.add(gpu, sink, info.state() - 1L);
        if (info.state() == COMPLETED) {
            sink.add(STATUS, info.status(), gpu.uuid());
        }
        if (info.state() == COMPLETED && info.status() == 0) {
            sink.add(INFO, 1, gpu.uuid(), info.clusterUuid(), Long.toString(info.cliqueId()));
        }
        info.healthSummary().ifPresent(summary -> addUnlessNone(gpu, HEALTHS, summary, sink));
        info.healthMask().ifPresent(mask -> addMask(gpu, mask, sink));
    }

    private static void addMask(Gpu gpu, int mask, SampleSink sink) {
        for (int i = 0; i < FAULTS.size(); i++) {
            addClaim(FAULT, mask >>> (2 * i), sink, gpu.uuid(), FAULTS.get(i));
        }
        addUnlessNone(
                gpu, CONFIGURATIONS, (mask >>> CONFIGURATION_SHIFT) & CONFIGURATION_BITS, sink);
        addClaim(ASSIGNED, mask >>> ASSIGNED_SHIFT, sink, gpu.uuid());
    }

    private static void addUnlessNone(Gpu gpu, StateSet states, int state, SampleSink sink) {
        if (state != 0) {
            states.add(gpu, sink, state - 1L);
        }
    }

    /** A pair of bits: 1 is true, 2 is false, 0 says nothing. */
    private static void addClaim(Family family, int bits, SampleSink sink, String... labels) {
        int claim = bits & PAIR;
        if (claim == 1 || claim == 2) {
            sink.add(family, claim == 1 ? 1 : 0, labels);
        }
    }
}
