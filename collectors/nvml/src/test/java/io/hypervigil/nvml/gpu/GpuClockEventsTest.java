package io.hypervigil.nvml.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuClockEventsTest {

    @TempDir Path folder;

    @Test
    void reasons_that_the_gpu_can_tell_are_0_or_1() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetSupportedClocksEventReasons = 0x1ff
                        nvmlDeviceGetCurrentClocksEventReasons = 0x24
                        """)) {

            assertThat(gpu.sample(GpuClockEvents.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_clocks_event_reason_active 1 while it holds the clocks where they are, from nvmlDeviceGetCurrentClocksEventReasons; of those that the GPU can tell.
                            # TYPE gpu_clocks_event_reason_active gauge
                            gpu_clocks_event_reason_active{gpu="GPU-1",reason="applications_clocks_setting"} 0
                            gpu_clocks_event_reason_active{gpu="GPU-1",reason="display_clock_setting"} 0
                            gpu_clocks_event_reason_active{gpu="GPU-1",reason="gpu_idle"} 0
                            gpu_clocks_event_reason_active{gpu="GPU-1",reason="hw_power_brake_slowdown"} 0
                            gpu_clocks_event_reason_active{gpu="GPU-1",reason="hw_slowdown"} 0
                            gpu_clocks_event_reason_active{gpu="GPU-1",reason="hw_thermal_slowdown"} 0
                            gpu_clocks_event_reason_active{gpu="GPU-1",reason="sw_power_cap"} 1
                            gpu_clocks_event_reason_active{gpu="GPU-1",reason="sw_thermal_slowdown"} 1
                            gpu_clocks_event_reason_active{gpu="GPU-1",reason="sync_boost"} 0
                            """);
        }
    }

    @Test
    void an_older_driver_is_asked_by_the_older_names() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetSupportedClocksThrottleReasons = 0x7
                        nvmlDeviceGetCurrentClocksThrottleReasons = 0x1
                        """,
                        "nvmlDeviceGetSupportedClocksEventReasons",
                        "nvmlDeviceGetCurrentClocksEventReasons")) {

            assertThat(gpu.sample(GpuClockEvents.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_clocks_event_reason_active 1 while it holds the clocks where they are, from nvmlDeviceGetCurrentClocksEventReasons; of those that the GPU can tell.
                            # TYPE gpu_clocks_event_reason_active gauge
                            gpu_clocks_event_reason_active{gpu="GPU-1",reason="applications_clocks_setting"} 0
                            gpu_clocks_event_reason_active{gpu="GPU-1",reason="gpu_idle"} 1
                            gpu_clocks_event_reason_active{gpu="GPU-1",reason="sw_power_cap"} 0
                            """);
        }
    }

    @Test
    void a_reason_without_a_name_yet_goes_by_its_bit() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetSupportedClocksEventReasons = error 3
                        nvmlDeviceGetCurrentClocksEventReasons = 0x204
                        """)) {

            assertThat(gpu.sample(GpuClockEvents.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_clocks_event_reason_active 1 while it holds the clocks where they are, from nvmlDeviceGetCurrentClocksEventReasons; of those that the GPU can tell.
                            # TYPE gpu_clocks_event_reason_active gauge
                            gpu_clocks_event_reason_active{gpu="GPU-1",reason="bit_9"} 1
                            gpu_clocks_event_reason_active{gpu="GPU-1",reason="sw_power_cap"} 1
                            """);
        }
    }

    @Test
    void all_bits_set_stand_for_no_answer() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetSupportedClocksEventReasons = 0x1ff
                        nvmlDeviceGetCurrentClocksEventReasons = -
                        """)) {

            assertThat(gpu.sample(GpuClockEvents.TYPE))
                    .isEqualTo(
                            """
                            """);
        }
    }

    @Test
    void time_held_down_is_in_seconds() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetFieldValues = 0
                        field.74 = u64 204642816000
                        field.75 = u64 1500000000
                        field.76 = u64 0
                        field.77 = u64 1000
                        field.78 = u64 2000000000
                        field.79 = error 3
                        field.80 = u64 3000000000
                        field.81 = u64 4000000000
                        field.251 = u64 5000000000
                        field.269 = u64 6000000000
                        """)) {

            assertThat(gpu.sample(GpuClockEvents.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_clocks_below_seconds_total Time for which anything held the clocks below what applications were given, or below the base clocks, from NVML_FI_DEV_PERF_POLICY_TOTAL_*.
                            # TYPE gpu_clocks_below_seconds_total counter
                            gpu_clocks_below_seconds_total{gpu="GPU-1",clock="application"} 3
                            gpu_clocks_below_seconds_total{gpu="GPU-1",clock="base"} 4
                            # HELP gpu_clocks_event_seconds_total Time for which it held the clocks down, from NVML_FI_DEV_PERF_POLICY_* and NVML_FI_DEV_CLOCKS_EVENT_REASON_*.
                            # TYPE gpu_clocks_event_seconds_total counter
                            gpu_clocks_event_seconds_total{gpu="GPU-1",reason="board_limit"} 1.0E-6
                            gpu_clocks_event_seconds_total{gpu="GPU-1",reason="low_utilization"} 2
                            gpu_clocks_event_seconds_total{gpu="GPU-1",reason="sw_power_cap"} 204.642816
                            gpu_clocks_event_seconds_total{gpu="GPU-1",reason="sync_boost"} 0
                            gpu_clocks_event_seconds_total{gpu="GPU-1",reason="thermal"} 1.5
                            """);
        }
    }

    @Test
    void slowdowns_of_drivers_575_to_580_have_the_older_numbers() throws IOException {
        try (var gpu =
                StubGpu.ofDriver(
                        folder,
                        "580.65.06",
                        """
                        nvmlDeviceGetFieldValues = 0
                        field.251 = u64 1000000000
                        field.252 = u64 2000000000
                        field.253 = u64 3000000000
                        field.269 = u64 4000000000
                        """)) {

            assertThat(gpu.sample(GpuClockEvents.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_clocks_event_seconds_total Time for which it held the clocks down, from NVML_FI_DEV_PERF_POLICY_* and NVML_FI_DEV_CLOCKS_EVENT_REASON_*.
                            # TYPE gpu_clocks_event_seconds_total counter
                            gpu_clocks_event_seconds_total{gpu="GPU-1",reason="hw_power_brake_slowdown"} 3
                            gpu_clocks_event_seconds_total{gpu="GPU-1",reason="hw_thermal_slowdown"} 2
                            gpu_clocks_event_seconds_total{gpu="GPU-1",reason="sw_thermal_slowdown"} 1
                            """);
        }
    }

    @Test
    void slowdowns_of_drivers_since_590_have_the_newer_numbers() throws IOException {
        try (var gpu =
                StubGpu.ofDriver(
                        folder,
                        "590.48.01",
                        """
                        nvmlDeviceGetFieldValues = 0
                        field.251 = u64 1000000000
                        field.269 = u64 4000000000
                        field.270 = u64 5000000000
                        field.271 = u64 6000000000
                        """)) {

            assertThat(gpu.sample(GpuClockEvents.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_clocks_event_seconds_total Time for which it held the clocks down, from NVML_FI_DEV_PERF_POLICY_* and NVML_FI_DEV_CLOCKS_EVENT_REASON_*.
                            # TYPE gpu_clocks_event_seconds_total counter
                            gpu_clocks_event_seconds_total{gpu="GPU-1",reason="hw_power_brake_slowdown"} 6
                            gpu_clocks_event_seconds_total{gpu="GPU-1",reason="hw_thermal_slowdown"} 5
                            gpu_clocks_event_seconds_total{gpu="GPU-1",reason="sw_thermal_slowdown"} 4
                            """);
        }
    }
}
