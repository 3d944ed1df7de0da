package io.hypervigil.nvml.jna;

/** {@code nvml.h}, how busy a device's engines are, in percent over a time the driver chooses. */
public final class NvmlUtilization {

    /** The GPU, and its memory controller. */
    public static final Getter nvmlDeviceGetUtilizationRates =
            Getter.struct("nvmlDeviceGetUtilizationRates", Getter.Type.U32, 8, 0, 0, 4);

    // Percent, and the microseconds it was measured over.
    public static final Getter nvmlDeviceGetEncoderUtilization =
            Getter.numbers("nvmlDeviceGetEncoderUtilization", 2);
    public static final Getter nvmlDeviceGetDecoderUtilization =
            Getter.numbers("nvmlDeviceGetDecoderUtilization", 2);
    public static final Getter nvmlDeviceGetJpgUtilization =
            Getter.numbers("nvmlDeviceGetJpgUtilization", 2);
    public static final Getter nvmlDeviceGetOfaUtilization =
            Getter.numbers("nvmlDeviceGetOfaUtilization", 2);

    /** Sessions, average frames a second, average latency in microseconds. */
    public static final Getter nvmlDeviceGetEncoderStats =
            Getter.numbers("nvmlDeviceGetEncoderStats", 3);

    /** As the encoder's, of sessions that capture the frame buffer. */
    public static final Getter nvmlDeviceGetFBCStats =
            Getter.struct("nvmlDeviceGetFBCStats", Getter.Type.U32, 12, 0, 0, 4, 8);

    private NvmlUtilization() {}

    /**
     * Percent of the encoder that is left for more sessions.
     *
     * @param encoderType {@code nvmlEncoderType_t}
     */
    public static Getter nvmlDeviceGetEncoderCapacity(int encoderType) {
        return Getter.number("nvmlDeviceGetEncoderCapacity", encoderType);
    }
}
