package io.hypervigil.nvml.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuClocksTest {

    @TempDir Path folder;

    @Test
    void clocks_are_in_hertz_and_each_is_one_of_four() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetClockInfo.0 = 1980
                        nvmlDeviceGetClockInfo.1 = 1965
                        nvmlDeviceGetClockInfo.2 = 2619
                        nvmlDeviceGetClockInfo.3 = 1545
                        nvmlDeviceGetMaxClockInfo.0 = 1980
                        nvmlDeviceGetMaxClockInfo.1 = 1980
                        nvmlDeviceGetMaxClockInfo.2 = 2619
                        nvmlDeviceGetMaxCustomerBoostClock.0 = 1980
                        nvmlDeviceGetApplicationsClock.0 = 1830
                        nvmlDeviceGetApplicationsClock.2 = 2619
                        nvmlDeviceGetDefaultApplicationsClock.0 = 1980
                        nvmlDeviceGetPerformanceState = 2
                        """)) {

            assertThat(gpu.sample(GpuClocks.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_clock_application_default_hertz Clock that applications get where nobody set it, from nvmlDeviceGetDefaultApplicationsClock.
                            # TYPE gpu_clock_application_default_hertz gauge
                            gpu_clock_application_default_hertz{gpu="GPU-1",clock="graphics"} 1980000000
                            # HELP gpu_clock_application_hertz Clock that applications were given, from nvmlDeviceGetApplicationsClock.
                            # TYPE gpu_clock_application_hertz gauge
                            gpu_clock_application_hertz{gpu="GPU-1",clock="graphics"} 1830000000
                            gpu_clock_application_hertz{gpu="GPU-1",clock="memory"} 2619000000
                            # HELP gpu_clock_boost_max_hertz Most that the clock may be boosted to, from nvmlDeviceGetMaxCustomerBoostClock.
                            # TYPE gpu_clock_boost_max_hertz gauge
                            gpu_clock_boost_max_hertz{gpu="GPU-1",clock="graphics"} 1980000000
                            # HELP gpu_clock_hertz Clock of the moment, from nvmlDeviceGetClockInfo.
                            # TYPE gpu_clock_hertz gauge
                            gpu_clock_hertz{gpu="GPU-1",clock="graphics"} 1980000000
                            gpu_clock_hertz{gpu="GPU-1",clock="memory"} 2619000000
                            gpu_clock_hertz{gpu="GPU-1",clock="sm"} 1965000000
                            gpu_clock_hertz{gpu="GPU-1",clock="video"} 1545000000
                            # HELP gpu_clock_max_hertz Most that the clock can reach, from nvmlDeviceGetMaxClockInfo.
                            # TYPE gpu_clock_max_hertz gauge
                            gpu_clock_max_hertz{gpu="GPU-1",clock="graphics"} 1980000000
                            gpu_clock_max_hertz{gpu="GPU-1",clock="memory"} 2619000000
                            gpu_clock_max_hertz{gpu="GPU-1",clock="sm"} 1980000000
                            # HELP gpu_performance_state 0 is the fastest, 15 the slowest, from nvmlDeviceGetPerformanceState.
                            # TYPE gpu_performance_state gauge
                            gpu_performance_state{gpu="GPU-1"} 2
                            """);
        }
    }

    @Test
    void what_is_deprecated_refused_missing_or_unknown_is_absent() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetClockInfo.0 = error 4
                        nvmlDeviceGetClockInfo.1 = 4294967295
                        nvmlDeviceGetClockInfo.2 = 405
                        nvmlDeviceGetApplicationsClock.0 = error 26
                        nvmlDeviceGetPerformanceState = 32
                        """,
                        "nvmlDeviceGetMaxCustomerBoostClock")) {

            assertThat(gpu.sample(GpuClocks.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_clock_hertz Clock of the moment, from nvmlDeviceGetClockInfo.
                            # TYPE gpu_clock_hertz gauge
                            gpu_clock_hertz{gpu="GPU-1",clock="memory"} 405000000
                            """);
            assertThat(gpu.refusals())
                    .containsEntry("nvmlDeviceGetClockInfo(0)", "this process may not ask")
                    .containsEntry("nvmlDeviceGetApplicationsClock(0)", "not supported by this GPU")
                    .containsEntry(
                            "nvmlDeviceGetMaxCustomerBoostClock(0)",
                            "the driver's library has no nvmlDeviceGetMaxCustomerBoostClock");
        }
    }
}
