package io.hypervigil.nvml.health;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.gpu.GpuPart;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.jna.NvmlFabric;
import io.hypervigil.nvml.jna.NvmlFabric.nvmlPlatformInfo_t;
import java.util.List;
import java.util.Optional;

/**
 * Where in rack and chassis a GPU is built in, on Blackwell and newer: it stays there as long as
 * the library is open, so it is asked once.
 *
 * <pre>
 * gpu_platform_info{gpu="GPU-7f3c…",chassis_serial="1820325191234567",slot="3",tray="1",…} 1
 * </pre>
 */
public final class GpuPlatform implements GpuPart {

    static final Group GROUP = Group.on("nvml.platform", "where GPUs are built in, from NVML");

    private static final Family INFO =
            gauge(
                    GROUP,
                    "gpu_platform_info",
                    "Where the GPU is built in, from nvmlDeviceGetPlatformInfo.",
                    "ib_guid",
                    "rack_guid",
                    "chassis_serial",
                    "slot",
                    "tray",
                    "host",
                    "peer_type",
                    "module");

    public static final GpuPartType TYPE = new GpuPartType(GROUP, List.of(INFO), GpuPlatform::new);

    private Optional<nvmlPlatformInfo_t> place = Optional.empty();

    private GpuPlatform() {}

    @Override
    public void sample(Gpu gpu, SampleSink sink) {
        if (place.isEmpty()) {
            place =
                    gpu.ask(
                            "nvmlDeviceGetPlatformInfo",
                            () -> NvmlFabric.nvmlDeviceGetPlatformInfo(gpu.calls(), gpu.device()));
        }
        place.ifPresent(
                info ->
                        sink.add(
                                INFO,
                                1,
                                gpu.uuid(),
                                info.ibGuid(),
                                info.rackGuid(),
                                info.chassisSerialNumber(),
                                Integer.toString(info.slotNumber()),
                                Integer.toString(info.trayIndex()),
                                Integer.toString(info.hostId()),
                                Integer.toString(info.peerType()),
                                Integer.toString(info.moduleId())));
    }
}
