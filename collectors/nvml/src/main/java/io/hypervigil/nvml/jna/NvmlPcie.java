package io.hypervigil.nvml.jna;

/** {@code nvml.h}, the link to the host. */
public final class NvmlPcie {

    public static final Getter nvmlDeviceGetCurrPcieLinkGeneration =
            Getter.number("nvmlDeviceGetCurrPcieLinkGeneration");
    public static final Getter nvmlDeviceGetCurrPcieLinkWidth =
            Getter.number("nvmlDeviceGetCurrPcieLinkWidth");

    /** The most that device and slot can do together. */
    public static final Getter nvmlDeviceGetMaxPcieLinkGeneration =
            Getter.number("nvmlDeviceGetMaxPcieLinkGeneration");

    public static final Getter nvmlDeviceGetMaxPcieLinkWidth =
            Getter.number("nvmlDeviceGetMaxPcieLinkWidth");

    /** The most that the device alone can do. */
    public static final Getter nvmlDeviceGetGpuMaxPcieLinkGeneration =
            Getter.number("nvmlDeviceGetGpuMaxPcieLinkGeneration");

    public static final Getter nvmlDeviceGetPcieReplayCounter =
            Getter.number("nvmlDeviceGetPcieReplayCounter");

    private NvmlPcie() {}
}
