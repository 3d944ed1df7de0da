package io.hypervigil.nvml.capture;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

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
            memory.reserved gpu_memory_reserved_bytes 1048576 16777216
            protected_memory.total gpu_protected_memory_total_bytes 1048576 1048576
            protected_memory.used gpu_protected_memory_used_bytes 1048576 1048576
            protected_memory.free gpu_protected_memory_free_bytes 1048576 1048576
            utilization.encoder gpu_encoder_utilization_ratio 0.01 0.5
            utilization.decoder gpu_decoder_utilization_ratio 0.01 0.5
            utilization.jpeg gpu_jpeg_utilization_ratio 0.01 0.5
            utilization.ofa gpu_ofa_utilization_ratio 0.01 0.5
            encoder.stats.sessionCount gpu_encoder_sessions 1 1
            encoder.stats.averageFps gpu_encoder_frames_per_second 1 60
            temperature.gpu gpu_temperature_celsius 1 3
            temperature.gpu.tlimit gpu_temperature_margin_celsius 1 3
            temperature.memory gpu_memory_temperature_celsius 1 3
            fan.speed gpu_fan_speed_ratio{fan="0"} 0.01 0.1
            power.draw gpu_power_watts 1 60
            power.draw.average gpu_power_average_watts{scope="gpu"} 1 60
            power.draw.instant gpu_power_instant_watts{scope="gpu"} 1 200
            power.limit gpu_power_limit_watts 1 0.01
            power.default_limit gpu_power_default_limit_watts 1 0.01
            power.min_limit gpu_power_min_limit_watts 1 0.01
            power.max_limit gpu_power_max_limit_watts 1 0.01
            enforced.power.limit gpu_power_enforced_limit_watts 1 0.01
            clocks.current.graphics gpu_clock_hertz{clock="graphics"} 1e6 3e8
            clocks.current.sm gpu_clock_hertz{clock="sm"} 1e6 3e8
            clocks.current.memory gpu_clock_hertz{clock="memory"} 1e6 3e8
            clocks.current.video gpu_clock_hertz{clock="video"} 1e6 3e8
            clocks.max.graphics gpu_clock_max_hertz{clock="graphics"} 1e6 0
            clocks.max.sm gpu_clock_max_hertz{clock="sm"} 1e6 0
            clocks.max.memory gpu_clock_max_hertz{clock="memory"} 1e6 0
            pcie.link.gen.max gpu_pcie_link_max_generation 1 0
            pcie.link.gen.gpumax gpu_pcie_link_gpu_max_generation 1 0
            pcie.link.gen.current gpu_pcie_link_generation 1 5
            pcie.link.width.max gpu_pcie_link_max_width 1 0
            pcie.link.width.current gpu_pcie_link_width 1 0
            pstate gpu_performance_state 1 8
            compute_mode gpu_compute_mode{mode="default"} 1 0
            persistence_mode gpu_persistence_mode 1 0
            ecc.mode.current gpu_ecc_enabled 1 0
            ecc.mode.pending gpu_ecc_enabled_pending 1 0
            mig.mode.current gpu_mig_mode 1 0
            mig.mode.pending gpu_mig_mode_pending 1 0
            gsp.mode.current gpu_gsp_enabled 1 0
            gsp.mode.default gpu_gsp_enabled_by_default 1 0
            accounting.mode gpu_accounting_mode 1 0
            accounting.buffer_size gpu_accounting_buffer_processes 1 0
            display_active gpu_display_active 1 0
            display_attached gpu_display_attached 1 0
            gpu_recovery_action gpu_recovery_action{action="none"} 1 0
            clocks_event_reasons.gpu_idle gpu_clocks_event_reason_active{reason="gpu_idle"} 1 1
            clocks_event_reasons.applications_clocks_setting gpu_clocks_event_reason_active{reason="applications_clocks_setting"} 1 0
            clocks_event_reasons.sw_power_cap gpu_clocks_event_reason_active{reason="sw_power_cap"} 1 1
            clocks_event_reasons.hw_slowdown gpu_clocks_event_reason_active{reason="hw_slowdown"} 1 1
            clocks_event_reasons.hw_thermal_slowdown gpu_clocks_event_reason_active{reason="hw_thermal_slowdown"} 1 1
            clocks_event_reasons.hw_power_brake_slowdown gpu_clocks_event_reason_active{reason="hw_power_brake_slowdown"} 1 1
            clocks_event_reasons.sw_thermal_slowdown gpu_clocks_event_reason_active{reason="sw_thermal_slowdown"} 1 1
            clocks_event_reasons.sync_boost gpu_clocks_event_reason_active{reason="sync_boost"} 1 0
            clocks_event_reasons_counters.sw_power_cap gpu_clocks_event_seconds_total{reason="sw_power_cap"} 1e-6 0.1
            clocks_event_reasons_counters.sw_thermal_slowdown gpu_clocks_event_seconds_total{reason="sw_thermal_slowdown"} 1e-6 0.1
            clocks_event_reasons_counters.hw_thermal_slowdown gpu_clocks_event_seconds_total{reason="hw_thermal_slowdown"} 1e-6 0.1
            clocks_event_reasons_counters.hw_power_brake_slowdown gpu_clocks_event_seconds_total{reason="hw_power_brake_slowdown"} 1e-6 0.1
            ecc.errors.corrected.volatile.dram gpu_ecc_volatile_location_errors_total{error="corrected",location="device_memory"} 1 0
            ecc.errors.corrected.aggregate.dram gpu_ecc_location_errors_total{error="corrected",location="device_memory"} 1 0
            ecc.errors.uncorrected.volatile.dram gpu_ecc_volatile_location_errors_total{error="uncorrected",location="device_memory"} 1 0
            ecc.errors.uncorrected.aggregate.dram gpu_ecc_location_errors_total{error="uncorrected",location="device_memory"} 1 0
            ecc.errors.uncorrected.aggregate.sram.thresholdExceeded gpu_ecc_sram_threshold_exceeded 1 0
            retired_pages.pending gpu_retired_pages_pending 1 0
            ecc.errors.corrected.volatile.total gpu_ecc_volatile_errors_total{error="corrected"} 1 0
            ecc.errors.uncorrected.volatile.total gpu_ecc_volatile_errors_total{error="uncorrected"} 1 0
            ecc.errors.corrected.aggregate.total gpu_ecc_errors_total{error="corrected"} 1 0
            ecc.errors.uncorrected.aggregate.total gpu_ecc_errors_total{error="uncorrected"} 1 0
            remapped_rows.pending gpu_row_remapping_pending 1 0
            remapped_rows.failure gpu_row_remapping_failed 1 0
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
                    "index", "index",
                    "serial", "serial");

    /** None is what there is to do, Default the mode in which all may compute. */
    private static final Map<String, Double> WORDS =
            Map.of(
                    "Enabled", 1.0,
                    "Disabled", 0.0,
                    "Yes", 1.0,
                    "No", 0.0,
                    "Active", 1.0,
                    "Not Active", 0.0,
                    "Default", 1.0,
                    "None", 1.0);

    private static final Pattern NUMBER = Pattern.compile("P?(-?[0-9]+(?:\\.[0-9]+)?)");

    /** What a cell says in our unit; empty where it says that there is nothing. */
    OptionalDouble value(String cell) {
        var word = WORDS.get(cell);
        if (word != null) {
            return OptionalDouble.of(word);
        }
        var number = NUMBER.matcher(cell);
        return number.matches()
                ? OptionalDouble.of(Double.parseDouble(number.group(1)) * unit)
                : OptionalDouble.empty();
    }

    private static SmiColumn of(String line) {
        var words = line.split(" ", -1);
        return new SmiColumn(
                words[0], words[1], Double.parseDouble(words[2]), Double.parseDouble(words[3]));
    }
}
