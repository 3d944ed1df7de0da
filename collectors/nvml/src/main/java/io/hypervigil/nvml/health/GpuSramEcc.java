package io.hypervigil.nvml.health;

import static io.hypervigil.nvml.gpu.GpuFamily.counter;
import static io.hypervigil.nvml.gpu.GpuFamily.gauge;
import static io.hypervigil.nvml.gpu.Readings.ONE;
import static io.hypervigil.nvml.gpu.Readings.Place.NOWHERE;
import static io.hypervigil.nvml.gpu.Readings.number;
import static io.hypervigil.nvml.gpu.Readings.placed;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.gpu.Readings;
import io.hypervigil.nvml.gpu.Readings.Place;
import io.hypervigil.nvml.jna.NvmlEcc;
import java.util.List;

/**
 * Uncorrected errors of SRAM in detail, for root on Ampere and newer. What was corrected is in
 * {@link GpuEcc}.
 *
 * <pre>
 * gpu_ecc_sram_unit_uncorrected_errors_total{gpu="GPU-7f3c…",unit="l2"} 0
 * gpu_ecc_sram_threshold_exceeded{gpu="GPU-7f3c…"} 0
 * </pre>
 */
public final class GpuSramEcc {

    static final Group GROUP =
            Group.on("nvml.ecc_sram", "memory errors inside the chips of GPUs, from NVML");

    private static final String SOURCE = ", from nvmlDeviceGetSramEccErrorStatus.";
    private static final Family AGGREGATE =
            counter(
                    GROUP,
                    "gpu_ecc_sram_uncorrected_errors_total",
                    "Uncorrected errors of SRAM since the GPU was made, by what found them"
                            + SOURCE,
                    "check");
    private static final Family VOLATILE =
            counter(
                    GROUP,
                    "gpu_ecc_volatile_sram_uncorrected_errors_total",
                    "Uncorrected errors of SRAM since the driver was loaded, by what found them"
                            + SOURCE,
                    "check");
    private static final Family UNIT =
            counter(
                    GROUP,
                    "gpu_ecc_sram_unit_uncorrected_errors_total",
                    "Uncorrected errors of SRAM since the GPU was made, by the unit they were in"
                            + SOURCE,
                    "unit");
    private static final Family EXCEEDED =
            gauge(
                    GROUP,
                    "gpu_ecc_sram_threshold_exceeded",
                    "Whether the GPU has had more errors of SRAM than its maker allows" + SOURCE);

    public static final GpuPartType TYPE =
            new GpuPartType(
                    GROUP,
                    List.of(AGGREGATE, VOLATILE, UNIT, EXCEEDED),
                    Readings.of(
                                    placed(
                                            NvmlEcc.nvmlDeviceGetSramEccErrorStatus,
                                            ONE,
                                            Place.of(AGGREGATE, "parity"),
                                            Place.of(AGGREGATE, "secded"),
                                            NOWHERE,
                                            Place.of(VOLATILE, "parity"),
                                            Place.of(VOLATILE, "secded"),
                                            NOWHERE,
                                            Place.of(UNIT, "l2"),
                                            Place.of(UNIT, "sm"),
                                            Place.of(UNIT, "pcie"),
                                            Place.of(UNIT, "mcu"),
                                            Place.of(UNIT, "other")),
                                    number(
                                            NvmlEcc
                                                    .nvmlDeviceGetSramEccErrorStatus_bThresholdExceeded,
                                            ONE,
                                            EXCEEDED))
                            ::part);

    private GpuSramEcc() {}
}
