package io.hypervigil.nvml.jna;

import com.sun.jna.Memory;
import java.util.List;
import java.util.stream.IntStream;

/** {@code nvml.h}, what sets something of a device, and what tells the bounds of it. Root only. */
public final class NvmlControl {

    /** Lets the clocks of the GPU go where the driver sends them. */
    public static final Setter nvmlDeviceResetGpuLockedClocks =
            Setter.of("nvmlDeviceResetGpuLockedClocks");

    public static final Setter nvmlDeviceResetMemoryLockedClocks =
            Setter.of("nvmlDeviceResetMemoryLockedClocks");
    public static final Setter nvmlDeviceClearAccountingPids =
            Setter.of("nvmlDeviceClearAccountingPids");

    private static final int MAX_CLOCKS = 1024;

    /** Version 2 of 12 bytes. */
    private static final int NVML_POWER_VALUE_V2 = 0x0200000c;

    private NvmlControl() {}

    /**
     * @param limit milliwatts
     */
    public static Setter nvmlDeviceSetPowerManagementLimit(int limit) {
        return Setter.of("nvmlDeviceSetPowerManagementLimit", limit);
    }

    /**
     * {@code nvmlPowerValue_v2_t}; since driver 535.
     *
     * @param powerScope {@code nvmlPowerScopeType_t}, a byte with three of padding: 1 is the module
     * @param powerValueMw milliwatts
     */
    public static Setter nvmlDeviceSetPowerManagementLimit_v2(int powerScope, int powerValueMw) {
        return Setter.ofStruct(
                "nvmlDeviceSetPowerManagementLimit_v2",
                NVML_POWER_VALUE_V2,
                powerScope,
                powerValueMw);
    }

    /** Megahertz, both taken. */
    public static Setter nvmlDeviceSetGpuLockedClocks(int minGpuClockMHz, int maxGpuClockMHz) {
        return Setter.of("nvmlDeviceSetGpuLockedClocks", minGpuClockMHz, maxGpuClockMHz);
    }

    /** Megahertz, both taken. */
    public static Setter nvmlDeviceSetMemoryLockedClocks(int minMemClockMHz, int maxMemClockMHz) {
        return Setter.of("nvmlDeviceSetMemoryLockedClocks", minMemClockMHz, maxMemClockMHz);
    }

    /**
     * @param mode {@code nvmlEnableState_t}
     */
    public static Setter nvmlDeviceSetPersistenceMode(int mode) {
        return Setter.of("nvmlDeviceSetPersistenceMode", mode);
    }

    /**
     * @param mode {@code nvmlComputeMode_t}
     */
    public static Setter nvmlDeviceSetComputeMode(int mode) {
        return Setter.of("nvmlDeviceSetComputeMode", mode);
    }

    /** Takes effect with the next reset. */
    public static Setter nvmlDeviceSetEccMode(int ecc) {
        return Setter.of("nvmlDeviceSetEccMode", ecc);
    }

    /**
     * @param mode {@code nvmlEnableState_t}
     */
    public static Setter nvmlDeviceSetAccountingMode(int mode) {
        return Setter.of("nvmlDeviceSetAccountingMode", mode);
    }

    /**
     * @param counterType {@code nvmlEccCounterType_t}: 0 since the last reset, 1 ever
     */
    public static Setter nvmlDeviceClearEccErrorCounts(int counterType) {
        return Setter.of("nvmlDeviceClearEccErrorCounts", counterType);
    }

    /** Sets all error counters of a link to 0. */
    public static Setter nvmlDeviceResetNvLinkErrorCounters(int link) {
        return Setter.of("nvmlDeviceResetNvLinkErrorCounters", link);
    }

    /** How many processes have accounts. */
    public static NvmlResult<Integer> nvmlDeviceGetAccountingPids(
            NvmlCalls calls, NvmlDevice device) {
        return calls.count("nvmlDeviceGetAccountingPids", device.handle()).map(Long::intValue);
    }

    /** The memory clocks that a device has, in megahertz. */
    public static NvmlResult<List<Integer>> nvmlDeviceGetSupportedMemoryClocks(
            NvmlCalls calls, NvmlDevice device) {
        return clocks(calls, "nvmlDeviceGetSupportedMemoryClocks", device.handle());
    }

    /** The graphics clocks that a device has at a memory clock, in megahertz. */
    public static NvmlResult<List<Integer>> nvmlDeviceGetSupportedGraphicsClocks(
            NvmlCalls calls, NvmlDevice device, int memoryClockMHz) {
        return clocks(
                calls, "nvmlDeviceGetSupportedGraphicsClocks", device.handle(), memoryClockMHz);
    }

    private static NvmlResult<List<Integer>> clocks(
            NvmlCalls calls, String symbol, Object... selectors) {
        try (var list = new Memory((long) MAX_CLOCKS * Integer.BYTES)) {
            calls.out().setInt(0, MAX_CLOCKS);
            var arguments = new Object[selectors.length + 2];
            System.arraycopy(selectors, 0, arguments, 0, selectors.length);
            arguments[selectors.length] = calls.out();
            arguments[selectors.length + 1] = list;
            return calls.library()
                    .call(symbol, arguments)
                    .map(_ -> ints(list, calls.out().getInt(0)));
        }
    }

    private static List<Integer> ints(Memory list, int count) {
        return IntStream.range(0, Math.clamp(count, 0, MAX_CLOCKS))
                .mapToObj(i -> list.getInt((long) i * Integer.BYTES))
                .toList();
    }
}
