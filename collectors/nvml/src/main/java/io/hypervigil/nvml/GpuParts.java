package io.hypervigil.nvml;

import io.hypervigil.nvml.gpm.GpuGpm;
import io.hypervigil.nvml.gpu.GpuClockEvents;
import io.hypervigil.nvml.gpu.GpuClocks;
import io.hypervigil.nvml.gpu.GpuFans;
import io.hypervigil.nvml.gpu.GpuInfo;
import io.hypervigil.nvml.gpu.GpuMemory;
import io.hypervigil.nvml.gpu.GpuModes;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.gpu.GpuPcie;
import io.hypervigil.nvml.gpu.GpuPower;
import io.hypervigil.nvml.gpu.GpuSessions;
import io.hypervigil.nvml.gpu.GpuTemperature;
import io.hypervigil.nvml.gpu.GpuUtilization;
import io.hypervigil.nvml.health.GpuC2c;
import io.hypervigil.nvml.health.GpuConfidentialCompute;
import io.hypervigil.nvml.health.GpuEcc;
import io.hypervigil.nvml.health.GpuFabric;
import io.hypervigil.nvml.health.GpuGsp;
import io.hypervigil.nvml.health.GpuPlatform;
import io.hypervigil.nvml.health.GpuRecovery;
import io.hypervigil.nvml.health.GpuRetiredPages;
import io.hypervigil.nvml.health.GpuRowRemapping;
import io.hypervigil.nvml.health.GpuSramEcc;
import io.hypervigil.nvml.link.GpuNvLink;
import io.hypervigil.nvml.link.GpuNvLink5;
import io.hypervigil.nvml.link.GpuNvLinkErrors;
import io.hypervigil.nvml.link.GpuNvLinkFec;
import io.hypervigil.nvml.link.NvLinkBoard;
import io.hypervigil.nvml.mig.GpuMig;
import io.hypervigil.nvml.mig.MigBoard;
import io.hypervigil.nvml.vgpu.GpuVgpu;
import io.hypervigil.nvml.vgpu.VgpuBoard;
import java.util.List;

/** All that is sampled of a GPU with the gauges' beat. */
final class GpuParts {

    private GpuParts() {}

    /**
     * All of them.
     *
     * @param links is told where NVLink leads
     * @param instances is told of the instances of divided GPUs
     * @param vgpus is told of virtual ones
     */
    static List<GpuPartType> all(NvLinkBoard links, MigBoard instances, VgpuBoard vgpus) {
        return List.of(
                GpuInfo.TYPE,
                GpuUtilization.TYPE,
                GpuMemory.TYPE,
                GpuTemperature.TYPE,
                GpuFans.TYPE,
                GpuPower.TYPE,
                GpuClocks.TYPE,
                GpuClockEvents.TYPE,
                GpuPcie.TYPE,
                GpuSessions.TYPE,
                GpuModes.TYPE,
                GpuNvLink.type(links),
                GpuNvLinkErrors.TYPE,
                GpuNvLink5.TYPE,
                GpuNvLinkFec.TYPE,
                GpuGpm.TYPE,
                GpuEcc.TYPE,
                GpuSramEcc.TYPE,
                GpuRetiredPages.TYPE,
                GpuRowRemapping.TYPE,
                GpuRecovery.TYPE,
                GpuGsp.TYPE,
                GpuFabric.TYPE,
                GpuPlatform.TYPE,
                GpuC2c.TYPE,
                GpuConfidentialCompute.TYPE,
                GpuMig.type(instances),
                GpuVgpu.type(vgpus));
    }
}
