package io.hypervigil.nvml.jna;

/** {@code nvml.h}, the memory of a device, in bytes. */
public final class NvmlMemory {

    /** Total, free, used; what is reserved counts as used. */
    public static final Getter nvmlDeviceGetMemoryInfo =
            Getter.struct("nvmlDeviceGetMemoryInfo", Getter.Type.U64, 24, 0, 0, 8, 16);

    /** Total, reserved, free, used; total is the sum of the others. */
    public static final Getter nvmlDeviceGetMemoryInfo_v2 =
            Getter.struct("nvmlDeviceGetMemoryInfo_v2", Getter.Type.U64, 40, 2, 8, 16, 24, 32);

    /** Total, free, used of the window through which the host sees the memory. */
    public static final Getter nvmlDeviceGetBAR1MemoryInfo =
            Getter.struct("nvmlDeviceGetBAR1MemoryInfo", Getter.Type.U64, 24, 0, 0, 8, 16);

    /** Total, free, used of the memory that confidential computing protects. */
    public static final Getter nvmlDeviceGetConfComputeProtectedMemoryUsage =
            Getter.struct(
                    "nvmlDeviceGetConfComputeProtectedMemoryUsage",
                    Getter.Type.U64,
                    24,
                    0,
                    0,
                    8,
                    16);

    private NvmlMemory() {}
}
