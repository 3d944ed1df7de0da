package io.hypervigil.nvml.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.health.GpuRecovery;
import io.hypervigil.nvml.health.GpuRetiredPages;
import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AbsencesTest {

    @TempDir Path folder;

    @Test
    void what_is_missing_is_told_by_series_and_what_can_be_had_otherwise_is_not_missing()
            throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetTemperature.0 = 41
                        nvmlDeviceGetTemperatureThreshold.0 = 92
                        nvmlDeviceGetTemperatureThreshold.1 = error 4
                        nvmlDeviceGetTemperatureThreshold.2 = 90
                        nvmlDeviceGetTemperatureThreshold.3 = 88
                        nvmlDeviceGetTemperatureThreshold.4 = 65
                        nvmlDeviceGetTemperatureThreshold.5 = 83
                        nvmlDeviceGetTemperatureThreshold.6 = 91
                        nvmlDeviceGetFieldValues = 0
                        field.82 = u32 40
                        field.193 = u32 1
                        field.194 = u32 2
                        field.195 = u32 3
                        field.196 = u32 4
                        """,
                        "nvmlDeviceGetTemperatureV",
                        "nvmlDeviceGetMarginTemperature")) {
            gpu.sample(GpuTemperature.TYPE);

            assertThat(gpu.gpu().missing())
                    .isEqualTo(
                            Map.of(
                                    "gpu_temperature_margin_celsius",
                                    "nvmlDeviceGetMarginTemperature: the driver's library has no"
                                            + " nvmlDeviceGetMarginTemperature",
                                    "gpu_temperature_threshold_celsius{threshold=\"slowdown\"}",
                                    "nvmlDeviceGetTemperatureThreshold(1): this process may not"
                                            + " ask"));
        }
    }

    @Test
    void what_no_table_asks_is_told_by_the_families_that_are_not_there() throws IOException {
        try (var gpu =
                StubGpu.following(folder, "nvmlDeviceGetFieldValues = 0\nfield.226 = u32 0\n")) {
            gpu.sample(GpuRecovery.TYPE);

            assertThat(gpu.gpu().missing())
                    .doesNotContainKey("gpu_reset_required")
                    .hasEntrySatisfying(
                            "gpu_recovery_action",
                            why -> assertThat(why).contains("field 230: not supported"))
                    .allSatisfy((what, _) -> assertThat(what).startsWith("gpu_"));
        }
    }

    @Test
    void each_absence_is_told_by_its_own_refusal() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder, "nvmlDeviceGetPersistenceMode = 1\nnvmlDeviceGetMigMode = 0 0\n")) {
            gpu.sample(GpuModes.TYPE);

            assertThat(gpu.gpu().missing())
                    .containsEntry(
                            "gpu_accounting_mode",
                            "nvmlDeviceGetAccountingMode: not supported by this GPU")
                    .containsEntry(
                            "gpu_compute_mode",
                            "nvmlDeviceGetComputeMode: not supported by this GPU")
                    .containsEntry(
                            "gpu_addressing_mode",
                            "nvmlDeviceGetAddressingMode: not supported by this GPU")
                    .doesNotContainKey("gpu_mig_mode");
        }
    }

    @Test
    void a_field_that_is_refused_for_each_link_is_told_once() {
        var missing =
                Map.of(
                        "field 146 (part of a)", "no",
                        "field 146, scope 1 (part of a)", "no",
                        "field 146, scope 2 (part of a)", "no",
                        "field 147, scope 1", "no",
                        "field 147, scope 3", "no",
                        "field 148, scope 3", "no",
                        "field 149", "no",
                        "gpu_fans", "no");

        assertThat(Scopes.together(missing))
                .containsOnlyKeys(
                        "field 146, scopes 0 to 2 (part of a)",
                        "field 147, scopes 1, 3",
                        "field 148, scope 3",
                        "field 149",
                        "gpu_fans");
    }

    @Test
    void what_is_refused_of_a_family_that_is_there_in_part_names_it() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetRetiredPages.0 = 0
                        nvmlDeviceGetRetiredPages.1 = error 4
                        nvmlDeviceGetRetiredPagesPendingStatus = 0
                        """)) {
            gpu.sample(GpuRetiredPages.TYPE);

            assertThat(gpu.gpu().missing().keySet())
                    .allSatisfy(what -> assertThat(what).contains("gpu_retired_pages"));
        }
    }

    @Test
    void what_comes_back_with_another_mode_is_missing_no_more() throws IOException {
        try (var gpu = StubGpu.following(folder, "nvmlDeviceGetUtilizationRates = error 3")) {
            gpu.sample(GpuUtilization.TYPE);
            var before = gpu.gpu().missing();
            gpu.stub().become(gpu.stub().scenario().replace("error 3", "37 12"));
            gpu.gpu().relearn();
            gpu.sample(GpuUtilization.TYPE);

            assertThat(before).containsKey("gpu_utilization_ratio");
            assertThat(gpu.gpu().missing())
                    .doesNotContainKey("gpu_utilization_ratio")
                    .containsKey("gpu_ofa_utilization_ratio");
        }
    }
}
