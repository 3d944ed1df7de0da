package io.hypervigil.nvml.jna;

/** {@code nvml.h}, links between GPUs and to switches. */
public final class NvmlNvLink {

    private static final int BUS_ID = 36;

    /** {@code NVML_NVLINK_MAX_LINKS} of the newest header. */
    public static final int NVML_NVLINK_MAX_LINKS = 36;

    private NvmlNvLink() {}

    /** 0 or 1. */
    public static Getter nvmlDeviceGetNvLinkState(int link) {
        return Getter.number("nvmlDeviceGetNvLinkState", link);
    }

    /** {@code nvmlNvlinkVersion_t}. */
    public static Getter nvmlDeviceGetNvLinkVersion(int link) {
        return Getter.number("nvmlDeviceGetNvLinkVersion", link);
    }

    /** {@code nvmlIntNvLinkDeviceType_t}. */
    public static Getter nvmlDeviceGetNvLinkRemoteDeviceType(int link) {
        return Getter.number("nvmlDeviceGetNvLinkRemoteDeviceType", link);
    }

    /**
     * @param counter {@code nvmlNvLinkErrorCounter_t}
     */
    public static Getter nvmlDeviceGetNvLinkErrorCounter(int link, int counter) {
        return Getter.longNumber("nvmlDeviceGetNvLinkErrorCounter", link, counter);
    }

    /** {@code busId} of what is at the other end. */
    public static NvmlResult<String> nvmlDeviceGetNvLinkRemotePciInfo_v2(
            NvmlCalls calls, NvmlDevice device, int link) {
        calls.out().clear();
        return calls.library()
                .call("nvmlDeviceGetNvLinkRemotePciInfo_v2", device.handle(), link, calls.out())
                .map(_ -> calls.out().getString(BUS_ID));
    }
}
