package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.nvml.jna.NvmlControl;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import io.hypervigil.nvml.jna.Setter;
import java.util.Optional;

/** The power of a module: a GPU and the processor that it shares its limit with. */
final class ModulePower {

    /** {@code NVML_POWER_SCOPE_MODULE}. */
    private static final int MODULE = 1;

    /** {@code NVML_FI_DEV_POWER_REQUESTED_LIMIT}. */
    static final Field REQUESTED = new Field(192, MODULE);

    private static final Field MIN_LIMIT = new Field(187, MODULE);
    private static final Field MAX_LIMIT = new Field(188, MODULE);

    private ModulePower() {}

    static Setter setter(int milliwatts) {
        return NvmlControl.nvmlDeviceSetPowerManagementLimit_v2(MODULE, milliwatts);
    }

    /** The least and the greatest limit in milliwatts, where the GPU tells both. */
    static Optional<long[]> bounds(GpuSession gpu) throws ActionFailure {
        var least = gpu.field(MIN_LIMIT);
        var most = gpu.field(MAX_LIMIT);
        return least.isPresent() && most.isPresent()
                ? Optional.of(new long[] {least.get(), most.get()})
                : Optional.empty();
    }
}
