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
            int multiprocessorCount,
            int sharedCopyEngineCount,
            int sharedDecoderCount,
            int sharedEncoderCount,
            int sharedJpegCount,
            int sharedOfaCount,
            int gpuInstanceSliceCount,
            int computeInstanceSliceCount,
            long memorySizeMB) {}

    /** Of a MIG device. */
    public static NvmlResult<nvmlDeviceAttributes_t> nvmlDeviceGetAttributes_v2(
            NvmlCalls calls, NvmlDevice device) {
        return calls.numbers(device, nvmlDeviceGetAttributes_v2)
                .map(
                        n ->
                                new nvmlDeviceAttributes_t(
                                        (int) n[0],
                                        (int) n[1],
                                        (int) n[2],
                                        (int) n[3],
                                        (int) n[4],
                                        (int) n[5],
                                        (int) n[6],
                                        (int) n[7],
                                        n[8]));
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
