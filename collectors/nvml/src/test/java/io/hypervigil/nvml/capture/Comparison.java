package io.hypervigil.nvml.capture;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which series of ours is which of nvidia_gpu_exporter's.
 *
 * @param theirs without {@code nvidia_smi_}; {@code NAME=NUMBER} is 1 where it has that number
 * @param ours without the label {@code gpu}; {@code NAME_info/LABEL} is the number in a label
 * @param factor what ours is multiplied by to be theirs, where theirs is no base unit
 */
record Comparison(String theirs, String ours, double factor) {

    /** A last word, where there is one, is the factor. */
    private static final String TABLE =
            """
            accounting_buffer_size gpu_accounting_buffer_processes
            accounting_mode gpu_accounting_mode
            c2c_mode gpu_c2c_enabled
            clocks_current_graphics_clock_hz gpu_clock_hertz{clock="graphics"}
            clocks_current_memory_clock_hz gpu_clock_hertz{clock="memory"}
            clocks_current_sm_clock_hz gpu_clock_hertz{clock="sm"}
            clocks_current_video_clock_hz gpu_clock_hertz{clock="video"}
            clocks_event_reasons_applications_clocks_setting gpu_clocks_event_reason_active{reason="applications_clocks_setting"}
            clocks_event_reasons_counters_hw_power_brake_slowdown_seconds gpu_clocks_event_seconds_total{reason="hw_power_brake_slowdown"}
            clocks_event_reasons_counters_hw_thermal_slowdown_seconds gpu_clocks_event_seconds_total{reason="hw_thermal_slowdown"}
            clocks_event_reasons_counters_sw_power_cap_seconds gpu_clocks_event_seconds_total{reason="sw_power_cap"}
            clocks_event_reasons_counters_sw_thermal_slowdown_seconds gpu_clocks_event_seconds_total{reason="sw_thermal_slowdown"}
            clocks_event_reasons_counters_sync_boost_seconds gpu_clocks_event_seconds_total{reason="sync_boost"}
            clocks_event_reasons_gpu_idle gpu_clocks_event_reason_active{reason="gpu_idle"}
            clocks_event_reasons_hw_power_brake_slowdown gpu_clocks_event_reason_active{reason="hw_power_brake_slowdown"}
            clocks_event_reasons_hw_slowdown gpu_clocks_event_reason_active{reason="hw_slowdown"}
            clocks_event_reasons_hw_thermal_slowdown gpu_clocks_event_reason_active{reason="hw_thermal_slowdown"}
            clocks_event_reasons_sw_power_cap gpu_clocks_event_reason_active{reason="sw_power_cap"}
            clocks_event_reasons_sw_thermal_slowdown gpu_clocks_event_reason_active{reason="sw_thermal_slowdown"}
            clocks_event_reasons_sync_boost gpu_clocks_event_reason_active{reason="sync_boost"}
            clocks_max_graphics_clock_hz gpu_clock_max_hertz{clock="graphics"}
            clocks_max_memory_clock_hz gpu_clock_max_hertz{clock="memory"}
            clocks_max_sm_clock_hz gpu_clock_max_hertz{clock="sm"}
            compute_cap gpu_info/compute_capability
            compute_mode=0 gpu_compute_mode{mode="default"}
            compute_mode=1 gpu_compute_mode{mode="exclusive_thread"}
            compute_mode=2 gpu_compute_mode{mode="prohibited"}
            compute_mode=3 gpu_compute_mode{mode="exclusive_process"}
            display_active gpu_display_active
            display_attached gpu_display_attached
            driver_version gpu_info/driver_version
            ecc_errors_corrected_aggregate_cbu gpu_ecc_location_errors_total{error="corrected",location="cbu"}
            ecc_errors_corrected_aggregate_device_memory gpu_ecc_location_errors_total{error="corrected",location="device_memory"}
            ecc_errors_corrected_aggregate_dram gpu_ecc_location_errors_total{error="corrected",location="device_memory"}
            ecc_errors_corrected_aggregate_l1_cache gpu_ecc_location_errors_total{error="corrected",location="l1_cache"}
            ecc_errors_corrected_aggregate_l2_cache gpu_ecc_location_errors_total{error="corrected",location="l2_cache"}
            ecc_errors_corrected_aggregate_register_file gpu_ecc_location_errors_total{error="corrected",location="register_file"}
            ecc_errors_corrected_aggregate_sram gpu_ecc_sram_errors_total{error="corrected"}
            ecc_errors_corrected_aggregate_texture_memory gpu_ecc_location_errors_total{error="corrected",location="texture_memory"}
            ecc_errors_corrected_aggregate_total gpu_ecc_errors_total{error="corrected"}
            ecc_errors_corrected_volatile_cbu gpu_ecc_volatile_location_errors_total{error="corrected",location="cbu"}
            ecc_errors_corrected_volatile_device_memory gpu_ecc_volatile_location_errors_total{error="corrected",location="device_memory"}
            ecc_errors_corrected_volatile_dram gpu_ecc_volatile_location_errors_total{error="corrected",location="device_memory"}
            ecc_errors_corrected_volatile_l1_cache gpu_ecc_volatile_location_errors_total{error="corrected",location="l1_cache"}
            ecc_errors_corrected_volatile_l2_cache gpu_ecc_volatile_location_errors_total{error="corrected",location="l2_cache"}
            ecc_errors_corrected_volatile_register_file gpu_ecc_volatile_location_errors_total{error="corrected",location="register_file"}
            ecc_errors_corrected_volatile_sram gpu_ecc_volatile_sram_errors_total{error="corrected"}
            ecc_errors_corrected_volatile_texture_memory gpu_ecc_volatile_location_errors_total{error="corrected",location="texture_memory"}
            ecc_errors_corrected_volatile_total gpu_ecc_volatile_errors_total{error="corrected"}
            ecc_errors_uncorrected_aggregate_cbu gpu_ecc_location_errors_total{error="uncorrected",location="cbu"}
            ecc_errors_uncorrected_aggregate_device_memory gpu_ecc_location_errors_total{error="uncorrected",location="device_memory"}
            ecc_errors_uncorrected_aggregate_dram gpu_ecc_location_errors_total{error="uncorrected",location="device_memory"}
            ecc_errors_uncorrected_aggregate_l1_cache gpu_ecc_location_errors_total{error="uncorrected",location="l1_cache"}
            ecc_errors_uncorrected_aggregate_l2_cache gpu_ecc_location_errors_total{error="uncorrected",location="l2_cache"}
            ecc_errors_uncorrected_aggregate_register_file gpu_ecc_location_errors_total{error="uncorrected",location="register_file"}
            ecc_errors_uncorrected_aggregate_sram gpu_ecc_sram_errors_total{error="uncorrected"}
            ecc_errors_uncorrected_aggregate_sram_l2 gpu_ecc_sram_unit_uncorrected_errors_total{unit="l2"}
            ecc_errors_uncorrected_aggregate_sram_mcu gpu_ecc_sram_unit_uncorrected_errors_total{unit="mcu"}
            ecc_errors_uncorrected_aggregate_sram_other gpu_ecc_sram_unit_uncorrected_errors_total{unit="other"}
            ecc_errors_uncorrected_aggregate_sram_parity gpu_ecc_sram_uncorrected_errors_total{check="parity"}
            ecc_errors_uncorrected_aggregate_sram_pcie gpu_ecc_sram_unit_uncorrected_errors_total{unit="pcie"}
            ecc_errors_uncorrected_aggregate_sram_secded gpu_ecc_sram_uncorrected_errors_total{check="secded"}
            ecc_errors_uncorrected_aggregate_sram_sm gpu_ecc_sram_unit_uncorrected_errors_total{unit="sm"}
            ecc_errors_uncorrected_aggregate_sram_threshold_exceeded gpu_ecc_sram_threshold_exceeded
            ecc_errors_uncorrected_aggregate_texture_memory gpu_ecc_location_errors_total{error="uncorrected",location="texture_memory"}
            ecc_errors_uncorrected_aggregate_total gpu_ecc_errors_total{error="uncorrected"}
            ecc_errors_uncorrected_volatile_cbu gpu_ecc_volatile_location_errors_total{error="uncorrected",location="cbu"}
            ecc_errors_uncorrected_volatile_device_memory gpu_ecc_volatile_location_errors_total{error="uncorrected",location="device_memory"}
            ecc_errors_uncorrected_volatile_dram gpu_ecc_volatile_location_errors_total{error="uncorrected",location="device_memory"}
            ecc_errors_uncorrected_volatile_l1_cache gpu_ecc_volatile_location_errors_total{error="uncorrected",location="l1_cache"}
            ecc_errors_uncorrected_volatile_l2_cache gpu_ecc_volatile_location_errors_total{error="uncorrected",location="l2_cache"}
            ecc_errors_uncorrected_volatile_register_file gpu_ecc_volatile_location_errors_total{error="uncorrected",location="register_file"}
            ecc_errors_uncorrected_volatile_sram gpu_ecc_volatile_sram_errors_total{error="uncorrected"}
            ecc_errors_uncorrected_volatile_sram_parity gpu_ecc_volatile_sram_uncorrected_errors_total{check="parity"}
            ecc_errors_uncorrected_volatile_sram_secded gpu_ecc_volatile_sram_uncorrected_errors_total{check="secded"}
            ecc_errors_uncorrected_volatile_texture_memory gpu_ecc_volatile_location_errors_total{error="uncorrected",location="texture_memory"}
            ecc_errors_uncorrected_volatile_total gpu_ecc_volatile_errors_total{error="uncorrected"}
            ecc_mode_current gpu_ecc_enabled
            ecc_mode_pending gpu_ecc_enabled_pending
            edpp_multiplier_ratio gpu_power_peak_multiplier_ratio
            encoder_stats_average_fps gpu_encoder_frames_per_second
            encoder_stats_average_latency gpu_encoder_latency_seconds 1e6
            encoder_stats_session_count gpu_encoder_sessions
            enforced_power_limit_watts gpu_power_enforced_limit_watts
            fabric_state=1 gpu_fabric_state{state="not_started"}
            fabric_state=2 gpu_fabric_state{state="in_progress"}
            fabric_state=3 gpu_fabric_state{state="completed"}
            fan_speed_ratio gpu_fan_speed_ratio{fan="0"}
            gpu_recovery_action=0 gpu_recovery_action{action="none"}
            gpu_recovery_action=1 gpu_recovery_action{action="reset"}
            gpu_recovery_action=2 gpu_recovery_action{action="reboot"}
            gsp_mode_current gpu_gsp_enabled
            gsp_mode_default gpu_gsp_enabled_by_default
            index gpu_info/index
            inforom_ecc gpu_info/inforom_ecc_version
            inforom_oem gpu_info/inforom_oem_version
            memory_free_bytes gpu_memory_free_bytes
            memory_reserved_bytes gpu_memory_reserved_bytes
            memory_total_bytes gpu_memory_total_bytes
            memory_used_bytes gpu_memory_used_bytes
            mig_mode_current gpu_mig_mode
            mig_mode_pending gpu_mig_mode_pending
            pcie_link_gen_current gpu_pcie_link_generation
            pcie_link_gen_gpucurrent gpu_pcie_link_generation
            pcie_link_gen_gpumax gpu_pcie_link_gpu_max_generation
            pcie_link_gen_max gpu_pcie_link_max_generation
            pcie_link_width_current gpu_pcie_link_width
            pcie_link_width_max gpu_pcie_link_max_width
            persistence_mode gpu_persistence_mode
            platform_host_id gpu_platform_info/host
            platform_module_id gpu_platform_info/module
            platform_slot_number gpu_platform_info/slot
            platform_tray_index gpu_platform_info/tray
            power_default_limit_watts gpu_power_default_limit_watts
            power_draw_average_watts gpu_power_average_watts{scope="gpu"}
            power_draw_instant_watts gpu_power_instant_watts{scope="gpu"}
            power_draw_watts gpu_power_watts
            power_limit_watts gpu_power_limit_watts
            power_max_limit_watts gpu_power_max_limit_watts
            power_min_limit_watts gpu_power_min_limit_watts
            protected_memory_free_bytes gpu_protected_memory_free_bytes
            protected_memory_total_bytes gpu_protected_memory_total_bytes
            protected_memory_used_bytes gpu_protected_memory_used_bytes
            pstate gpu_performance_state
            remapped_rows_correctable gpu_remapped_rows{error="corrected"}
            remapped_rows_correctable_inactive gpu_remapped_rows_inactive{error="corrected"}
            remapped_rows_failure gpu_row_remapping_failed
            remapped_rows_histogram_high gpu_row_remapping_banks{spare_rows="high"}
            remapped_rows_histogram_low gpu_row_remapping_banks{spare_rows="low"}
            remapped_rows_histogram_max gpu_row_remapping_banks{spare_rows="max"}
            remapped_rows_histogram_none gpu_row_remapping_banks{spare_rows="none"}
            remapped_rows_histogram_partial gpu_row_remapping_banks{spare_rows="partial"}
            remapped_rows_pending gpu_row_remapping_pending
            remapped_rows_uncorrectable gpu_remapped_rows{error="uncorrected"}
            remapped_rows_uncorrectable_inactive gpu_remapped_rows_inactive{error="uncorrected"}
            retired_pages_double_bit_count gpu_retired_pages_total{cause="double_bit_error"}
            retired_pages_pending gpu_retired_pages_pending
            retired_pages_single_bit_ecc_count gpu_retired_pages_total{cause="multiple_single_bit_errors"}
            serial gpu_info/serial
            temperature_gpu gpu_temperature_celsius
            temperature_gpu_tlimit gpu_temperature_margin_celsius
            temperature_memory gpu_memory_temperature_celsius
            utilization_decoder_ratio gpu_decoder_utilization_ratio
            utilization_encoder_ratio gpu_encoder_utilization_ratio
            utilization_gpu_ratio gpu_utilization_ratio
            utilization_jpeg_ratio gpu_jpeg_utilization_ratio
            utilization_memory_ratio gpu_memory_utilization_ratio
            utilization_ofa_ratio gpu_ofa_utilization_ratio
            """;

    static final List<Comparison> ALL = TABLE.lines().map(Comparison::of).toList();

    /** Labels of their gpu_info and of ours; the address is written another way. */
    static final Map<String, String> INFO_LABELS =
            new TreeMap<>(
                    Map.of(
                            "compute_cap", "compute_capability",
                            "cuda_version", "cuda_version",
                            "driver_version", "driver_version",
                            "index", "index",
                            "name", "name",
                            "serial", "serial",
                            "vbios_version", "vbios_version"));

    /** What is not compared, as patterns, and why. */
    static final Map<Pattern, String> LEFT_OUT =
            Map.of(
                    Pattern.compile("command_exit_code|failed_scrapes_total|.*last_collect_.*"),
                    "of that exporter's own work",
                    Pattern.compile("compute_apps|compute_app_.*|count"),
                    "of processes and of the host, no value of this GPU",
                    Pattern.compile("name|kmd_version"),
                    "a number that was read out of a text",
                    Pattern.compile("pci_.*"),
                    "a part of the address or of the device's id, which gpu_pci_info has",
                    Pattern.compile("clocks_event_reasons_(active|supported)"),
                    "a mask, of which each bit is a series of ours and compared",
                    Pattern.compile("fabric_clique_id|platform_gpu_fabric_guid"),
                    "goes with the cluster's or the rack's id, which is masked",
                    Pattern.compile("pcie_link_gen_hostmax"),
                    "no function of the library tells it",
                    Pattern.compile("gpu_info\\{.*"),
                    "compared label by label");

    /** The name of theirs, without a number. */
    String name() {
        return theirs.split("=", 2)[0];
    }

    /** What ours has to be. */
    OptionalDouble expected(Page page) {
        var value = page.value(name());
        if (value.isEmpty() || name().equals(theirs)) {
            return value;
        }
        double chosen = Double.parseDouble(theirs.substring(name().length() + 1));
        return OptionalDouble.of(value.getAsDouble() == chosen ? 1 : 0);
    }

    private static Comparison of(String line) {
        var words = line.split(" ", 3);
        return new Comparison(
                words[0], words[1], words.length < 3 ? 1 : Double.parseDouble(words[2]));
    }
}
