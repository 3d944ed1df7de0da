package io.hypervigil.nvml.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuEccTest {

    @TempDir Path folder;

    @Test
    void totals_places_and_sram_are_families_of_their_own() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetEccMode = 1 0
                        nvmlDeviceGetTotalEccErrors.0 = 3
                        nvmlDeviceGetTotalEccErrors.1 = 12
                        nvmlDeviceGetTotalEccErrors.10 = 0
                        nvmlDeviceGetTotalEccErrors.11 = 1
                        nvmlDeviceGetMemoryErrorCounter.2 = 3
                        nvmlDeviceGetMemoryErrorCounter.12 = 10
                        nvmlDeviceGetMemoryErrorCounter.17 = 2
                        nvmlDeviceGetMemoryErrorCounter.112 = 1
                        nvmlDeviceGetMemoryErrorCounter.117 = -
                        """)) {

            assertThat(gpu.sample(GpuEcc.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_ecc_enabled Whether errors are corrected, from nvmlDeviceGetEccMode.
                            # TYPE gpu_ecc_enabled gauge
                            gpu_ecc_enabled{gpu="GPU-1"} 1
                            # HELP gpu_ecc_enabled_pending Whether errors will be corrected after the next reset, from nvmlDeviceGetEccMode.
                            # TYPE gpu_ecc_enabled_pending gauge
                            gpu_ecc_enabled_pending{gpu="GPU-1"} 0
                            # HELP gpu_ecc_errors_total Errors since the GPU was made, from nvmlDeviceGetTotalEccErrors.
                            # TYPE gpu_ecc_errors_total counter
                            gpu_ecc_errors_total{gpu="GPU-1",error="corrected"} 12
                            gpu_ecc_errors_total{gpu="GPU-1",error="uncorrected"} 1
                            # HELP gpu_ecc_location_errors_total Errors since the GPU was made by where they were, from nvmlDeviceGetMemoryErrorCounter.
                            # TYPE gpu_ecc_location_errors_total counter
                            gpu_ecc_location_errors_total{gpu="GPU-1",error="corrected",location="device_memory"} 10
                            gpu_ecc_location_errors_total{gpu="GPU-1",error="uncorrected",location="device_memory"} 1
                            # HELP gpu_ecc_sram_errors_total Errors since the GPU was made in caches and registers, from nvmlDeviceGetMemoryErrorCounter.
                            # TYPE gpu_ecc_sram_errors_total counter
                            gpu_ecc_sram_errors_total{gpu="GPU-1",error="corrected"} 2
                            # HELP gpu_ecc_volatile_errors_total Errors since the driver was loaded, from nvmlDeviceGetTotalEccErrors.
                            # TYPE gpu_ecc_volatile_errors_total counter
                            gpu_ecc_volatile_errors_total{gpu="GPU-1",error="corrected"} 3
                            gpu_ecc_volatile_errors_total{gpu="GPU-1",error="uncorrected"} 0
                            # HELP gpu_ecc_volatile_location_errors_total Errors since the driver was loaded by where they were, from nvmlDeviceGetMemoryErrorCounter.
                            # TYPE gpu_ecc_volatile_location_errors_total counter
                            gpu_ecc_volatile_location_errors_total{gpu="GPU-1",error="corrected",location="device_memory"} 3
                            """);
        }
    }

    @Test
    void a_card_without_ecc_has_nothing_and_is_not_asked_again() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder, "nvmlDeviceGetEccMode = error 3", "nvmlDeviceGetTotalEccErrors")) {

            assertThat(gpu.sample(GpuEcc.TYPE)).isEmpty();
            assertThat(gpu.refusals())
                    .containsEntry("nvmlDeviceGetEccMode", "not supported by this GPU")
                    .containsEntry(
                            "nvmlDeviceGetTotalEccErrors(0, 0)",
                            "the driver's library has no nvmlDeviceGetTotalEccErrors");
        }
    }

    @Test
    void root_sees_in_which_unit_of_the_chip_an_error_was() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder, "nvmlDeviceGetSramEccErrorStatus = 1 2 3 4 5 6 7 8 9 10 11 1")) {

            assertThat(gpu.sample(GpuSramEcc.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_ecc_sram_threshold_exceeded Whether the GPU has had more errors of SRAM than its maker allows, from nvmlDeviceGetSramEccErrorStatus.
                            # TYPE gpu_ecc_sram_threshold_exceeded gauge
                            gpu_ecc_sram_threshold_exceeded{gpu="GPU-1"} 1
                            # HELP gpu_ecc_sram_uncorrected_errors_total Uncorrected errors of SRAM since the GPU was made, by what found them, from nvmlDeviceGetSramEccErrorStatus.
                            # TYPE gpu_ecc_sram_uncorrected_errors_total counter
                            gpu_ecc_sram_uncorrected_errors_total{gpu="GPU-1",check="parity"} 1
                            gpu_ecc_sram_uncorrected_errors_total{gpu="GPU-1",check="secded"} 2
                            # HELP gpu_ecc_sram_unit_uncorrected_errors_total Uncorrected errors of SRAM since the GPU was made, by the unit they were in, from nvmlDeviceGetSramEccErrorStatus.
                            # TYPE gpu_ecc_sram_unit_uncorrected_errors_total counter
                            gpu_ecc_sram_unit_uncorrected_errors_total{gpu="GPU-1",unit="l2"} 7
                            gpu_ecc_sram_unit_uncorrected_errors_total{gpu="GPU-1",unit="mcu"} 10
                            gpu_ecc_sram_unit_uncorrected_errors_total{gpu="GPU-1",unit="other"} 11
                            gpu_ecc_sram_unit_uncorrected_errors_total{gpu="GPU-1",unit="pcie"} 9
                            gpu_ecc_sram_unit_uncorrected_errors_total{gpu="GPU-1",unit="sm"} 8
                            # HELP gpu_ecc_volatile_sram_uncorrected_errors_total Uncorrected errors of SRAM since the driver was loaded, by what found them, from nvmlDeviceGetSramEccErrorStatus.
                            # TYPE gpu_ecc_volatile_sram_uncorrected_errors_total counter
                            gpu_ecc_volatile_sram_uncorrected_errors_total{gpu="GPU-1",check="parity"} 4
                            gpu_ecc_volatile_sram_uncorrected_errors_total{gpu="GPU-1",check="secded"} 5
                            """);
        }
    }

    @Test
    void others_are_told_that_they_may_not_ask() throws IOException {
        try (var gpu = StubGpu.following(folder, "nvmlDeviceGetSramEccErrorStatus = error 4")) {

            assertThat(gpu.sample(GpuSramEcc.TYPE)).isEmpty();
            assertThat(gpu.refusals())
                    .containsEntry("nvmlDeviceGetSramEccErrorStatus", "this process may not ask");
        }
    }

    @Test
    void older_chips_retire_pages() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetRetiredPages.0 = 2
                        nvmlDeviceGetRetiredPages.1 = 0
                        nvmlDeviceGetRetiredPagesPendingStatus = 1
                        """)) {

            assertThat(gpu.sample(GpuRetiredPages.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_retired_pages_pending Whether pages will be retired at the next restart, from nvmlDeviceGetRetiredPagesPendingStatus.
                            # TYPE gpu_retired_pages_pending gauge
                            gpu_retired_pages_pending{gpu="GPU-1"} 1
                            # HELP gpu_retired_pages_total Pages that are no longer used after errors, from nvmlDeviceGetRetiredPages.
                            # TYPE gpu_retired_pages_total counter
                            gpu_retired_pages_total{gpu="GPU-1",cause="double_bit_error"} 0
                            gpu_retired_pages_total{gpu="GPU-1",cause="multiple_single_bit_errors"} 2
                            """);
        }
    }

    @Test
    void newer_chips_replace_rows() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetRemappedRows_v2 = 4 1 2 0 1 0
                        nvmlDeviceGetRemappedRows = 9 9 9 9
                        nvmlDeviceGetRowRemapperHistogram = 638 1 1 0 0
                        """)) {

            assertThat(gpu.sample(GpuRowRemapping.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_remapped_rows Rows in use that were replaced after errors, from nvmlDeviceGetRemappedRows.
                            # TYPE gpu_remapped_rows gauge
                            gpu_remapped_rows{gpu="GPU-1",error="corrected"} 4
                            gpu_remapped_rows{gpu="GPU-1",error="uncorrected"} 2
                            # HELP gpu_remapped_rows_inactive Rows that were replaced after errors and are not in use, from nvmlDeviceGetRemappedRows.
                            # TYPE gpu_remapped_rows_inactive gauge
                            gpu_remapped_rows_inactive{gpu="GPU-1",error="corrected"} 1
                            gpu_remapped_rows_inactive{gpu="GPU-1",error="uncorrected"} 0
                            # HELP gpu_row_remapping_banks Banks of memory by how many spare rows they have left, from nvmlDeviceGetRowRemapperHistogram.
                            # TYPE gpu_row_remapping_banks gauge
                            gpu_row_remapping_banks{gpu="GPU-1",spare_rows="high"} 1
                            gpu_row_remapping_banks{gpu="GPU-1",spare_rows="low"} 0
                            gpu_row_remapping_banks{gpu="GPU-1",spare_rows="max"} 638
                            gpu_row_remapping_banks{gpu="GPU-1",spare_rows="none"} 0
                            gpu_row_remapping_banks{gpu="GPU-1",spare_rows="partial"} 1
                            # HELP gpu_row_remapping_failed Whether rows could not be replaced: the GPU is to be exchanged, from nvmlDeviceGetRemappedRows.
                            # TYPE gpu_row_remapping_failed gauge
                            gpu_row_remapping_failed{gpu="GPU-1"} 0
                            # HELP gpu_row_remapping_pending Whether rows will be replaced at the next reset, from nvmlDeviceGetRemappedRows.
                            # TYPE gpu_row_remapping_pending gauge
                            gpu_row_remapping_pending{gpu="GPU-1"} 1
                            """);
        }
    }

    @Test
    void older_drivers_do_not_tell_which_replaced_rows_are_in_use() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        "nvmlDeviceGetRemappedRows = 4 2 1 0",
                        "nvmlDeviceGetRemappedRows_v2")) {

            assertThat(gpu.sample(GpuRowRemapping.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_remapped_rows Rows in use that were replaced after errors, from nvmlDeviceGetRemappedRows.
                            # TYPE gpu_remapped_rows gauge
                            gpu_remapped_rows{gpu="GPU-1",error="corrected"} 4
                            gpu_remapped_rows{gpu="GPU-1",error="uncorrected"} 2
                            # HELP gpu_row_remapping_failed Whether rows could not be replaced: the GPU is to be exchanged, from nvmlDeviceGetRemappedRows.
                            # TYPE gpu_row_remapping_failed gauge
                            gpu_row_remapping_failed{gpu="GPU-1"} 0
                            # HELP gpu_row_remapping_pending Whether rows will be replaced at the next reset, from nvmlDeviceGetRemappedRows.
                            # TYPE gpu_row_remapping_pending gauge
                            gpu_row_remapping_pending{gpu="GPU-1"} 1
                            """);
        }
    }
}
