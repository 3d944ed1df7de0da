package io.hypervigil.nvml.jna;

/** {@code nvml.h}, confidential computing; its state is the system's, its memory a device's. */
public final class NvmlConfCompute {

    /** Protected and unprotected, in KiB. */
    public static final Getter nvmlDeviceGetConfComputeMemSizeInfo =
            Getter.struct("nvmlDeviceGetConfComputeMemSizeInfo", Getter.Type.U64, 16, 0, 0, 8);

    private static final int SETTINGS_VERSION = 20 | (1 << 24);

    private NvmlConfCompute() {}

    /**
     * {@code nvmlSystemConfComputeSettings_t}.
     *
     * @param multiGpuMode {@code NVML_CC_SYSTEM_MULTIGPU_…}; 0 from drivers before 550
     */
    public record nvmlSystemConfComputeSettings_t(
            int environment, int ccFeature, int devToolsMode, int multiGpuMode) {}

    /** Since driver 550, and with less in it since 535. */
    public static NvmlResult<nvmlSystemConfComputeSettings_t> nvmlSystemGetConfComputeSettings(
            NvmlCalls calls) {
        var out = calls.out();
        out.clear();
        out.setInt(0, SETTINGS_VERSION);
        return calls.library()
                .call("nvmlSystemGetConfComputeSettings", out)
                .map(
                        _ ->
                                new nvmlSystemConfComputeSettings_t(
                                        out.getInt(4),
                                        out.getInt(8),
                                        out.getInt(12),
                                        out.getInt(16)))
                .or(() -> nvmlSystemGetConfComputeState(calls));
    }

    /** Whether the GPUs take work: they do once they are attested. */
    public static NvmlResult<Integer> nvmlSystemGetConfComputeGpusReadyState(NvmlCalls calls) {
        calls.out().clear();
        return calls.library()
                .call("nvmlSystemGetConfComputeGpusReadyState", calls.out())
                .map(_ -> calls.out().getInt(0));
    }

    private static NvmlResult<nvmlSystemConfComputeSettings_t> nvmlSystemGetConfComputeState(
            NvmlCalls calls) {
        var out = calls.out();
        out.clear();
        return calls.library()
                .call("nvmlSystemGetConfComputeState", out)
                .map(
                        _ ->
                                new nvmlSystemConfComputeSettings_t(
                                        out.getInt(0), out.getInt(4), out.getInt(8), 0));
    }
}
