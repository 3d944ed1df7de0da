package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.Value;
import io.hypervigil.nvml.jna.NvmlInstance;
import io.hypervigil.nvml.jna.NvmlMigControl;
import io.hypervigil.nvml.jna.NvmlMigControl.nvmlInstanceInfo_t;
import io.hypervigil.nvml.jna.NvmlMigControl.nvmlInstanceProfileInfo_t;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a GPU is divided, and how it could be.
 *
 * <p>Thread: one.
 */
final class MigLayout {

    private final GpuSession gpu;

    MigLayout(GpuSession gpu) {
        this.gpu = gpu;
    }

    /** A part of a GPU. */
    record GpuInstance(
            NvmlInstance handle,
            nvmlInstanceInfo_t info,
            nvmlInstanceProfileInfo_t profile,
            List<ComputeInstance> parts) {

        Value value() {
            return new Details()
                    .whole("id", info.id())
                    .whole("profile_id", info.profileId())
                    .text("profile", profile.name())
                    .whole("start", info.start())
                    .whole("size", info.size())
                    .value(
                            "compute_instances",
                            new Value.Items(parts.stream().map(ComputeInstance::value).toList()))
                    .asValue();
        }
    }

    /** A part of a part. */
    record ComputeInstance(NvmlInstance handle, nvmlInstanceInfo_t info) {

        Value value() {
            return new Details()
                    .whole("id", info.id())
                    .whole("profile_id", info.profileId())
                    .asValue();
        }
    }

    /** The profiles that the GPU has. */
    List<nvmlInstanceProfileInfo_t> profiles() throws ActionFailure {
        var profiles = new ArrayList<nvmlInstanceProfileInfo_t>();
        for (int i = 0; i < NvmlMigControl.NVML_GPU_INSTANCE_PROFILE_COUNT; i++) {
            gpu.ask(
                            "nvmlDeviceGetGpuInstanceProfileInfo",
                            NvmlMigControl.nvmlDeviceGetGpuInstanceProfileInfo(
                                    gpu.calls(), gpu.device(), i))
                    .ifPresent(profiles::add);
        }
        return profiles;
    }

    /** A profile with how many more instances of it there is room for. */
    Value shown(nvmlInstanceProfileInfo_t profile) throws ActionFailure {
        return new Details()
                .whole("id", profile.id())
                .text("name", profile.name())
                .whole("slices", profile.sliceCount())
                .whole("memory_bytes", profile.memorySizeMB() << 20)
                .whole("most", profile.instanceCount())
                .whole(
                        "room",
                        gpu.ask(
                                        "nvmlDeviceGetGpuInstanceRemainingCapacity",
                                        NvmlMigControl.nvmlDeviceGetGpuInstanceRemainingCapacity(
                                                gpu.calls(), gpu.device(), profile.id()))
                                .map(Integer::longValue))
                .asValue();
    }

    /** A profile by its number, or by its name with or without {@code MIG} before it. */
    Optional<nvmlInstanceProfileInfo_t> profile(String wanted) throws ActionFailure {
        return profiles().stream()
                .filter(
                        profile ->
                                Integer.toString(profile.id()).equals(wanted)
                                        || profile.name().equals(wanted)
                                        || profile.name().equals("MIG " + wanted))
                .findFirst();
    }

    /** For people. */
    String known() throws ActionFailure {
        return profiles().stream()
                .map(profile -> profile.id() + " " + profile.name())
                .collect(Collectors.joining("; "));
    }

    /** All parts there are. */
    List<GpuInstance> all() throws ActionFailure {
        var all = new ArrayList<GpuInstance>();
        for (nvmlInstanceProfileInfo_t profile : profiles()) {
            var handles =
                    gpu.ask(
                            "nvmlDeviceGetGpuInstances",
                            NvmlMigControl.nvmlDeviceGetGpuInstances(
                                    gpu.calls(), gpu.device(), profile.id()));
            for (NvmlInstance handle : handles.orElse(List.of())) {
                all.add(instance(handle, profile));
            }
        }
        return all;
    }

    GpuInstance instance(NvmlInstance handle, nvmlInstanceProfileInfo_t profile)
            throws ActionFailure {
        var info =
                gpu.must(
                        "nvmlGpuInstanceGetInfo",
                        NvmlMigControl.nvmlGpuInstanceGetInfo(gpu.calls(), handle));
        return new GpuInstance(handle, info, profile, parts(handle));
    }

    /** The profiles of compute instances that a part has. */
    List<nvmlInstanceProfileInfo_t> computeProfiles(NvmlInstance of) throws ActionFailure {
        var profiles = new ArrayList<nvmlInstanceProfileInfo_t>();
        for (int i = 0; i < NvmlMigControl.NVML_COMPUTE_INSTANCE_PROFILE_COUNT; i++) {
            gpu.ask(
                            "nvmlGpuInstanceGetComputeInstanceProfileInfo",
                            NvmlMigControl.nvmlGpuInstanceGetComputeInstanceProfileInfo(
                                    gpu.calls(), of, i))
                    .ifPresent(profiles::add);
        }
        return profiles;
    }

    private List<ComputeInstance> parts(NvmlInstance of) throws ActionFailure {
        var parts = new ArrayList<ComputeInstance>();
        for (nvmlInstanceProfileInfo_t profile : computeProfiles(of)) {
            var handles =
                    gpu.ask(
                            "nvmlGpuInstanceGetComputeInstances",
                            NvmlMigControl.nvmlGpuInstanceGetComputeInstances(
                                    gpu.calls(), of, profile.id()));
            for (NvmlInstance handle : handles.orElse(List.of())) {
                parts.add(
                        new ComputeInstance(
                                handle,
                                gpu.must(
                                        "nvmlComputeInstanceGetInfo_v2",
                                        NvmlMigControl.nvmlComputeInstanceGetInfo_v2(
                                                gpu.calls(), handle))));
            }
        }
        return parts;
    }
}
