package io.hypervigil.nvml.capture;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Which series of ours is which column of {@code nvidia-smi --query-gpu}.
 *
 * @param column as nvidia-smi is asked for it
 * @param ours without the label {@code gpu}
 * @param unit what one of nvidia-smi's is in ours
 * @param slack how far ours may lie outside of what nvidia-smi said before and after, in ours
 */
record SmiColumn(String column, String ours, double unit, double slack) {

    /** What does not move has no slack; nvidia-smi cuts off what is less than a mebibyte. */
    private static final String TABLE =
            """
            memory.total gpu_memory_total_bytes 1048576 1048576
            memory.used gpu_memory_used_bytes 1048576 268435456
            memory.free gpu_memory_free_bytes 1048576 268435456
            utilization.gpu gpu_utilization_ratio 0.01 0.5
            utilization.memory gpu_memory_utilization_ratio 0.01 0.5
            temperature.gpu gpu_temperature_celsius 1 3
            temperature.memory gpu_memory_temperature_celsius 1 3
            fan.speed gpu_fan_speed_ratio{fan="0"} 0.01 0.1
            power.draw gpu_power_watts 1 60
            power.limit gpu_power_limit_watts 1 0.01
            power.default_limit gpu_power_default_limit_watts 1 0.01
            power.min_limit gpu_power_min_limit_watts 1 0.01
            power.max_limit gpu_power_max_limit_watts 1 0.01
            enforced.power.limit gpu_power_enforced_limit_watts 1 0.01
            clocks.current.graphics gpu_clock_hertz{clock="graphics"} 1e6 3e8
            clocks.current.sm gpu_clock_hertz{clock="sm"} 1e6 3e8
            clocks.current.memory gpu_clock_hertz{clock="memory"} 1e6 3e8
            clocks.max.graphics gpu_clock_max_hertz{clock="graphics"} 1e6 0
            clocks.max.sm gpu_clock_max_hertz{clock="sm"} 1e6 0
            clocks.max.memory gpu_clock_max_hertz{clock="memory"} 1e6 0
            pcie.link.gen.max gpu_pcie_link_max_generation 1 0
            pcie.link.width.max gpu_pcie_link_max_width 1 0
            pcie.link.width.current gpu_pcie_link_width 1 0
            persistence_mode gpu_persistence_mode 1 0
            ecc.mode.current gpu_ecc_enabled 1 0
            ecc.mode.pending gpu_ecc_enabled_pending 1 0
            mig.mode.current gpu_mig_mode 1 0
            ecc.errors.corrected.volatile.total gpu_ecc_volatile_errors_total{error="corrected"} 1 0
            ecc.errors.uncorrected.volatile.total gpu_ecc_volatile_errors_total{error="uncorrected"} 1 0
            ecc.errors.corrected.aggregate.total gpu_ecc_errors_total{error="corrected"} 1 0
            ecc.errors.uncorrected.aggregate.total gpu_ecc_errors_total{error="uncorrected"} 1 0
            remapped_rows.correctable gpu_remapped_rows{error="corrected"} 1 0
            remapped_rows.uncorrectable gpu_remapped_rows{error="uncorrected"} 1 0
            """;

    static final List<SmiColumn> ALL = TABLE.lines().map(SmiColumn::of).toList();

    /** Columns that are labels of our gpu_info, by label. */
    static final Map<String, String> LABELS =
            Map.of(
                    "name", "name",
                    "driver_version", "driver_version",
                    "vbios_version", "vbios_version",
                    "compute_capability", "compute_cap",
                    "index", "index");

    private static final Map<String, Double> WORDS = Map.of("Enabled", 1.0, "Disabled", 0.0);

    /** What a cell says in our unit; empty where it says that there is nothing. */
    OptionalDouble value(String cell) {
        var word = WORDS.get(cell);
        if (word != null) {
            return OptionalDouble.of(word);
        }
        return cell.matches("-?[0-9]+(\\.[0-9]+)?")
                ? OptionalDouble.of(Double.parseDouble(cell) * unit)
                : OptionalDouble.empty();
    }

    private static SmiColumn of(String line) {
        var words = line.split(" ", -1);
        return new SmiColumn(
                words[0], words[1], Double.parseDouble(words[2]), Double.parseDouble(words[3]));
    }
}
