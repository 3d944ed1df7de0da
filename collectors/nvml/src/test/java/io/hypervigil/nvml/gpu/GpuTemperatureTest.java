package io.hypervigil.nvml.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuTemperatureTest {

    @TempDir Path folder;

    @Test
    void memory_without_a_thermometer_has_no_temperature() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetTemperature.0 = 23
                        nvmlDeviceGetFieldValues = 0
                        field.82 = u32 0
                        """)) {
            assertThat(gpu.sample(GpuTemperature.TYPE))
                    .contains("gpu_temperature_celsius{gpu=")
                    .doesNotContain("gpu_memory_temperature_celsius");
        }
    }
}
