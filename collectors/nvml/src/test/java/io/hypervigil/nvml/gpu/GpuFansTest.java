package io.hypervigil.nvml.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuFansTest {

    @TempDir Path folder;

    @Test
    void each_fan_has_its_series() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetNumFans = 2
                        nvmlDeviceGetFanSpeed_v2.0 = 38
                        nvmlDeviceGetFanSpeed_v2.1 = 104
                        nvmlDeviceGetTargetFanSpeed.0 = 40
                        nvmlDeviceGetFanSpeedRPM.0 = 1412
                        nvmlDeviceGetFanSpeedRPM.1 = 0
                        nvmlDeviceGetFanControlPolicy_v2.0 = 0
                        nvmlDeviceGetFanControlPolicy_v2.1 = 1
                        """)) {

            assertThat(gpu.sample(GpuFans.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_fan_manual 1 where the fan's speed was set by hand and does not follow the temperature, from nvmlDeviceGetFanControlPolicy_v2.
                            # TYPE gpu_fan_manual gauge
                            gpu_fan_manual{gpu="GPU-1",fan="0"} 0
                            gpu_fan_manual{gpu="GPU-1",fan="1"} 1
                            # HELP gpu_fan_speed_ratio Share of its full speed that the fan is told to run at, from nvmlDeviceGetFanSpeed_v2.
                            # TYPE gpu_fan_speed_ratio gauge
                            gpu_fan_speed_ratio{gpu="GPU-1",fan="0"} 0.38
                            gpu_fan_speed_ratio{gpu="GPU-1",fan="1"} 1.04
                            # HELP gpu_fan_speed_rpm Measured rounds a minute, from nvmlDeviceGetFanSpeedRPM.
                            # TYPE gpu_fan_speed_rpm gauge
                            gpu_fan_speed_rpm{gpu="GPU-1",fan="0"} 1412
                            gpu_fan_speed_rpm{gpu="GPU-1",fan="1"} 0
                            # HELP gpu_fan_target_speed_ratio Share of its full speed that the fan is to reach, from nvmlDeviceGetTargetFanSpeed.
                            # TYPE gpu_fan_target_speed_ratio gauge
                            gpu_fan_target_speed_ratio{gpu="GPU-1",fan="0"} 0.4
                            # HELP gpu_fans Fans of the board, from nvmlDeviceGetNumFans.
                            # TYPE gpu_fans gauge
                            gpu_fans{gpu="GPU-1"} 2
                            """);
        }
    }

    @Test
    void a_board_without_fans_says_so() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetNumFans = 0
                        """)) {

            assertThat(gpu.sample(GpuFans.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_fans Fans of the board, from nvmlDeviceGetNumFans.
                            # TYPE gpu_fans gauge
                            gpu_fans{gpu="GPU-1"} 0
                            """);
        }
    }

    @Test
    void a_driver_that_does_not_count_tells_of_one() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetFanSpeed = 27
                        """,
                        "nvmlDeviceGetNumFans")) {

            assertThat(gpu.sample(GpuFans.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_fan_speed_ratio Share of its full speed that the fan is told to run at, from nvmlDeviceGetFanSpeed_v2.
                            # TYPE gpu_fan_speed_ratio gauge
                            gpu_fan_speed_ratio{gpu="GPU-1",fan="0"} 0.27
                            """);
        }
    }

    @Test
    void what_is_refused_is_absent() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetNumFans = 1
                        nvmlDeviceGetFanSpeed_v2.0 = error 4
                        nvmlDeviceGetTargetFanSpeed.0 = error 3
                        nvmlDeviceGetFanSpeedRPM.0 = 4294967295
                        """,
                        "nvmlDeviceGetFanControlPolicy_v2")) {

            assertThat(gpu.sample(GpuFans.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_fans Fans of the board, from nvmlDeviceGetNumFans.
                            # TYPE gpu_fans gauge
                            gpu_fans{gpu="GPU-1"} 1
                            """);
        }
    }
}
