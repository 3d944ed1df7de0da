package io.hypervigil.nvml.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuUtilizationTest {

    @TempDir Path folder;

    @Test
    void engines_are_ratios_and_what_a_card_does_not_have_is_absent() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetUtilizationRates = 37 12
                        nvmlDeviceGetEncoderUtilization = 5 166666
                        nvmlDeviceGetDecoderUtilization = error 3
                        """)) {

            assertThat(gpu.sample(GpuUtilization.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_encoder_utilization_ratio How busy the encoder is, from nvmlDeviceGetEncoderUtilization.
                            # TYPE gpu_encoder_utilization_ratio gauge
                            gpu_encoder_utilization_ratio{gpu="GPU-1"} 0.05
                            # HELP gpu_memory_utilization_ratio Share of the last moments in which the memory was read or written, from nvmlDeviceGetUtilizationRates.
                            # TYPE gpu_memory_utilization_ratio gauge
                            gpu_memory_utilization_ratio{gpu="GPU-1"} 0.12
                            # HELP gpu_utilization_ratio Share of the last moments in which anything ran on the GPU, from nvmlDeviceGetUtilizationRates.
                            # TYPE gpu_utilization_ratio gauge
                            gpu_utilization_ratio{gpu="GPU-1"} 0.37
                            """);
            assertThat(gpu.refusals())
                    .containsEntry("nvmlDeviceGetDecoderUtilization", "not supported by this GPU");
        }
    }

    @Test
    void more_than_all_was_never_measured() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetUtilizationRates = 3452816845 100
                        nvmlDeviceGetEncoderUtilization = 101 166666
                        """)) {

            assertThat(gpu.sample(GpuUtilization.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_memory_utilization_ratio Share of the last moments in which the memory was read or written, from nvmlDeviceGetUtilizationRates.
                            # TYPE gpu_memory_utilization_ratio gauge
                            gpu_memory_utilization_ratio{gpu="GPU-1"} 1
                            """);
        }
    }
}
