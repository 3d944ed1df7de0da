package io.hypervigil.nvml.dcgm;

import io.hypervigil.nvml.gpu.GpuClockEvents;
import io.hypervigil.nvml.gpu.GpuModes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A field of DCGM's, as it is made from our own samples. As long as it is because it is a table.
 *
 * @param name {@code DCGM_FI_…}
 * @param parts whose samples are added up
 * @param scale from our unit to DCGM's
 * @param shape what is made of the sum
 */
record DcgmField(String name, List<Part> parts, double scale, Shape shape) {

    /** Stands for the number of the last XID, which is no sample of a GPU's own round. */
    static final String LAST_XID = "last XID";

    /** A label of a part that says nothing: all links, for instance. */
    static final String ANY_VALUE = "*";

    /**
     * Samples of ours.
     *
     * @param family of ours
     * @param labels the first values that the samples have behind their GPU
     * @param weight what one of it counts
     */
    record Part(String family, List<String> labels, double weight) {
        Part {
            labels = List.copyOf(labels);
        }
    }

    /** What is made of the sum of the samples. */
    enum Shape {
        AS_IT_IS,
        /** What it grew by a second since the round before. */
        RATE,
        /** 1 where any sample is more than 0, 0 where there is none. */
        ANY
    }

    private static final double PERCENT = 100;
    private static final double MEBIBYTES = 1.0 / (1 << 20);
    private static final double MEGABYTES = 1e-6;
    private static final double MEGAHERTZ = 1e-6;
    private static final double MILLIJOULES = 1e3;
    private static final double NANOSECONDS = 1e9;

    private static final Pattern NUMBERED =
            Pattern.compile(
                    "DCGM_FI_(?:DEV_NVLINK_BANDWIDTH_L(?<link>[0-9]{1,2})"
                            + "|PROF_(?<engine>NV(?:DEC|JPG|OFA)[0-9])_ACTIVE)");

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
                            dev("MIG_MODE", 1, "gpu_mig_mode"),
                            dev("XID_ERRORS", 1, LAST_XID),
                            shaped("VGPU_LICENSE_STATUS", 1, Shape.ANY, part("gpu_vgpu_licensed")),
                            bandwidth("TOTAL"),
                            // Hopper has one count for both kinds.
                            shaped(
                                    "NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL",
                                    1,
                                    Shape.AS_IT_IS,
                                    part("gpu_nvlink_errors_total", ANY_VALUE, "crc_flit"),
                                    part("gpu_nvlink_errors_total", ANY_VALUE, "crc")),
                            dev(
                                    "NVLINK_CRC_DATA_ERROR_COUNT_TOTAL",
                                    1,
                                    "gpu_nvlink_errors_total",
                                    ANY_VALUE,
                                    "crc_data"),
                            dev("NVLINK_REPLAY_ERROR_COUNT_TOTAL", 1, "gpu_nvlink_replays_total"),
                            dev(
                                    "NVLINK_RECOVERY_ERROR_COUNT_TOTAL",
                                    1,
                                    "gpu_nvlink_recoveries_total"),
                            bits("CLOCKS_EVENT_REASONS"),
                            bits("CLOCK_THROTTLE_REASONS"),
                            modes())
                    .stream()
                    .collect(Collectors.toUnmodifiableMap(DcgmField::name, field -> field));

    DcgmField {
        parts = List.copyOf(parts);
    }

    /** Whether instances of divided GPUs have it: memory, and what the monitors measure. */
    boolean isOfInstances() {
        return name.startsWith("DCGM_FI_DEV_FB_") || name.startsWith("DCGM_FI_PROF_");
    }

    /** One by its name; empty where NVML does not give it. */
    static Optional<DcgmField> of(String name) {
        var numbered = NUMBERED.matcher(name);
        return numbered.matches()
                ? Optional.of(ofNumber(numbered))
                : Optional.ofNullable(ALL.get(name));
    }

    /** Those of which there is one for each link or engine. */
    private static DcgmField ofNumber(Matcher name) {
        var link = name.group("link");
        return link == null
                ? prof(
                        name.group("engine") + "_ACTIVE",
                        "gpu_engine_active_ratio",
                        name.group("engine").toLowerCase(Locale.ROOT))
                : bandwidth("L" + link, link);
    }

    private static DcgmField dev(String name, double scale, String family, String... labels) {
        return shaped(name, scale, Shape.AS_IT_IS, part(family, labels));
    }

    private static DcgmField shaped(String name, double scale, Shape shape, Part... parts) {
        return new DcgmField("DCGM_FI_DEV_" + name, Arrays.asList(parts), scale, shape);
    }

    private static Part part(String family, String... labels) {
        return new Part(family, Arrays.asList(labels), 1);
    }

    /** DCGM's number is a rate, though its lists call it a counter. */
    private static DcgmField bandwidth(String name, String... link) {
        return shaped(
                "NVLINK_BANDWIDTH_" + name,
                MEGABYTES,
                Shape.RATE,
                part("gpu_nvlink_transmit_bytes_total", link),
                part("gpu_nvlink_receive_bytes_total", link));
    }

    /** The reasons as the library has them: a bit each. */
    private static DcgmField bits(String name) {
        var parts =
                IntStream.range(0, GpuClockEvents.REASONS.size())
                        .mapToObj(
                                bit ->
                                        new Part(
                                                "gpu_clocks_event_reason_active",
                                                List.of(GpuClockEvents.REASONS.get(bit)),
                                                1 << bit))
                        .toArray(Part[]::new);
        return shaped(name, 1, Shape.AS_IT_IS, parts);
    }

    private static DcgmField modes() {
        var parts =
                IntStream.range(0, GpuModes.COMPUTE_MODES.size())
                        .mapToObj(
                                mode ->
                                        new Part(
                                                "gpu_compute_mode",
                                                List.of(GpuModes.COMPUTE_MODES.get(mode)),
                                                mode))
                        .toArray(Part[]::new);
        return shaped("COMPUTE_MODE", 1, Shape.AS_IT_IS, parts);
    }

    /** Of the monitors of Hopper and newer: DCGM's ratios and bytes are ours. */
    private static DcgmField prof(String name, String family, String... labels) {
        return new DcgmField(
                "DCGM_FI_PROF_" + name, List.of(part(family, labels)), 1, Shape.AS_IT_IS);
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
