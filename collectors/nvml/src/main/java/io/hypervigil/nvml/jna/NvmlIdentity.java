package io.hypervigil.nvml.jna;

/** {@code nvml.h}, what a device is and which modes it is in. */
public final class NvmlIdentity {

    public static final String nvmlDeviceGetUUID = "nvmlDeviceGetUUID";
    public static final String nvmlDeviceGetName = "nvmlDeviceGetName";
    public static final String nvmlDeviceGetSerial = "nvmlDeviceGetSerial";
    public static final String nvmlDeviceGetVbiosVersion = "nvmlDeviceGetVbiosVersion";
    public static final String nvmlDeviceGetInforomImageVersion =
            "nvmlDeviceGetInforomImageVersion";
    public static final String nvmlDeviceGetBoardPartNumber = "nvmlDeviceGetBoardPartNumber";

    public static final Getter nvmlDeviceGetIndex = Getter.number("nvmlDeviceGetIndex");
    public static final Getter nvmlDeviceGetMinorNumber = Getter.number("nvmlDeviceGetMinorNumber");
    public static final Getter nvmlDeviceGetBrand = Getter.number("nvmlDeviceGetBrand");
    public static final Getter nvmlDeviceGetArchitecture =
            Getter.number("nvmlDeviceGetArchitecture");
    public static final Getter nvmlDeviceGetNumGpuCores = Getter.number("nvmlDeviceGetNumGpuCores");

    /** In bits. */
    public static final Getter nvmlDeviceGetMemoryBusWidth =
            Getter.number("nvmlDeviceGetMemoryBusWidth");

    /** The node that the device's own memory is, where the processor sees it as its own. */
    public static final Getter nvmlDeviceGetNumaNodeId = Getter.number("nvmlDeviceGetNumaNodeId");

    /** Major and minor. */
    public static final Getter nvmlDeviceGetCudaComputeCapability =
            Getter.numbers("nvmlDeviceGetCudaComputeCapability", 2);

    public static final Getter nvmlDeviceGetPersistenceMode =
            Getter.number("nvmlDeviceGetPersistenceMode");
    public static final Getter nvmlDeviceGetComputeMode = Getter.number("nvmlDeviceGetComputeMode");

    /** Whether a display is attached. */
    public static final Getter nvmlDeviceGetDisplayMode = Getter.number("nvmlDeviceGetDisplayMode");

    /** Whether something is set up to be displayed, on a display or without one. */
    public static final Getter nvmlDeviceGetDisplayActive =
            Getter.number("nvmlDeviceGetDisplayActive");

    public static final Getter nvmlDeviceGetAccountingMode =
            Getter.number("nvmlDeviceGetAccountingMode");

    /** How many processes are remembered. */
    public static final Getter nvmlDeviceGetAccountingBufferSize =
            Getter.number("nvmlDeviceGetAccountingBufferSize");

    /** {@code nvmlDeviceAddressingModeType_t}; since driver 580. */
    public static final Getter nvmlDeviceGetAddressingMode =
            Getter.struct("nvmlDeviceGetAddressingMode", Getter.Type.U32, 8, 1, 4);

    public static final Getter nvmlDeviceGetVirtualizationMode =
            Getter.number("nvmlDeviceGetVirtualizationMode");

    /** Whether it is on, and whether it is by default. */
    public static final Getter nvmlDeviceGetGspFirmwareMode =
            Getter.numbers("nvmlDeviceGetGspFirmwareMode", 2);

    private static final int BUS_ID = 36;

    private NvmlIdentity() {}

    /**
     * @param object {@code nvmlInforomObject_t}
     */
    public static NvmlResult<String> nvmlDeviceGetInforomVersion(
            NvmlCalls calls, NvmlDevice device, int object) {
        return calls.text(device, "nvmlDeviceGetInforomVersion", object);
    }

    /** The firmware of the GPU's own processor. */
    public static NvmlResult<String> nvmlDeviceGetGspFirmwareVersion(
            NvmlCalls calls, NvmlDevice device) {
        return calls.unboundedText(device, "nvmlDeviceGetGspFirmwareVersion");
    }

    /**
     * {@code busId} of nvmlPciInfo_t: {@code 00000000:3B:00.0}, its domain in eight digits and all
     * of it in upper case, other than the kernel writes it.
     */
    public static NvmlResult<String> nvmlDeviceGetPciInfo_v3(NvmlCalls calls, NvmlDevice device) {
        calls.out().clear();
        return calls.library()
                .call("nvmlDeviceGetPciInfo_v3", device.handle(), calls.out())
                .map(_ -> calls.out().getString(BUS_ID));
    }
}
