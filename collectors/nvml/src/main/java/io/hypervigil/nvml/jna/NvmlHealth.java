package io.hypervigil.nvml.jna;

/** {@code nvml.h}, whether a device is fit for work, and what it wants done about it. */
public final class NvmlHealth {

    /** Repair of a memory channel pending, of a TPC pending; since driver 580. */
    public static final Getter nvmlDeviceGetRepairStatus =
            Getter.struct("nvmlDeviceGetRepairStatus", Getter.Type.U32, 12, 1, 4, 8);

    /** 1 where memory is broken beyond repair; since driver 590. */
    public static final Getter nvmlDeviceGetUnrepairableMemoryFlag_v1 =
            Getter.struct("nvmlDeviceGetUnrepairableMemoryFlag_v1", Getter.Type.U32, 4, 0, 0);

    /** Whether the link between chips is on: GPU and CPU of a superchip. */
    public static final Getter nvmlDeviceGetC2cModeInfoV =
            Getter.struct("nvmlDeviceGetC2cModeInfoV", Getter.Type.U32, 4, 0, 0);

    private static final long STATE_AT = 128;

    private NvmlHealth() {}

    /** 1 while the device takes no new work because it is to be removed. */
    public static NvmlResult<Integer> nvmlDeviceQueryDrainState(
            NvmlCalls calls, NvmlDevice device) {
        var pciInfo = calls.out();
        pciInfo.clear();
        return switch (calls.library().call("nvmlDeviceGetPciInfo_v3", device.handle(), pciInfo)) {
            case NvmlResult.Value<NvmlLibrary.Done>(_) ->
                    calls.library()
                            .call("nvmlDeviceQueryDrainState", pciInfo, pciInfo.share(STATE_AT))
                            .map(_ -> pciInfo.getInt(STATE_AT));
            case NvmlResult<NvmlLibrary.Done> refusal -> refusal.map(_ -> 0);
        };
    }
}
