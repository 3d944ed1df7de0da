package io.hypervigil.nvml.jna;

/** {@code nvml.h}, temperatures in degrees Celsius and fans. */
public final class NvmlTemperature {

    /** Of the GPU, since driver 570. */
    public static final Getter nvmlDeviceGetTemperatureV =
            Getter.struct("nvmlDeviceGetTemperatureV", Getter.Type.I32, 12, 1, 8);

    /** Of the GPU, on all drivers so far. */
    public static final Getter nvmlDeviceGetTemperature =
            Getter.number("nvmlDeviceGetTemperature", 0);

    /** How far it is to the nearest limit. */
    public static final Getter nvmlDeviceGetMarginTemperature =
            Getter.struct("nvmlDeviceGetMarginTemperature", Getter.Type.I32, 8, 1, 4);

    public static final Getter nvmlDeviceGetNumFans = Getter.number("nvmlDeviceGetNumFans");

    /** Percent, of a device whose driver does not count its fans. */
    public static final Getter nvmlDeviceGetFanSpeed = Getter.number("nvmlDeviceGetFanSpeed");

    private NvmlTemperature() {}

    /**
     * @param thresholdType {@code nvmlTemperatureThresholds_t}
     */
    public static Getter nvmlDeviceGetTemperatureThreshold(int thresholdType) {
        return Getter.number("nvmlDeviceGetTemperatureThreshold", thresholdType);
    }

    /** Percent that the fan is told to run at. */
    public static Getter nvmlDeviceGetFanSpeed_v2(int fan) {
        return Getter.number("nvmlDeviceGetFanSpeed_v2", fan);
    }

    /** Percent that the control aims at. */
    public static Getter nvmlDeviceGetTargetFanSpeed(int fan) {
        return Getter.number("nvmlDeviceGetTargetFanSpeed", fan);
    }

    /** Rounds a minute, measured. */
    public static Getter nvmlDeviceGetFanSpeedRPM(int fan) {
        return Getter.selectedStruct("nvmlDeviceGetFanSpeedRPM", 12, 1, 4, fan, 8);
    }

    /** {@code nvmlFanControlPolicy_t}: 0 follows the temperature, 1 is set by hand. */
    public static Getter nvmlDeviceGetFanControlPolicy_v2(int fan) {
        return Getter.number("nvmlDeviceGetFanControlPolicy_v2", fan);
    }
}
