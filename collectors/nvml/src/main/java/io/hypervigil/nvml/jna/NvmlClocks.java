package io.hypervigil.nvml.jna;

/** {@code nvml.h}, clocks in megahertz and what holds them down. */
public final class NvmlClocks {

    /** {@code nvmlPstates_t}: 0 is the fastest, 15 the slowest, 32 unknown. */
    public static final Getter nvmlDeviceGetPerformanceState =
            Getter.number("nvmlDeviceGetPerformanceState");

    /** Bits; since driver 535. */
    public static final Getter nvmlDeviceGetCurrentClocksEventReasons =
            Getter.longNumber("nvmlDeviceGetCurrentClocksEventReasons");

    /** The same bits under their older name. */
    public static final Getter nvmlDeviceGetCurrentClocksThrottleReasons =
            Getter.longNumber("nvmlDeviceGetCurrentClocksThrottleReasons");

    /** Bits that can ever be set; since driver 535. */
    public static final Getter nvmlDeviceGetSupportedClocksEventReasons =
            Getter.longNumber("nvmlDeviceGetSupportedClocksEventReasons");

    /** The same bits under their older name. */
    public static final Getter nvmlDeviceGetSupportedClocksThrottleReasons =
            Getter.longNumber("nvmlDeviceGetSupportedClocksThrottleReasons");

    private NvmlClocks() {}

    /**
     * @param clockType {@code nvmlClockType_t}
     */
    public static Getter nvmlDeviceGetClockInfo(int clockType) {
        return Getter.number("nvmlDeviceGetClockInfo", clockType);
    }

    /** The most that the clock can reach. */
    public static Getter nvmlDeviceGetMaxClockInfo(int clockType) {
        return Getter.number("nvmlDeviceGetMaxClockInfo", clockType);
    }

    /** The least and the most in a state; refused for a state that the device has not got. */
    public static Getter nvmlDeviceGetMinMaxClockOfPState(int clockType, int pstate) {
        return Getter.numbers("nvmlDeviceGetMinMaxClockOfPState", 2, clockType, pstate);
    }

    /** What the clock runs at under load, as long as nothing holds it down; until CUDA 14. */
    public static Getter nvmlDeviceGetApplicationsClock(int clockType) {
        return Getter.number("nvmlDeviceGetApplicationsClock", clockType);
    }

    /** As it is where nobody set it; until CUDA 14. */
    public static Getter nvmlDeviceGetDefaultApplicationsClock(int clockType) {
        return Getter.number("nvmlDeviceGetDefaultApplicationsClock", clockType);
    }

    /** The most that the clock can be boosted to, as the owner of the machine allows. */
    public static Getter nvmlDeviceGetMaxCustomerBoostClock(int clockType) {
        return Getter.number("nvmlDeviceGetMaxCustomerBoostClock", clockType);
    }
}
