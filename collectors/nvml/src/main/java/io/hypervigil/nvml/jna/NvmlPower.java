package io.hypervigil.nvml.jna;

/** {@code nvml.h}, power in milliwatts and energy in millijoules. */
public final class NvmlPower {

    /** Averaged over a second on Ampere and newer but for GA100, of the moment on others. */
    public static final Getter nvmlDeviceGetPowerUsage = Getter.number("nvmlDeviceGetPowerUsage");

    public static final Getter nvmlDeviceGetPowerManagementLimit =
            Getter.number("nvmlDeviceGetPowerManagementLimit");
    public static final Getter nvmlDeviceGetEnforcedPowerLimit =
            Getter.number("nvmlDeviceGetEnforcedPowerLimit");
    public static final Getter nvmlDeviceGetPowerManagementDefaultLimit =
            Getter.number("nvmlDeviceGetPowerManagementDefaultLimit");

    /** The least and the most that the limit can be set to. */
    public static final Getter nvmlDeviceGetPowerManagementLimitConstraints =
            Getter.numbers("nvmlDeviceGetPowerManagementLimitConstraints", 2);

    /** Since the driver was loaded. */
    public static final Getter nvmlDeviceGetTotalEnergyConsumption =
            Getter.longNumber("nvmlDeviceGetTotalEnergyConsumption");

    private NvmlPower() {}
}
