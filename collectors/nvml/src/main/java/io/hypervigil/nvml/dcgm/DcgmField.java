package io.hypervigil.nvml.dcgm;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A field of DCGM's, as it is made from our own samples.
 *
 * @param name {@code DCGM_FI_…}
 * @param family of ours
 * @param labels the values that the samples have behind their GPU; samples that agree are added up
 * @param scale from our unit to DCGM's
 */
record DcgmField(String name, String family, List<String> labels, double scale) {

    private static final double PERCENT = 100;
    private static final double MEBIBYTES = 1.0 / (1 << 20);
    private static final double MEGAHERTZ = 1e-6;
    private static final double MILLIJOULES = 1e3;
    private static final double NANOSECONDS = 1e9;

    /** What can be had of NVML, by name. Units are those of dcgm-exporter's help texts. */
    static final Map<String, DcgmField> ALL =
            List.of(
                            clock("SM_CLOCK", "gpu_clock_hertz", "sm"),
                            clock("MEM_CLOCK", "gpu_clock_hertz", "memory"),
                            clock("VIDEO_CLOCK", "gpu_clock_hertz", "video"),
                            clock("APP_SM_CLOCK", "gpu_clock_application_hertz", "graphics"),
                            clock("APP_MEM_CLOCK", "gpu_clock_application_hertz", "memory"),
                            clock("MAX_SM_CLOCK", "gpu_clock_max_hertz", "sm"),
                            clock("MAX_MEM_CLOCK", "gpu_clock_max_hertz", "memory"),
                            clock("MAX_VIDEO_CLOCK", "gpu_clock_max_hertz", "video"),
                            dev("GPU_TEMP", 1, "gpu_temperature_celsius"),
                            dev("MEMORY_TEMP", 1, "gpu_memory_temperature_celsius"),
                            dev("GPU_TEMP_LIMIT", 1, "gpu_temperature_margin_celsius"),
                            threshold("MEM_MAX_OP_TEMP", "memory_max"),
                            threshold("GPU_MAX_OP_TEMP", "gpu_max"),
                            threshold("SLOWDOWN_TEMP", "slowdown"),
                            threshold("SHUTDOWN_TEMP", "shutdown"),
                            dev("POWER_USAGE", 1, "gpu_power_watts"),
                            dev("POWER_USAGE_INSTANT", 1, "gpu_power_instant_watts", "gpu"),
                            dev("POWER_MGMT_LIMIT", 1, "gpu_power_limit_watts"),
                            dev("POWER_MGMT_LIMIT_MIN", 1, "gpu_power_min_limit_watts"),
                            dev("POWER_MGMT_LIMIT_MAX", 1, "gpu_power_max_limit_watts"),
                            dev("POWER_MGMT_LIMIT_DEF", 1, "gpu_power_default_limit_watts"),
                            dev("ENFORCED_POWER_LIMIT", 1, "gpu_power_enforced_limit_watts"),
                            dev("TOTAL_ENERGY_CONSUMPTION", MILLIJOULES, "gpu_energy_joules_total"),
                            dev("PSTATE", 1, "gpu_performance_state"),
                            dev("FAN_SPEED", PERCENT, "gpu_fan_speed_ratio", "0"),
                            dev("PCIE_REPLAY_COUNTER", 1, "gpu_pcie_replays_total"),
                            dev("PCIE_MAX_LINK_GEN", 1, "gpu_pcie_link_max_generation"),
                            dev("PCIE_MAX_LINK_WIDTH", 1, "gpu_pcie_link_max_width"),
                            dev("PCIE_LINK_GEN", 1, "gpu_pcie_link_generation"),
                            dev("PCIE_LINK_WIDTH", 1, "gpu_pcie_link_width"),
                            dev("GPU_UTIL", PERCENT, "gpu_utilization_ratio"),
                            dev("MEM_COPY_UTIL", PERCENT, "gpu_memory_utilization_ratio"),
                            dev("ENC_UTIL", PERCENT, "gpu_encoder_utilization_ratio"),
                            dev("DEC_UTIL", PERCENT, "gpu_decoder_utilization_ratio"),
                            dev("FB_TOTAL", MEBIBYTES, "gpu_memory_total_bytes"),
                            dev("FB_FREE", MEBIBYTES, "gpu_memory_free_bytes"),
                            dev("FB_USED", MEBIBYTES, "gpu_memory_used_bytes"),
                            dev("FB_RESERVED", MEBIBYTES, "gpu_memory_reserved_bytes"),
                            dev("BAR1_TOTAL", MEBIBYTES, "gpu_bar1_memory_total_bytes"),
                            dev("BAR1_USED", MEBIBYTES, "gpu_bar1_memory_used_bytes"),
                            dev("BAR1_FREE", MEBIBYTES, "gpu_bar1_memory_free_bytes"),
                            dev("ECC_CURRENT", 1, "gpu_ecc_enabled"),
                            dev("ECC_PENDING", 1, "gpu_ecc_enabled_pending"),
                            ecc("ECC_SBE_VOL_TOTAL", "gpu_ecc_volatile_errors_total", "corrected"),
                            ecc(
                                    "ECC_DBE_VOL_TOTAL",
                                    "gpu_ecc_volatile_errors_total",
                                    "uncorrected"),
                            ecc("ECC_SBE_AGG_TOTAL", "gpu_ecc_errors_total", "corrected"),
                            ecc("ECC_DBE_AGG_TOTAL", "gpu_ecc_errors_total", "uncorrected"),
                            dev(
                                    "RETIRED_SBE",
                                    1,
                                    "gpu_retired_pages_total",
                                    "multiple_single_bit_errors"),
                            dev("RETIRED_DBE", 1, "gpu_retired_pages_total", "double_bit_error"),
                            dev("RETIRED_PENDING", 1, "gpu_retired_pages_pending"),
                            dev("CORRECTABLE_REMAPPED_ROWS", 1, "gpu_remapped_rows", "corrected"),
                            dev(
                                    "UNCORRECTABLE_REMAPPED_ROWS",
                                    1,
                                    "gpu_remapped_rows",
                                    "uncorrected"),
                            dev("ROW_REMAP_PENDING", 1, "gpu_row_remapping_pending"),
                            dev("ROW_REMAP_FAILURE", 1, "gpu_row_remapping_failed"),
                            violation("POWER_VIOLATION", "sw_power_cap"),
                            violation("THERMAL_VIOLATION", "thermal"),
                            violation("SYNC_BOOST_VIOLATION", "sync_boost"),
                            violation("BOARD_LIMIT_VIOLATION", "board_limit"),
                            violation("LOW_UTIL_VIOLATION", "low_utilization"),
                            violation("RELIABILITY_VIOLATION", "reliability"),
                            prof("GR_ENGINE_ACTIVE", "gpu_graphics_engine_active_ratio"),
                            prof("SM_ACTIVE", "gpu_sm_active_ratio"),
                            prof("SM_OCCUPANCY", "gpu_sm_occupancy_ratio"),
                            prof("PIPE_TENSOR_ACTIVE", "gpu_tensor_active_ratio"),
                            prof("PIPE_TENSOR_IMMA_ACTIVE", "gpu_tensor_pipe_active_ratio", "imma"),
                            prof("PIPE_TENSOR_HMMA_ACTIVE", "gpu_tensor_pipe_active_ratio", "hmma"),
                            prof("PIPE_TENSOR_DFMA_ACTIVE", "gpu_tensor_pipe_active_ratio", "dfma"),
                            prof("DRAM_ACTIVE", "gpu_dram_active_ratio"),
                            prof("PIPE_FP64_ACTIVE", "gpu_pipe_active_ratio", "fp64"),
                            prof("PIPE_FP32_ACTIVE", "gpu_pipe_active_ratio", "fp32"),
                            prof("PIPE_FP16_ACTIVE", "gpu_pipe_active_ratio", "fp16"),
                            prof("PIPE_INT_ACTIVE", "gpu_pipe_active_ratio", "integer"),
                            prof("PCIE_TX_BYTES", "gpu_pcie_transmit_bytes_per_second"),
                            prof("PCIE_RX_BYTES", "gpu_pcie_receive_bytes_per_second"),
                            prof("NVLINK_TX_BYTES", "gpu_nvlink_transmit_bytes_per_second"),
                            prof("NVLINK_RX_BYTES", "gpu_nvlink_receive_bytes_per_second"),
                            dev("PERSISTENCE_MODE", 1, "gpu_persistence_mode"),
                            dev("MIG_MODE", 1, "gpu_mig_mode"))
                    .stream()
                    .collect(Collectors.toUnmodifiableMap(DcgmField::name, field -> field));

    DcgmField {
        labels = List.copyOf(labels);
    }

    private static DcgmField dev(String name, double scale, String family, String... labels) {
        return new DcgmField("DCGM_FI_DEV_" + name, family, Arrays.asList(labels), scale);
    }

    /** Of the monitors of Hopper and newer: DCGM's ratios and bytes are ours. */
    private static DcgmField prof(String name, String family, String... labels) {
        return new DcgmField("DCGM_FI_PROF_" + name, family, Arrays.asList(labels), 1);
    }

    private static DcgmField clock(String name, String family, String clock) {
        return dev(name, MEGAHERTZ, family, clock);
    }

    private static DcgmField threshold(String name, String threshold) {
        return dev(name, 1, "gpu_temperature_threshold_celsius", threshold);
    }

    private static DcgmField ecc(String name, String family, String error) {
        return dev(name, 1, family, error);
    }

    private static DcgmField violation(String name, String reason) {
        return dev(name, NANOSECONDS, "gpu_clocks_event_seconds_total", reason);
    }
}
