package io.hypervigil.nvml.jna;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Optional;
import java.util.stream.IntStream;

/** {@code nvml.h}, the virtual GPUs of a host; one is named by a number while it runs. */
public final class NvmlVgpu {

    public static final int NVML_GPU_VIRTUALIZATION_MODE_HOST_VGPU = 3;

    /** {@code nvmlVgpuVmIdType_t}: the id is a UUID, as KVM has it, not a number. */
    public static final int NVML_VGPU_VM_ID_UUID = 1;

    private static final int TEXT_BYTES = 128;
    private static final int BEHIND_TEXT = 128;
    private static final int IDS = 8;
    private static final int MOST_IDS = 120;

    private static final int NVML_VGPU_SCHEDULER_ARR_ENABLE = 2;
    private static final int NVML_VGPU_SCHEDULER_ENGINE_TYPE_GRAPHICS = 1;

    private NvmlVgpu() {}

    /**
     * The VM that a virtual GPU is in.
     *
     * @param type {@code nvmlVgpuVmIdType_t}
     */
    public record VmId(String id, int type) {}

    /**
     * {@code nvmlVgpuLicenseInfo_t}.
     *
     * @param state {@code NVML_GRID_LICENSE_STATE_…}
     * @param expiry where there is one
     */
    public record nvmlVgpuLicenseInfo_t(
            boolean isLicensed, long state, Optional<nvmlVgpuLicenseExpiry_t> expiry) {}

    /** {@code nvmlVgpuLicenseExpiry_t}, in UTC. */
    public record nvmlVgpuLicenseExpiry_t(
            int year, int month, int day, int hour, int min, int sec) {}

    /**
     * {@code nvmlVgpuSchedulerGetState_t}.
     *
     * @param schedulerPolicy {@code NVML_VGPU_SCHEDULER_POLICY_…}
     * @param timeslice nanoseconds
     */
    public record nvmlVgpuSchedulerGetState_t(int schedulerPolicy, long timeslice) {}

    /** The numbers of those that run. */
    public static NvmlResult<int[]> nvmlDeviceGetActiveVgpus(NvmlCalls calls, NvmlDevice device) {
        var out = calls.out();
        out.clear();
        out.setInt(0, MOST_IDS);
        return calls.library()
                .call("nvmlDeviceGetActiveVgpus", device.handle(), out, out.share(IDS))
                .map(_ -> out.getIntArray(IDS, Math.clamp(out.getInt(0), 0, MOST_IDS)));
    }

    public static NvmlResult<VmId> nvmlVgpuInstanceGetVmID(NvmlCalls calls, int vgpu) {
        var out = calls.out();
        out.clear();
        return calls.library()
                .call("nvmlVgpuInstanceGetVmID", vgpu, out, TEXT_BYTES, out.share(BEHIND_TEXT))
                .map(_ -> new VmId(out.getString(0), out.getInt(BEHIND_TEXT)));
    }

    /** Functions that take a buffer and its length. */
    public static NvmlResult<String> text(NvmlCalls calls, String symbol, int vgpu) {
        var out = calls.out();
        out.clear();
        return calls.library().call(symbol, vgpu, out, TEXT_BYTES).map(_ -> out.getString(0));
    }

    /** Functions that take a buffer and a pointer to its length. */
    public static NvmlResult<String> sizedText(NvmlCalls calls, String symbol, int vgpuOrType) {
        var out = calls.out();
        out.clear();
        out.setInt(BEHIND_TEXT, TEXT_BYTES);
        return calls.library()
                .call(symbol, vgpuOrType, out, out.share(BEHIND_TEXT))
                .map(_ -> out.getString(0));
    }

    /** Functions that give a 32-bit number. */
    public static NvmlResult<Integer> number(NvmlCalls calls, String symbol, int vgpu) {
        var out = calls.out();
        out.clear();
        return calls.library().call(symbol, vgpu, out).map(_ -> out.getInt(0));
    }

    /** Functions that give a 64-bit number. */
    public static NvmlResult<Long> longNumber(NvmlCalls calls, String symbol, int vgpuOrType) {
        var out = calls.out();
        out.clear();
        return calls.library().call(symbol, vgpuOrType, out).map(_ -> out.getLong(0));
    }

    /** Sessions, average frames a second, average latency in microseconds. */
    public static NvmlResult<int[]> nvmlVgpuInstanceGetEncoderStats(NvmlCalls calls, int vgpu) {
        var out = calls.out();
        out.clear();
        return calls.library()
                .call("nvmlVgpuInstanceGetEncoderStats", vgpu, out, out.share(4), out.share(8))
                .map(_ -> out.getIntArray(0, 3));
    }

    /** As the encoder's. */
    public static NvmlResult<int[]> nvmlVgpuInstanceGetFBCStats(NvmlCalls calls, int vgpu) {
        var out = calls.out();
        out.clear();
        return calls.library()
                .call("nvmlVgpuInstanceGetFBCStats", vgpu, out)
                .map(_ -> out.getIntArray(0, 3));
    }

    /** Since driver 510. */
    public static NvmlResult<nvmlVgpuLicenseInfo_t> nvmlVgpuInstanceGetLicenseInfo_v2(
            NvmlCalls calls, int vgpu) {
        var out = calls.out();
        out.clear();
        return calls.library()
                .call("nvmlVgpuInstanceGetLicenseInfo_v2", vgpu, out)
                .map(
                        _ ->
                                new nvmlVgpuLicenseInfo_t(
                                        out.getByte(0) != 0,
                                        Integer.toUnsignedLong(out.getInt(20)),
                                        expiry(out)));
    }

    /** How the virtual GPUs share the device. */
    public static NvmlResult<nvmlVgpuSchedulerGetState_t> nvmlDeviceGetVgpuSchedulerState(
            NvmlCalls calls, NvmlDevice device) {
        var out = calls.out();
        out.clear();
        out.setInt(0, NVML_VGPU_SCHEDULER_ENGINE_TYPE_GRAPHICS);
        return calls.library()
                .call("nvmlDeviceGetVgpuSchedulerState_v2", device.handle(), out)
                .map(_ -> new nvmlVgpuSchedulerGetState_t(out.getInt(4), unsigned(out, 12)))
                .or(() -> olderSchedulerState(calls, device));
    }

    private static NvmlResult<nvmlVgpuSchedulerGetState_t> olderSchedulerState(
            NvmlCalls calls, NvmlDevice device) {
        var out = calls.out();
        out.clear();
        return calls.library()
                .call("nvmlDeviceGetVgpuSchedulerState", device.handle(), out)
                .map(
                        _ -> {
                            boolean isAdaptive = out.getInt(4) == NVML_VGPU_SCHEDULER_ARR_ENABLE;
                            return new nvmlVgpuSchedulerGetState_t(
                                    out.getInt(0), unsigned(out, isAdaptive ? 12 : 8));
                        });
    }

    private static Optional<nvmlVgpuLicenseExpiry_t> expiry(Memory info) {
        int status = info.getByte(4 + 14);
        if (status != 2) {
            // NVML_GRID_LICENSE_EXPIRY_VALID is the only one with a date.
            return Optional.empty();
        }
        var parts = IntStream.range(0, 5).map(i -> info.getShort(8 + 2L * i)).toArray();
        return Optional.of(
                new nvmlVgpuLicenseExpiry_t(
                        info.getInt(4), parts[0], parts[1], parts[2], parts[3], parts[4]));
    }

    private static long unsigned(Pointer at, int offset) {
        return Integer.toUnsignedLong(at.getInt(offset));
    }
}
