package io.hypervigil.nvml.jna;

/** {@code nvml.h}, a GPU divided into instances, each a device of its own. */
public final class NvmlMig {

    /** Whether it is on, and whether it will be after the next reset. */
    public static final Getter nvmlDeviceGetMigMode = Getter.numbers("nvmlDeviceGetMigMode", 2);

    public static final Getter nvmlDeviceGetMaxMigDeviceCount =
            Getter.number("nvmlDeviceGetMaxMigDeviceCount");
    public static final Getter nvmlDeviceGetGpuInstanceId =
            Getter.number("nvmlDeviceGetGpuInstanceId");
    public static final Getter nvmlDeviceGetComputeInstanceId =
            Getter.number("nvmlDeviceGetComputeInstanceId");

    private static final Getter nvmlDeviceGetAttributes_v2 =
            Getter.struct(
                    "nvmlDeviceGetAttributes_v2",
                    Getter.Type.U32,
                    40,
                    0,
                    0,
                    4,
                    8,
                    12,
                    16,
                    20,
                    24,
                    28,
                    32);

    private NvmlMig() {}

    /** What a MIG device was given; {@code memorySizeMB} is in MiB. */
    public record nvmlDeviceAttributes_t(
            long multiprocessorCount,
            long sharedCopyEngineCount,
            long sharedDecoderCount,
            long sharedEncoderCount,
            long sharedJpegCount,
            long sharedOfaCount,
            long gpuInstanceSliceCount,
            long computeInstanceSliceCount,
            long memorySizeMB) {}

    /** Of a MIG device. */
    public static NvmlResult<nvmlDeviceAttributes_t> nvmlDeviceGetAttributes_v2(
            NvmlCalls calls, NvmlDevice device) {
        return calls.numbers(device, nvmlDeviceGetAttributes_v2)
                .map(
                        n ->
                                new nvmlDeviceAttributes_t(
                                        n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8]));
    }

    /** The MIG device at a place; not found where the place is empty. */
    public static NvmlResult<NvmlDevice> nvmlDeviceGetMigDeviceHandleByIndex(
            NvmlCalls calls, NvmlDevice device, int index) {
        calls.out().clear();
        return calls.library()
                .call("nvmlDeviceGetMigDeviceHandleByIndex", device.handle(), index, calls.out())
                .map(_ -> new NvmlDevice(calls.out().getPointer(0)));
    }
}
