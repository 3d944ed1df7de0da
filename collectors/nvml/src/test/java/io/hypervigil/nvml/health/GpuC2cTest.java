package io.hypervigil.nvml.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuC2cTest {

    @TempDir Path folder;

    @Test
    void a_superchip_has_links_between_its_chips() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetC2cModeInfoV = 1
                        nvmlDeviceGetFieldValues = 0
                        field.170 = u32 2
                        field.171 = u32 1
                        field.171/1 = u32 0
                        field.172 = u32 46875
                        field.172/1 = u32 46875
                        field.231 = u32 1
                        field.232 = u32 5
                        field.233 = u32 2
                        field.234 = u32 0
                        """)) {

            assertThat(gpu.sample(GpuC2c.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_c2c_enabled Whether the chips are linked, from nvmlDeviceGetC2cModeInfoV.
                            # TYPE gpu_c2c_enabled gauge
                            gpu_c2c_enabled{gpu="GPU-1"} 1
                            # HELP gpu_c2c_link_back_to_back_replays_total Transfers that were repeated right after another one, from NVML_FI_DEV_C2C_LINK_ERROR_REPLAY_B2B.
                            # TYPE gpu_c2c_link_back_to_back_replays_total counter
                            gpu_c2c_link_back_to_back_replays_total{gpu="GPU-1",link="0"} 2
                            # HELP gpu_c2c_link_error_interrupts_total Interrupts for errors of the link, from NVML_FI_DEV_C2C_LINK_ERROR_INTR.
                            # TYPE gpu_c2c_link_error_interrupts_total counter
                            gpu_c2c_link_error_interrupts_total{gpu="GPU-1",link="0"} 1
                            # HELP gpu_c2c_link_low_power Whether the link saves power, from NVML_FI_DEV_C2C_LINK_POWER_STATE.
                            # TYPE gpu_c2c_link_low_power gauge
                            gpu_c2c_link_low_power{gpu="GPU-1",link="0"} 0
                            # HELP gpu_c2c_link_max_bytes_per_second The most that the link can carry, from NVML_FI_DEV_C2C_LINK_GET_MAX_BW.
                            # TYPE gpu_c2c_link_max_bytes_per_second gauge
                            gpu_c2c_link_max_bytes_per_second{gpu="GPU-1",link="0"} 46875000000
                            gpu_c2c_link_max_bytes_per_second{gpu="GPU-1",link="1"} 46875000000
                            # HELP gpu_c2c_link_replays_total Transfers that were repeated, from NVML_FI_DEV_C2C_LINK_ERROR_REPLAY.
                            # TYPE gpu_c2c_link_replays_total counter
                            gpu_c2c_link_replays_total{gpu="GPU-1",link="0"} 5
                            # HELP gpu_c2c_link_up Whether the link is up, from NVML_FI_DEV_C2C_LINK_GET_STATUS.
                            # TYPE gpu_c2c_link_up gauge
                            gpu_c2c_link_up{gpu="GPU-1",link="0"} 1
                            gpu_c2c_link_up{gpu="GPU-1",link="1"} 0
                            """);
        }
    }

    @Test
    void other_cards_have_none_and_are_asked_for_none() throws IOException {
        try (var gpu = StubGpu.following(folder, "nvmlDeviceGetC2cModeInfoV = error 3")) {

            assertThat(gpu.sample(GpuC2c.TYPE)).isEmpty();
            assertThat(gpu.refusals()).containsOnlyKeys("nvmlDeviceGetC2cModeInfoV");
        }
    }
}
