package io.hypervigil.nvml.jna;

/** {@code nvml.h}, errors of memory and what was done about them. */
public final class NvmlEcc {

    /** Whether it is on, and whether it will be after the next reset. */
    public static final Getter nvmlDeviceGetEccMode = Getter.numbers("nvmlDeviceGetEccMode", 2);

    /** Rows replaced after correctable and uncorrectable errors, replacement pending, failed. */
    public static final Getter nvmlDeviceGetRemappedRows =
            Getter.numbers("nvmlDeviceGetRemappedRows", 4);

    /** Correctable active and inactive, uncorrectable active and inactive, pending, failed. */
    public static final Getter nvmlDeviceGetRemappedRows_v2 =
            Getter.struct(
                    "nvmlDeviceGetRemappedRows_v2", Getter.Type.U32, 24, 0, 0, 4, 8, 12, 16, 20);

    /** Banks by how many spare rows they have left: all, many, some, few, none. */
    public static final Getter nvmlDeviceGetRowRemapperHistogram =
            Getter.struct(
                    "nvmlDeviceGetRowRemapperHistogram", Getter.Type.U32, 20, 0, 0, 4, 8, 12, 16);

    /** The counts in the struct's order; root only. */
    public static final Getter nvmlDeviceGetSramEccErrorStatus =
            Getter.struct(
                    "nvmlDeviceGetSramEccErrorStatus",
                    Getter.Type.U64,
                    104,
                    1,
                    8,
                    16,
                    24,
                    32,
                    40,
                    48,
                    56,
                    64,
                    72,
                    80,
                    88);

    /** Of the same struct, the one field that is no count. */
    public static final Getter nvmlDeviceGetSramEccErrorStatus_bThresholdExceeded =
            Getter.struct("nvmlDeviceGetSramEccErrorStatus", Getter.Type.U32, 104, 1, 96);

    public static final Getter nvmlDeviceGetRetiredPagesPendingStatus =
            Getter.number("nvmlDeviceGetRetiredPagesPendingStatus");

    private NvmlEcc() {}

    /**
     * @param errorType {@code nvmlMemoryErrorType_t}: 0 corrected, 1 uncorrected
     * @param counterType {@code nvmlEccCounterType_t}: 0 since the last reset, 1 ever
     */
    public static Getter nvmlDeviceGetTotalEccErrors(int errorType, int counterType) {
        return Getter.longNumber("nvmlDeviceGetTotalEccErrors", errorType, counterType);
    }

    /**
     * @param locationType {@code nvmlMemoryLocation_t}
     */
    public static Getter nvmlDeviceGetMemoryErrorCounter(
            int errorType, int counterType, int locationType) {
        return Getter.longNumber(
                "nvmlDeviceGetMemoryErrorCounter", errorType, counterType, locationType);
    }

    /**
     * How many pages are retired for a cause; their addresses are not asked for.
     *
     * @param cause {@code nvmlPageRetirementCause_t}
     */
    public static NvmlResult<Long> nvmlDeviceGetRetiredPages(
            NvmlCalls calls, NvmlDevice device, int cause) {
        return calls.count("nvmlDeviceGetRetiredPages", device.handle(), cause);
    }
}
