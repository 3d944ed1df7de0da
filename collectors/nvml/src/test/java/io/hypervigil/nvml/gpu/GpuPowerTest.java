package io.hypervigil.nvml.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuPowerTest {

    @TempDir Path folder;

    @Test
    void power_is_in_watts_and_energy_in_joules() throws IOException {
        try (var gpu =
                StubGpu.ofDriver(
                        folder,
                        "590.48.01",
                        """
                        nvmlDeviceGetFieldValues = 0
                        nvmlDeviceGetPowerUsage = 631950
                        nvmlDeviceGetTotalEnergyConsumption = 81263123456
                        nvmlDeviceGetPowerManagementLimit = 700000
                        nvmlDeviceGetEnforcedPowerLimit = 650000
                        nvmlDeviceGetPowerManagementDefaultLimit = 700000
                        nvmlDeviceGetPowerManagementLimitConstraints = 200000 700000
                        field.185 = u32 631000
                        field.186 = u32 625680
                        field.185/1 = u32 801000
                        field.186/1 = u32 802000
                        field.185/2 = u32 61000
                        field.186/2 = u32 62000
                        field.187/1 = u32 300000
                        field.188/1 = u32 1000000
                        field.189/1 = u32 900000
                        field.190/1 = u32 850000
                        field.191/1 = u64 91263123456
                        field.192/1 = u32 860000
                        field.274 = u32 120
                        """)) {

            assertThat(gpu.sample(GpuPower.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_energy_joules_total Energy since the driver was loaded, from nvmlDeviceGetTotalEnergyConsumption.
                            # TYPE gpu_energy_joules_total counter
                            gpu_energy_joules_total{gpu="GPU-1"} 8.1263123456E7
                            # HELP gpu_module_energy_joules_total Energy of the GPU with its processor since the driver was loaded, from NVML_FI_DEV_ENERGY.
                            # TYPE gpu_module_energy_joules_total counter
                            gpu_module_energy_joules_total{gpu="GPU-1"} 9.1263123456E7
                            # HELP gpu_module_power_limit_watts Limits of the GPU with its processor, where both are one, from NVML_FI_DEV_POWER_*_LIMIT.
                            # TYPE gpu_module_power_limit_watts gauge
                            gpu_module_power_limit_watts{gpu="GPU-1",limit="default"} 900
                            gpu_module_power_limit_watts{gpu="GPU-1",limit="enforced"} 850
                            gpu_module_power_limit_watts{gpu="GPU-1",limit="max"} 1000
                            gpu_module_power_limit_watts{gpu="GPU-1",limit="min"} 300
                            gpu_module_power_limit_watts{gpu="GPU-1",limit="requested"} 860
                            # HELP gpu_power_average_watts Power over the last second, from NVML_FI_DEV_POWER_AVERAGE.
                            # TYPE gpu_power_average_watts gauge
                            gpu_power_average_watts{gpu="GPU-1",scope="gpu"} 631
                            gpu_power_average_watts{gpu="GPU-1",scope="memory"} 61
                            gpu_power_average_watts{gpu="GPU-1",scope="module"} 801
                            # HELP gpu_power_default_limit_watts Limit after a restart, from nvmlDeviceGetPowerManagementDefaultLimit.
                            # TYPE gpu_power_default_limit_watts gauge
                            gpu_power_default_limit_watts{gpu="GPU-1"} 700
                            # HELP gpu_power_enforced_limit_watts Limit in force, from nvmlDeviceGetEnforcedPowerLimit.
                            # TYPE gpu_power_enforced_limit_watts gauge
                            gpu_power_enforced_limit_watts{gpu="GPU-1"} 650
                            # HELP gpu_power_instant_watts Power of the moment, from NVML_FI_DEV_POWER_INSTANT.
                            # TYPE gpu_power_instant_watts gauge
                            gpu_power_instant_watts{gpu="GPU-1",scope="gpu"} 625.68
                            gpu_power_instant_watts{gpu="GPU-1",scope="memory"} 62
                            gpu_power_instant_watts{gpu="GPU-1",scope="module"} 802
                            # HELP gpu_power_limit_watts Limit that was asked for, from nvmlDeviceGetPowerManagementLimit.
                            # TYPE gpu_power_limit_watts gauge
                            gpu_power_limit_watts{gpu="GPU-1"} 700
                            # HELP gpu_power_max_limit_watts Greatest limit that can be set, from nvmlDeviceGetPowerManagementLimitConstraints.
                            # TYPE gpu_power_max_limit_watts gauge
                            gpu_power_max_limit_watts{gpu="GPU-1"} 700
                            # HELP gpu_power_min_limit_watts Least limit that can be set, from nvmlDeviceGetPowerManagementLimitConstraints.
                            # TYPE gpu_power_min_limit_watts gauge
                            gpu_power_min_limit_watts{gpu="GPU-1"} 200
                            # HELP gpu_power_peak_multiplier_ratio How far above the limit a short peak of power may be planned (EDPp), from NVML_FI_DEV_EDPP_MULTIPLIER.
                            # TYPE gpu_power_peak_multiplier_ratio gauge
                            gpu_power_peak_multiplier_ratio{gpu="GPU-1"} 1.2
                            # HELP gpu_power_watts Power of the board, since Ampere (but A100) over the last second, from nvmlDeviceGetPowerUsage.
                            # TYPE gpu_power_watts gauge
                            gpu_power_watts{gpu="GPU-1"} 631.95
                            """);
        }
    }

    @Test
    void energy_comes_as_a_field_where_there_is_no_function() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetFieldValues = 0
                        nvmlDeviceGetPowerUsage = error 4
                        nvmlDeviceGetPowerManagementLimit = 4294967295
                        nvmlDeviceGetEnforcedPowerLimit = error 3
                        field.83 = u64 5000
                        field.186 = u32 25680
                        field.274 = u32 120
                        """,
                        "nvmlDeviceGetTotalEnergyConsumption")) {

            assertThat(gpu.sample(GpuPower.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_energy_joules_total Energy since the driver was loaded, from nvmlDeviceGetTotalEnergyConsumption.
                            # TYPE gpu_energy_joules_total counter
                            gpu_energy_joules_total{gpu="GPU-1"} 5
                            # HELP gpu_power_instant_watts Power of the moment, from NVML_FI_DEV_POWER_INSTANT.
                            # TYPE gpu_power_instant_watts gauge
                            gpu_power_instant_watts{gpu="GPU-1",scope="gpu"} 25.68
                            """);
        }
    }
}
