package io.hypervigil.nvml.capture;

import io.hypervigil.nvml.capture.Capture.Cell;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the library of a captured machine answered, found out from what nvidia-smi printed: a
 * scenario. nvidia-smi prints watts, mebibytes and microseconds where the library counts
 * milliwatts, bytes and nanoseconds.
 */
final class CapturedAnswers {

    /** Where nvidia-smi has its columns from. */
    private static final String ANSWERS =
            """
            nvmlDeviceGetUUID = {uuid}
            nvmlDeviceGetPciInfo_v3 = {pci.bus_id} {pci.device_id} {pci.sub_device_id}
            nvmlDeviceGetIndex = {index}
            nvmlDeviceGetName = {name}
            nvmlDeviceGetSerial = {serial}
            nvmlDeviceGetVbiosVersion = {vbios_version}
            nvmlDeviceGetInforomImageVersion = {inforom.img}
            nvmlDeviceGetInforomVersion.0 = {inforom.oem}
            nvmlDeviceGetInforomVersion.1 = {inforom.ecc}
            nvmlDeviceGetInforomVersion.2 = {inforom.pwr}
            nvmlDeviceGetCudaComputeCapability = {compute_cap}
            nvmlDeviceGetPersistenceMode = {persistence_mode}
            nvmlDeviceGetComputeMode = {compute_mode}
            nvmlDeviceGetDisplayMode = {display_attached}
            nvmlDeviceGetDisplayActive = {display_active}
            nvmlDeviceGetAccountingMode = {accounting.mode}
            nvmlDeviceGetAccountingBufferSize = {accounting.buffer_size}
            nvmlDeviceGetAddressingMode = {addressing_mode}
            nvmlDeviceGetMigMode = {mig.mode.current} {mig.mode.pending}
            nvmlDeviceGetMemoryInfo_v2 = {memory.total} {memory.reserved} {memory.free} {memory.used}
            nvmlDeviceGetConfComputeProtectedMemoryUsage = {protected_memory.total} {protected_memory.free} {protected_memory.used}
            nvmlDeviceGetUtilizationRates = {utilization.gpu} {utilization.memory}
            nvmlDeviceGetEncoderUtilization = {utilization.encoder} 100000
            nvmlDeviceGetDecoderUtilization = {utilization.decoder} 100000
            nvmlDeviceGetJpgUtilization = {utilization.jpeg} 100000
            nvmlDeviceGetOfaUtilization = {utilization.ofa} 100000
            nvmlDeviceGetEncoderStats = {encoder.stats.sessionCount} {encoder.stats.averageFps} {encoder.stats.averageLatency}
            nvmlDeviceGetTemperatureV = {temperature.gpu}
            nvmlDeviceGetTemperature.0 = {temperature.gpu}
            nvmlDeviceGetMarginTemperature = {temperature.gpu.tlimit}
            nvmlDeviceGetFanSpeed = {fan.speed}
            nvmlDeviceGetPowerUsage = {power.draw}
            nvmlDeviceGetPowerManagementLimit = {power.limit}
            nvmlDeviceGetEnforcedPowerLimit = {enforced.power.limit}
            nvmlDeviceGetPowerManagementDefaultLimit = {power.default_limit}
            nvmlDeviceGetPowerManagementLimitConstraints = {power.min_limit} {power.max_limit}
            nvmlDeviceGetPerformanceState = {pstate}
            nvmlDeviceGetSupportedClocksEventReasons = {clocks_event_reasons.supported}
            nvmlDeviceGetCurrentClocksEventReasons = {clocks_event_reasons.active}
            nvmlDeviceGetClockInfo.0 = {clocks.current.graphics}
            nvmlDeviceGetClockInfo.1 = {clocks.current.sm}
            nvmlDeviceGetClockInfo.2 = {clocks.current.memory}
            nvmlDeviceGetClockInfo.3 = {clocks.current.video}
            nvmlDeviceGetMaxClockInfo.0 = {clocks.max.graphics}
            nvmlDeviceGetMaxClockInfo.1 = {clocks.max.sm}
            nvmlDeviceGetMaxClockInfo.2 = {clocks.max.memory}
            nvmlDeviceGetApplicationsClock.0 = {clocks.applications.graphics}
            nvmlDeviceGetApplicationsClock.2 = {clocks.applications.memory}
            nvmlDeviceGetDefaultApplicationsClock.0 = {clocks.default_applications.graphics}
            nvmlDeviceGetDefaultApplicationsClock.2 = {clocks.default_applications.memory}
            nvmlDeviceGetCurrPcieLinkGeneration = {pcie.link.gen.current}
            nvmlDeviceGetMaxPcieLinkGeneration = {pcie.link.gen.max}
            nvmlDeviceGetGpuMaxPcieLinkGeneration = {pcie.link.gen.gpumax}
            nvmlDeviceGetCurrPcieLinkWidth = {pcie.link.width.current}
            nvmlDeviceGetMaxPcieLinkWidth = {pcie.link.width.max}
            nvmlDeviceGetEccMode = {ecc.mode.current} {ecc.mode.pending}
            nvmlDeviceGetTotalEccErrors.0 = {ecc.errors.corrected.volatile.total}
            nvmlDeviceGetMemoryErrorCounter.0 = {ecc.errors.corrected.volatile.l1_cache}
            nvmlDeviceGetMemoryErrorCounter.1 = {ecc.errors.corrected.volatile.l2_cache}
            nvmlDeviceGetMemoryErrorCounter.2 = {ecc.errors.corrected.volatile.device_memory}
            nvmlDeviceGetMemoryErrorCounter.3 = {ecc.errors.corrected.volatile.register_file}
            nvmlDeviceGetMemoryErrorCounter.4 = {ecc.errors.corrected.volatile.texture_memory}
            nvmlDeviceGetMemoryErrorCounter.6 = {ecc.errors.corrected.volatile.cbu}
            nvmlDeviceGetMemoryErrorCounter.7 = {ecc.errors.corrected.volatile.sram}
            nvmlDeviceGetTotalEccErrors.1 = {ecc.errors.corrected.aggregate.total}
            nvmlDeviceGetMemoryErrorCounter.10 = {ecc.errors.corrected.aggregate.l1_cache}
            nvmlDeviceGetMemoryErrorCounter.11 = {ecc.errors.corrected.aggregate.l2_cache}
            nvmlDeviceGetMemoryErrorCounter.12 = {ecc.errors.corrected.aggregate.device_memory}
            nvmlDeviceGetMemoryErrorCounter.13 = {ecc.errors.corrected.aggregate.register_file}
            nvmlDeviceGetMemoryErrorCounter.14 = {ecc.errors.corrected.aggregate.texture_memory}
            nvmlDeviceGetMemoryErrorCounter.16 = {ecc.errors.corrected.aggregate.cbu}
            nvmlDeviceGetMemoryErrorCounter.17 = {ecc.errors.corrected.aggregate.sram}
            nvmlDeviceGetTotalEccErrors.10 = {ecc.errors.uncorrected.volatile.total}
            nvmlDeviceGetMemoryErrorCounter.100 = {ecc.errors.uncorrected.volatile.l1_cache}
            nvmlDeviceGetMemoryErrorCounter.101 = {ecc.errors.uncorrected.volatile.l2_cache}
            nvmlDeviceGetMemoryErrorCounter.102 = {ecc.errors.uncorrected.volatile.device_memory}
            nvmlDeviceGetMemoryErrorCounter.103 = {ecc.errors.uncorrected.volatile.register_file}
            nvmlDeviceGetMemoryErrorCounter.104 = {ecc.errors.uncorrected.volatile.texture_memory}
            nvmlDeviceGetMemoryErrorCounter.106 = {ecc.errors.uncorrected.volatile.cbu}
            nvmlDeviceGetMemoryErrorCounter.107 = {ecc.errors.uncorrected.volatile.sram}
            nvmlDeviceGetTotalEccErrors.11 = {ecc.errors.uncorrected.aggregate.total}
            nvmlDeviceGetMemoryErrorCounter.110 = {ecc.errors.uncorrected.aggregate.l1_cache}
            nvmlDeviceGetMemoryErrorCounter.111 = {ecc.errors.uncorrected.aggregate.l2_cache}
            nvmlDeviceGetMemoryErrorCounter.112 = {ecc.errors.uncorrected.aggregate.device_memory}
            nvmlDeviceGetMemoryErrorCounter.113 = {ecc.errors.uncorrected.aggregate.register_file}
            nvmlDeviceGetMemoryErrorCounter.114 = {ecc.errors.uncorrected.aggregate.texture_memory}
            nvmlDeviceGetMemoryErrorCounter.116 = {ecc.errors.uncorrected.aggregate.cbu}
            nvmlDeviceGetMemoryErrorCounter.117 = {ecc.errors.uncorrected.aggregate.sram}
            nvmlDeviceGetSramEccErrorStatus = {ecc.errors.uncorrected.aggregate.sram.parity} {ecc.errors.uncorrected.aggregate.sram.secded} {ecc.errors.corrected.aggregate.sram} {ecc.errors.uncorrected.volatile.sram.parity} {ecc.errors.uncorrected.volatile.sram.secded} {ecc.errors.corrected.volatile.sram} {ecc.errors.uncorrected.aggregate.sram.l2} {ecc.errors.uncorrected.aggregate.sram.sm} {ecc.errors.uncorrected.aggregate.sram.pcie} {ecc.errors.uncorrected.aggregate.sram.mcu} {ecc.errors.uncorrected.aggregate.sram.other} {ecc.errors.uncorrected.aggregate.sram.thresholdExceeded}
            nvmlDeviceGetRetiredPages.0 = {retired_pages.single_bit_ecc.count}
            nvmlDeviceGetRetiredPages.1 = {retired_pages.double_bit.count}
            nvmlDeviceGetRetiredPagesPendingStatus = {retired_pages.pending}
            nvmlDeviceGetRemappedRows_v2 = {remapped_rows.correctable} {remapped_rows.correctable_inactive} {remapped_rows.uncorrectable} {remapped_rows.uncorrectable_inactive} {remapped_rows.pending} {remapped_rows.failure}
            nvmlDeviceGetRemappedRows = {remapped_rows.correctable} {remapped_rows.uncorrectable} {remapped_rows.pending} {remapped_rows.failure}
            nvmlDeviceGetRowRemapperHistogram = {remapped_rows.histogram.max} {remapped_rows.histogram.high} {remapped_rows.histogram.partial} {remapped_rows.histogram.low} {remapped_rows.histogram.none}
            nvmlDeviceGetGspFirmwareMode = {gsp.mode.current} {gsp.mode.default}
            nvmlDeviceGetC2cModeInfoV = {c2c.mode}
            nvmlDeviceGetGpuFabricInfoV = {fabric.cliqueId} {fabric.state} {fabric.status} 0 0
            nvmlDeviceGetPlatformInfo = 2 {platform.slot_number} {platform.tray_index} {platform.host_id} {platform.peer_type} {platform.module_id}
            nvmlDeviceGetFieldValues = 0
            field.74 = u64 {clocks_event_reasons_counters.sw_power_cap}
            field.76 = u64 {clocks_event_reasons_counters.sync_boost}
            field.269 = u64 {clocks_event_reasons_counters.sw_thermal_slowdown}
            field.270 = u64 {clocks_event_reasons_counters.hw_thermal_slowdown}
            field.271 = u64 {clocks_event_reasons_counters.hw_power_brake_slowdown}
            field.82 = u32 {temperature.memory}
            field.185 = u32 {power.draw.average}
            field.186 = u32 {power.draw.instant}
            field.185/1 = u32 {module.power.draw.average}
            field.186/1 = u32 {module.power.draw.instant}
            field.230 = u32 {gpu_recovery_action}
            field.274 = u32 {edpp_multiplier}
            """;

    /** How many of the library's unit make one of nvidia-smi's. */
    private static final Map<String, Integer> UNITS =
            Map.of("W", 1000, "MiB", 1 << 20, "us", 1000, "MHz", 1, "%", 1);

    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("Disabled", "0"),
                    Map.entry("Enabled", "1"),
                    Map.entry("No", "0"),
                    Map.entry("Yes", "1"),
                    Map.entry("None", "0"),
                    Map.entry("Reset", "1"),
                    Map.entry("Completed", "3"),
                    Map.entry("Success", "0"),
                    Map.entry("Direct Connected", "0"),
                    Map.entry("HMM", "1"),
                    Map.entry("ATS", "2"),
                    Map.entry("Default", "0"),
                    Map.entry("Exclusive_Thread", "1"),
                    Map.entry("Prohibited", "2"),
                    Map.entry("Exclusive_Process", "3"));

    private static final Pattern COLUMN = Pattern.compile("\\{([^}]+)}");
    private static final Pattern PERFORMANCE_STATE = Pattern.compile("P(\\d+)");
    private static final Pattern COMPUTE_CAPABILITY = Pattern.compile("(\\d+)\\.(\\d+)");
    private static final String NOT_SUPPORTED = "error 3";
    private static final String DEPRECATED = "error 26";

    private final Capture capture;
    private final Map<String, Cell> cells;

    CapturedAnswers(Capture capture) {
        this.capture = capture;
        this.cells = capture.cells();
    }

    /** The scenario; its library exports what the machine's does. */
    String scenario() {
        var lines =
                Stream.of(
                        hidden(),
                        "[system]",
                        "nvmlSystemGetDriverVersion = " + cell("driver_version").value(),
                        "nvmlSystemGetNVMLVersion = " + capture.version("NVML version"),
                        "nvmlSystemGetCudaDriverVersion = " + cudaNumber(),
                        "nvmlDeviceGetCount_v2 = 1",
                        "[gpu 0]");
        return Stream.concat(lines, ANSWERS.lines().map(this::line))
                .collect(Collectors.joining("\n"));
    }

    /** 13.1 is 13010. */
    private int cudaNumber() {
        var version = capture.version("CUDA (?:UMD )?version").split("\\.", 2);
        return Integer.parseInt(version[0]) * 1000 + Integer.parseInt(version[1]) * 10;
    }

    private String hidden() {
        var exported = capture.symbols();
        var missing =
                ANSWERS.lines()
                        .map(line -> line.split("[. ]", 2)[0])
                        .filter(symbol -> symbol.startsWith("nvml"))
                        .distinct()
                        .filter(symbol -> !exported.contains(symbol))
                        .collect(Collectors.joining(" "));
        return exported.isEmpty() || missing.isEmpty() ? "" : "# hidden: " + missing;
    }

    /** A function answers with all its columns or not at all. */
    private String line(String template) {
        var columns = COLUMN.matcher(template).results().map(found -> found.group(1)).toList();
        var question = template.substring(0, template.indexOf(" = "));
        if (columns.stream().anyMatch(column -> cell(column).isDeprecated())) {
            return question + " = " + DEPRECATED;
        }
        if (!columns.stream().allMatch(column -> cell(column).isThere())) {
            return question + " = " + NOT_SUPPORTED;
        }
        return COLUMN.matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(answer(found.group(1))));
    }

    private Cell cell(String column) {
        return cells.getOrDefault(column, new Cell("", "N/A"));
    }

    private String answer(String column) {
        var cell = cell(column);
        var value = cell.value();
        if (UNITS.containsKey(cell.unit())) {
            var scaled = new BigDecimal(value).multiply(BigDecimal.valueOf(UNITS.get(cell.unit())));
            return scaled.toBigIntegerExact().toString();
        }
        var state = PERFORMANCE_STATE.matcher(value);
        if (state.matches()) {
            return state.group(1);
        }
        return column.equals("compute_cap")
                ? COMPUTE_CAPABILITY.matcher(value).replaceFirst("$1 $2")
                : WORDS.getOrDefault(value, value);
    }
}
