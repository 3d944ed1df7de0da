package io.hypervigil.nvml.jna;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** {@code nvml.h}, dividing a GPU into instances. Root only. */
public final class NvmlMigControl {

    public static final int NVML_GPU_INSTANCE_PROFILE_COUNT = 18;
    public static final int NVML_COMPUTE_INSTANCE_PROFILE_COUNT = 9;

    private static final int MAX_INSTANCES = 32;
    private static final int PLACEMENT_BYTES = 8;
    private static final int NAME_BYTES = 96;
    private static final int COMPUTE_INFO_BYTES = 32;
    private static final int GPU_INFO_BYTES = 24;

    private NvmlMigControl() {}

    /**
     * {@code nvmlGpuInstanceProfileInfo_v2_t} or {@code nvmlComputeInstanceProfileInfo_v2_t}.
     *
     * @param id what the calls take
     * @param memorySizeMB in MiB, 0 for a compute instance's
     * @param name {@code MIG 1g.10gb}, empty where the driver is too old to say
     */
    public record nvmlInstanceProfileInfo_t(
            int id, int sliceCount, int instanceCount, long memorySizeMB, String name) {}

    /** {@code nvmlGpuInstanceInfo_t}, or {@code nvmlComputeInstanceInfo_t}. */
    public record nvmlInstanceInfo_t(int id, int profileId, int start, int size) {}

    /** {@code nvmlGpuInstancePlacement_t}, in slices of memory. */
    public record nvmlGpuInstancePlacement_t(int start, int size) {}

    /**
     * Turns MIG on or off.
     *
     * @return {@code activationStatus}, which is not 0 where it waits for a reset
     */
    public static NvmlResult<Integer> nvmlDeviceSetMigMode(
            NvmlCalls calls, NvmlDevice device, int mode) {
        return out(calls, "nvmlDeviceSetMigMode", device.handle(), mode)
                .map(_ -> calls.out().getInt(0));
    }

    /**
     * A profile of GPU instances that the device has.
     *
     * @param profile its place, below {@link #NVML_GPU_INSTANCE_PROFILE_COUNT}
     */
    public static NvmlResult<nvmlInstanceProfileInfo_t> nvmlDeviceGetGpuInstanceProfileInfo(
            NvmlCalls calls, NvmlDevice device, int profile) {
        calls.out().clear();
        calls.out().setInt(0, 152 | (2 << 24));
        return calls.library()
                .call("nvmlDeviceGetGpuInstanceProfileInfoV", device.handle(), profile, calls.out())
                .map(_ -> profile(calls.out(), 4, 12, 16, 48, 56))
                .or(
                        () ->
                                out(
                                                calls,
                                                "nvmlDeviceGetGpuInstanceProfileInfo",
                                                device.handle(),
                                                profile)
                                        .map(_ -> profile(calls.out(), 0, 8, 12, 40, -1)));
    }

    /** A profile of compute instances that a GPU instance has, with engines that are shared. */
    public static NvmlResult<nvmlInstanceProfileInfo_t>
            nvmlGpuInstanceGetComputeInstanceProfileInfo(
                    NvmlCalls calls, NvmlInstance gpuInstance, int profile) {
        calls.out().clear();
        calls.out().setInt(0, 136 | (2 << 24));
        return calls.library()
                .call(
                        "nvmlGpuInstanceGetComputeInstanceProfileInfoV",
                        gpuInstance.handle(),
                        profile,
                        0,
                        calls.out())
                .map(_ -> profile(calls.out(), 4, 8, 12, -1, 40))
                .or(
                        () ->
                                out(
                                                calls,
                                                "nvmlGpuInstanceGetComputeInstanceProfileInfo",
                                                gpuInstance.handle(),
                                                profile,
                                                0)
                                        .map(_ -> profile(calls.out(), 0, 4, 8, -1, -1)));
    }

    /** How many more instances of a profile there is room for. */
    public static NvmlResult<Integer> nvmlDeviceGetGpuInstanceRemainingCapacity(
            NvmlCalls calls, NvmlDevice device, int profileId) {
        return out(calls, "nvmlDeviceGetGpuInstanceRemainingCapacity", device.handle(), profileId)
                .map(_ -> calls.out().getInt(0));
    }

    /** Where instances of a profile can lie, whether or not there are others now. */
    public static NvmlResult<List<nvmlGpuInstancePlacement_t>>
            nvmlDeviceGetGpuInstancePossiblePlacements_v2(
                    NvmlCalls calls, NvmlDevice device, int profileId) {
        try (var list = new Memory((long) MAX_INSTANCES * PLACEMENT_BYTES);
                var count = new Memory(Integer.BYTES)) {
            count.setInt(0, MAX_INSTANCES);
            return calls.library()
                    .call(
                            "nvmlDeviceGetGpuInstancePossiblePlacements_v2",
                            device.handle(),
                            profileId,
                            list,
                            count)
                    .map(_ -> placements(list, Math.clamp(count.getInt(0), 0, MAX_INSTANCES)));
        }
    }

    private static List<nvmlGpuInstancePlacement_t> placements(Memory list, int count) {
        return IntStream.range(0, count)
                .map(i -> i * PLACEMENT_BYTES)
                .mapToObj(
                        at ->
                                new nvmlGpuInstancePlacement_t(
                                        list.getInt(at), list.getInt(at + (long) Integer.BYTES)))
                .toList();
    }

    /** Makes an instance where the driver finds room. */
    public static NvmlResult<NvmlInstance> nvmlDeviceCreateGpuInstance(
            NvmlCalls calls, NvmlDevice device, int profileId) {
        return instance(calls, "nvmlDeviceCreateGpuInstance", device.handle(), profileId);
    }

    /** Makes an instance at a place. */
    public static NvmlResult<NvmlInstance> nvmlDeviceCreateGpuInstanceWithPlacement(
            NvmlCalls calls,
            NvmlDevice device,
            int profileId,
            nvmlGpuInstancePlacement_t placement) {
        try (var in = new Memory(PLACEMENT_BYTES)) {
            in.setInt(0, placement.start);
            in.setInt(Integer.BYTES, placement.size);
            return instance(
                    calls,
                    "nvmlDeviceCreateGpuInstanceWithPlacement",
                    device.handle(),
                    profileId,
                    in);
        }
    }

    public static NvmlResult<NvmlInstance> nvmlGpuInstanceCreateComputeInstance(
            NvmlCalls calls, NvmlInstance gpuInstance, int profileId) {
        return instance(
                calls, "nvmlGpuInstanceCreateComputeInstance", gpuInstance.handle(), profileId);
    }

    public static NvmlResult<NvmlLibrary.Done> nvmlGpuInstanceDestroy(
            NvmlCalls calls, NvmlInstance gpuInstance) {
        return calls.library().call("nvmlGpuInstanceDestroy", gpuInstance.handle());
    }

    public static NvmlResult<NvmlLibrary.Done> nvmlComputeInstanceDestroy(
            NvmlCalls calls, NvmlInstance computeInstance) {
        return calls.library().call("nvmlComputeInstanceDestroy", computeInstance.handle());
    }

    /** The instances of a profile. */
    public static NvmlResult<List<NvmlInstance>> nvmlDeviceGetGpuInstances(
            NvmlCalls calls, NvmlDevice device, int profileId) {
        return instances(calls, "nvmlDeviceGetGpuInstances", device.handle(), profileId);
    }

    /** The instances of a profile. */
    public static NvmlResult<List<NvmlInstance>> nvmlGpuInstanceGetComputeInstances(
            NvmlCalls calls, NvmlInstance gpuInstance, int profileId) {
        return instances(
                calls, "nvmlGpuInstanceGetComputeInstances", gpuInstance.handle(), profileId);
    }

    public static NvmlResult<nvmlInstanceInfo_t> nvmlGpuInstanceGetInfo(
            NvmlCalls calls, NvmlInstance gpuInstance) {
        return out(calls, "nvmlGpuInstanceGetInfo", gpuInstance.handle())
                .map(_ -> info(calls.out(), GPU_INFO_BYTES));
    }

    public static NvmlResult<nvmlInstanceInfo_t> nvmlComputeInstanceGetInfo_v2(
            NvmlCalls calls, NvmlInstance computeInstance) {
        return out(calls, "nvmlComputeInstanceGetInfo_v2", computeInstance.handle())
                .map(_ -> info(calls.out(), COMPUTE_INFO_BYTES));
    }

    /** Each ends with id, profile, start and size. */
    private static nvmlInstanceInfo_t info(Memory out, int bytes) {
        return new nvmlInstanceInfo_t(
                out.getInt(bytes - 16L),
                out.getInt(bytes - 12L),
                out.getInt(bytes - 8L),
                out.getInt(bytes - 4L));
    }

    private static nvmlInstanceProfileInfo_t profile(
            Memory out, int id, int slices, int instances, int memory, int name) {
        return new nvmlInstanceProfileInfo_t(
                out.getInt(id),
                out.getInt(slices),
                out.getInt(instances),
                memory < 0 ? 0 : out.getLong(memory),
                name < 0 ? "" : text(out, name));
    }

    private static String text(Memory out, int at) {
        var bytes = out.getByteArray(at, NAME_BYTES);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }

    private static NvmlResult<NvmlInstance> instance(
            NvmlCalls calls, String symbol, Object... arguments) {
        return out(calls, symbol, arguments).map(_ -> new NvmlInstance(calls.out().getPointer(0)));
    }

    private static NvmlResult<List<NvmlInstance>> instances(
            NvmlCalls calls, String symbol, Pointer of, int profileId) {
        try (var list = new Memory((long) MAX_INSTANCES * Native.POINTER_SIZE);
                var count = new Memory(Integer.BYTES)) {
            count.setInt(0, MAX_INSTANCES);
            return calls.library()
                    .call(symbol, of, profileId, list, count)
                    .map(
                            _ ->
                                    IntStream.range(
                                                    0,
                                                    Math.clamp(count.getInt(0), 0, MAX_INSTANCES))
                                            .mapToObj(
                                                    i ->
                                                            new NvmlInstance(
                                                                    list.getPointer(
                                                                            (long) i
                                                                                    * Native
                                                                                            .POINTER_SIZE)))
                                            .toList());
        }
    }

    /** With the scratch memory as the last argument. */
    private static NvmlResult<NvmlLibrary.Done> out(
            NvmlCalls calls, String symbol, Object... arguments) {
        calls.out().clear();
        var all = new Object[arguments.length + 1];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = calls.out();
        return calls.library().call(symbol, all);
    }
}
