package io.hypervigil.nvml.gpu;

import static io.hypervigil.nvml.gpu.GpuFamily.counter;
import static io.hypervigil.nvml.gpu.GpuFamily.gauge;
import static io.hypervigil.nvml.gpu.Readings.MILLI;
import static io.hypervigil.nvml.gpu.Readings.PERCENT;
import static io.hypervigil.nvml.gpu.Readings.field;
import static io.hypervigil.nvml.gpu.Readings.number;
import static io.hypervigil.nvml.gpu.Readings.numbers;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import io.hypervigil.nvml.jna.NvmlPower;
import java.util.List;
import java.util.stream.Stream;

/**
 * Power, its limits, and energy. gpu_power_watts is what every driver gives, an average or of the
 * moment as the chip has it; the two others say which they are, and for the whole GPU, its memory
 * alone or the module that it shares with a processor.
 *
 * <pre>
 * gpu_power_watts{gpu="GPU-7f3c…"} 412.3
 * gpu_energy_joules_total{gpu="GPU-7f3c…"} 8.1263e+07
 * </pre>
 */
public final class GpuPower {

    static final Group GROUP = Group.on("nvml.power", "power and energy of GPUs, from NVML");

    private static final Family POWER =
            gauge(
                    GROUP,
                    "gpu_power_watts",
                    "Power of the board, since Ampere (but A100) over the last second, from"
                            + " nvmlDeviceGetPowerUsage.");
    private static final Family AVERAGE =
            gauge(
                    GROUP,
                    "gpu_power_average_watts",
                    "Power over the last second, from NVML_FI_DEV_POWER_AVERAGE.",
                    "scope");
    private static final Family INSTANT =
            gauge(
                    GROUP,
                    "gpu_power_instant_watts",
                    "Power of the moment, from NVML_FI_DEV_POWER_INSTANT.",
                    "scope");
    private static final Family ENERGY =
            counter(
                    GROUP,
                    "gpu_energy_joules_total",
                    "Energy since the driver was loaded, from"
                            + " nvmlDeviceGetTotalEnergyConsumption.");
    private static final Family LIMIT =
            limit("", "Limit that was asked for, from nvmlDeviceGetPowerManagementLimit.");
    private static final Family ENFORCED =
            limit("enforced_", "Limit in force, from nvmlDeviceGetEnforcedPowerLimit.");
    private static final Family DEFAULT =
            limit(
                    "default_",
                    "Limit after a restart, from nvmlDeviceGetPowerManagementDefaultLimit.");
    private static final Family MIN =
            limit(
                    "min_",
                    "Least limit that can be set, from"
                            + " nvmlDeviceGetPowerManagementLimitConstraints.");
    private static final Family MAX =
            limit(
                    "max_",
                    "Greatest limit that can be set, from"
                            + " nvmlDeviceGetPowerManagementLimitConstraints.");

    private static final Family MODULE_LIMIT =
            gauge(
                    GROUP,
                    "gpu_module_power_limit_watts",
                    "Limits of the GPU with its processor, where both are one, from"
                            + " NVML_FI_DEV_POWER_*_LIMIT.",
                    "limit");
    private static final Family MODULE_ENERGY =
            counter(
                    GROUP,
                    "gpu_module_energy_joules_total",
                    "Energy of the GPU with its processor since the driver was loaded, from"
                            + " NVML_FI_DEV_ENERGY.");
    private static final Family PEAK =
            gauge(
                    GROUP,
                    "gpu_power_peak_multiplier_ratio",
                    "How far above the limit a short peak of power may be planned (EDPp), from"
                            + " NVML_FI_DEV_EDPP_MULTIPLIER.");

    private static final int POWER_AVERAGE = 185;
    private static final int POWER_INSTANT = 186;
    private static final int POWER_MIN_LIMIT = 187;
    private static final int POWER_MAX_LIMIT = 188;
    private static final int POWER_DEFAULT_LIMIT = 189;
    private static final int POWER_CURRENT_LIMIT = 190;
    private static final int ENERGY_OF_SCOPE = 191;
    private static final int POWER_REQUESTED_LIMIT = 192;
    private static final int EDPP_MULTIPLIER = 274;
    private static final int TOTAL_ENERGY_CONSUMPTION = 83;

    /** NVML_POWER_SCOPE_*: the module is the GPU with its processor, where both are one. */
    private static final int MODULE = 1;

    private static final int MEMORY = 2;

    /** Earlier drivers mean something else by the number of EDPp's field. */
    private static final int FIRST_BRANCH_OF_EDPP = 590;

    private static final Readings WITHOUT_PEAK =
            Readings.of(Stream.of(measured(), limits(), module()).flatMap(rows -> rows));
    private static final Readings WITH_PEAK =
            Readings.of(
                    Stream.of(
                                    measured(),
                                    limits(),
                                    module(),
                                    Stream.of(field(EDPP_MULTIPLIER, PERCENT, PEAK)))
                            .flatMap(rows -> rows));

    public static final GpuPartType TYPE =
            new GpuPartType(
                    GROUP,
                    List.of(
                            POWER,
                            AVERAGE,
                            INSTANT,
                            ENERGY,
                            LIMIT,
                            ENFORCED,
                            DEFAULT,
                            MIN,
                            MAX,
                            MODULE_LIMIT,
                            MODULE_ENERGY,
                            PEAK),
                    () -> Readings.part(GpuPower::table));

    private GpuPower() {}

    private static Readings table(Gpu gpu) {
        return gpu.attached().life().versions().branch() < FIRST_BRANCH_OF_EDPP
                ? WITHOUT_PEAK
                : WITH_PEAK;
    }

    private static Stream<Readings.Row> measured() {
        return Stream.of(
                number(NvmlPower.nvmlDeviceGetPowerUsage, MILLI, POWER),
                field(POWER_AVERAGE, MILLI, AVERAGE, "gpu"),
                field(POWER_INSTANT, MILLI, INSTANT, "gpu"),
                scoped(POWER_AVERAGE, MODULE, AVERAGE, "module"),
                scoped(POWER_INSTANT, MODULE, INSTANT, "module"),
                scoped(POWER_AVERAGE, MEMORY, AVERAGE, "memory"),
                scoped(POWER_INSTANT, MEMORY, INSTANT, "memory"),
                number(NvmlPower.nvmlDeviceGetTotalEnergyConsumption, MILLI, ENERGY)
                        .or(field(TOTAL_ENERGY_CONSUMPTION, MILLI, ENERGY)));
    }

    private static Stream<Readings.Row> limits() {
        return Stream.of(
                number(NvmlPower.nvmlDeviceGetPowerManagementLimit, MILLI, LIMIT),
                number(NvmlPower.nvmlDeviceGetEnforcedPowerLimit, MILLI, ENFORCED),
                number(NvmlPower.nvmlDeviceGetPowerManagementDefaultLimit, MILLI, DEFAULT),
                numbers(NvmlPower.nvmlDeviceGetPowerManagementLimitConstraints, MILLI, MIN, MAX));
    }

    private static Stream<Readings.Row> module() {
        return Stream.of(
                scoped(POWER_REQUESTED_LIMIT, MODULE, MODULE_LIMIT, "requested"),
                scoped(POWER_CURRENT_LIMIT, MODULE, MODULE_LIMIT, "enforced"),
                scoped(POWER_DEFAULT_LIMIT, MODULE, MODULE_LIMIT, "default"),
                scoped(POWER_MIN_LIMIT, MODULE, MODULE_LIMIT, "min"),
                scoped(POWER_MAX_LIMIT, MODULE, MODULE_LIMIT, "max"),
                field(new Field(ENERGY_OF_SCOPE, MODULE), MILLI, MODULE_ENERGY));
    }

    private static Readings.Row scoped(int field, int scope, Family family, String name) {
        return field(new Field(field, scope), MILLI, family, name);
    }

    private static Family limit(String name, String help) {
        return gauge(GROUP, "gpu_power_" + name + "limit_watts", help);
    }
}
