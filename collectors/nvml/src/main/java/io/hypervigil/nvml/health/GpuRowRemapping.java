package io.hypervigil.nvml.health;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;
import static io.hypervigil.nvml.gpu.Readings.ONE;
import static io.hypervigil.nvml.gpu.Readings.labelled;
import static io.hypervigil.nvml.gpu.Readings.placed;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.gpu.Readings;
import io.hypervigil.nvml.gpu.Readings.Place;
import io.hypervigil.nvml.jna.NvmlEcc;
import java.util.List;

/**
 * Rows of memory that were replaced by spare ones, on Ampere and newer.
 *
 * <pre>
 * gpu_remapped_rows{gpu="GPU-7f3c…",error="uncorrected"} 1
 * gpu_row_remapping_banks{gpu="GPU-7f3c…",spare_rows="max"} 639
 * </pre>
 */
public final class GpuRowRemapping {

    static final Group GROUP =
            Group.on("nvml.row_remapping", "replaced rows of GPUs' memory, from NVML");

    private static final String SOURCE = ", from nvmlDeviceGetRemappedRows.";
    private static final Family ROWS =
            gauge(
                    GROUP,
                    "gpu_remapped_rows",
                    "Rows in use that were replaced after errors" + SOURCE,
                    "error");
    private static final Family INACTIVE =
            gauge(
                    GROUP,
                    "gpu_remapped_rows_inactive",
                    "Rows that were replaced after errors and are not in use" + SOURCE,
                    "error");
    private static final Family PENDING =
            gauge(
                    GROUP,
                    "gpu_row_remapping_pending",
                    "Whether rows will be replaced at the next reset" + SOURCE);
    private static final Family FAILED =
            gauge(
                    GROUP,
                    "gpu_row_remapping_failed",
                    "Whether rows could not be replaced: the GPU is to be exchanged" + SOURCE);
    private static final Family BANKS =
            gauge(
                    GROUP,
                    "gpu_row_remapping_banks",
                    "Banks of memory by how many spare rows they have left, from"
                            + " nvmlDeviceGetRowRemapperHistogram.",
                    "spare_rows");

    public static final GpuPartType TYPE =
            new GpuPartType(
                    GROUP,
                    List.of(ROWS, INACTIVE, PENDING, FAILED, BANKS),
                    Readings.of(
                                    placed(
                                                    NvmlEcc.nvmlDeviceGetRemappedRows_v2,
                                                    ONE,
                                                    Place.of(ROWS, "corrected"),
                                                    Place.of(INACTIVE, "corrected"),
                                                    Place.of(ROWS, "uncorrected"),
                                                    Place.of(INACTIVE, "uncorrected"),
                                                    Place.of(PENDING),
                                                    Place.of(FAILED))
                                            .or(
                                                    placed(
                                                            NvmlEcc.nvmlDeviceGetRemappedRows,
                                                            ONE,
                                                            Place.of(ROWS, "corrected"),
                                                            Place.of(ROWS, "uncorrected"),
                                                            Place.of(PENDING),
                                                            Place.of(FAILED))),
                                    labelled(
                                            NvmlEcc.nvmlDeviceGetRowRemapperHistogram,
                                            ONE,
                                            BANKS,
                                            "max",
                                            "high",
                                            "partial",
                                            "low",
                                            "none"))
                            ::part);

    private GpuRowRemapping() {}
}
