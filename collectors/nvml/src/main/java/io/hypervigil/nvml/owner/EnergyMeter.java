package io.hypervigil.nvml.owner;

import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.gpu.GpuPart;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import io.hypervigil.nvml.jna.NvmlPower;
import java.util.List;

/**
 * Hands a GPU's energy on to who shares it out. The field is fetched with all others; where a GPU
 * has none, the function of the same name is asked.
 *
 * <p>Thread: one, as the GPU.
 */
public final class EnergyMeter implements GpuPart {

    private static final Field TOTAL_ENERGY_CONSUMPTION = Field.of(83);
    private static final double MILLIJOULES_OF_ONE = 1000;

    private final GpuEnergy energy;

    private EnergyMeter(GpuEnergy energy) {
        this.energy = energy;
    }

    /** A meter for each GPU. */
    public static GpuPartType type(GpuEnergy energy) {
        return new GpuPartType(OwnerMetrics.GROUP, List.of(), () -> new EnergyMeter(energy));
    }

    @Override
    public void sample(Gpu gpu, SampleSink sink) {
        var field = gpu.field(TOTAL_ENERGY_CONSUMPTION);
        var millijoules =
                field.isPresent()
                        ? field
                        : gpu.number(NvmlPower.nvmlDeviceGetTotalEnergyConsumption);
        millijoules.ifPresent(read -> energy.read(gpu.uuid(), read / MILLIJOULES_OF_ONE));
    }

    @Override
    public List<Field> fields(Gpu gpu) {
        return List.of(TOTAL_ENERGY_CONSUMPTION);
    }
}
