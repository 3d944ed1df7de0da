package io.hypervigil.nvml.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuPcieTest {

    @TempDir Path folder;

    @Test
    void the_link_and_what_went_wrong_on_it() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetFieldValues = 0
                        nvmlDeviceGetCurrPcieLinkGeneration = 1
                        nvmlDeviceGetMaxPcieLinkGeneration = 4
                        nvmlDeviceGetGpuMaxPcieLinkGeneration = 5
                        nvmlDeviceGetCurrPcieLinkWidth = 2
                        nvmlDeviceGetMaxPcieLinkWidth = 2
                        nvmlDeviceGetPcieReplayCounter = 7
                        field.94 = u32 8
                        field.95 = u32 1
                        field.169 = u32 2
                        field.173 = u32 3
                        field.174 = u32 4
                        field.175 = u32 5
                        field.176 = u32 6
                        field.177 = u32 7
                        field.178 = u32 8
                        field.179 = u32 9
                        field.180 = u32 10
                        field.181 = u32 11
                        field.182 = u32 12
                        field.183 = u32 13
                        field.183/1 = u32 14
                        field.197 = u32 1000
                        field.198 = u32 2000
                        """)) {

            assertThat(gpu.sample(GpuPcie.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_pcie_error_causes_total What was wrong with the link, from NVML_FI_DEV_PCIE_COUNT_*.
                            # TYPE gpu_pcie_error_causes_total counter
                            gpu_pcie_error_causes_total{gpu="GPU-1",cause="bad_dllp"} 8
                            gpu_pcie_error_causes_total{gpu="GPU-1",cause="bad_tlp"} 6
                            gpu_pcie_error_causes_total{gpu="GPU-1",cause="lcrc"} 12
                            gpu_pcie_error_causes_total{gpu="GPU-1",cause="receiver"} 5
                            gpu_pcie_error_causes_total{gpu="GPU-1",cause="unsupported_request"} 11
                            # HELP gpu_pcie_errors_total Errors on the link, from NVML_FI_DEV_PCIE_COUNT_*.
                            # TYPE gpu_pcie_errors_total counter
                            gpu_pcie_errors_total{gpu="GPU-1",severity="correctable"} 3
                            gpu_pcie_errors_total{gpu="GPU-1",severity="fatal"} 10
                            gpu_pcie_errors_total{gpu="GPU-1",severity="non_fatal"} 9
                            # HELP gpu_pcie_lane_errors_total Errors of a lane, from NVML_FI_DEV_PCIE_COUNT_LANE_ERROR.
                            # TYPE gpu_pcie_lane_errors_total counter
                            gpu_pcie_lane_errors_total{gpu="GPU-1",lane="0"} 13
                            gpu_pcie_lane_errors_total{gpu="GPU-1",lane="1"} 14
                            # HELP gpu_pcie_link_generation Generation that the link runs at, from nvmlDeviceGetCurrPcieLinkGeneration.
                            # TYPE gpu_pcie_link_generation gauge
                            gpu_pcie_link_generation{gpu="GPU-1"} 1
                            # HELP gpu_pcie_link_gpu_max_generation Most that the GPU can do, from nvmlDeviceGetGpuMaxPcieLinkGeneration.
                            # TYPE gpu_pcie_link_gpu_max_generation gauge
                            gpu_pcie_link_gpu_max_generation{gpu="GPU-1"} 5
                            # HELP gpu_pcie_link_max_generation Most that GPU and slot can do, from nvmlDeviceGetMaxPcieLinkGeneration.
                            # TYPE gpu_pcie_link_max_generation gauge
                            gpu_pcie_link_max_generation{gpu="GPU-1"} 4
                            # HELP gpu_pcie_link_max_width Most lanes that GPU and slot can do, from nvmlDeviceGetMaxPcieLinkWidth.
                            # TYPE gpu_pcie_link_max_width gauge
                            gpu_pcie_link_max_width{gpu="GPU-1"} 2
                            # HELP gpu_pcie_link_width Lanes that the link runs with, from nvmlDeviceGetCurrPcieLinkWidth.
                            # TYPE gpu_pcie_link_width gauge
                            gpu_pcie_link_width{gpu="GPU-1"} 2
                            # HELP gpu_pcie_naks_total Packets that one side refused, from NVML_FI_DEV_PCIE_COUNT_NAKS_*.
                            # TYPE gpu_pcie_naks_total counter
                            gpu_pcie_naks_total{gpu="GPU-1",direction="received"} 4
                            gpu_pcie_naks_total{gpu="GPU-1",direction="sent"} 7
                            # HELP gpu_pcie_receive_bytes_total Bytes that the GPU received, from NVML_FI_DEV_PCIE_COUNT_RX_BYTES; where the GPU counts in 32 bits, too few once more than 4 GiB pass between two samples.
                            # TYPE gpu_pcie_receive_bytes_total counter
                            gpu_pcie_receive_bytes_total{gpu="GPU-1"} 2000
                            # HELP gpu_pcie_recoveries_total Times that the link left its working state to recover, from NVML_FI_DEV_PCIE_L0_TO_RECOVERY_COUNTER.
                            # TYPE gpu_pcie_recoveries_total counter
                            gpu_pcie_recoveries_total{gpu="GPU-1"} 2
                            # HELP gpu_pcie_replay_rollovers_total Times that four replays in a row made the link train anew, from NVML_FI_DEV_PCIE_REPLAY_ROLLOVER_COUNTER.
                            # TYPE gpu_pcie_replay_rollovers_total counter
                            gpu_pcie_replay_rollovers_total{gpu="GPU-1"} 1
                            # HELP gpu_pcie_replays_total Packets sent once more, from nvmlDeviceGetPcieReplayCounter.
                            # TYPE gpu_pcie_replays_total counter
                            gpu_pcie_replays_total{gpu="GPU-1"} 7
                            # HELP gpu_pcie_transmit_bytes_total Bytes that the GPU sent, from NVML_FI_DEV_PCIE_COUNT_TX_BYTES; where the GPU counts in 32 bits, too few once more than 4 GiB pass between two samples.
                            # TYPE gpu_pcie_transmit_bytes_total counter
                            gpu_pcie_transmit_bytes_total{gpu="GPU-1"} 1000
                            """);
        }
    }

    @Test
    void what_is_refused_or_missing_is_absent() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetFieldValues = 0
                        nvmlDeviceGetCurrPcieLinkGeneration = error 4
                        nvmlDeviceGetCurrPcieLinkWidth = error 3
                        nvmlDeviceGetMaxPcieLinkWidth = 4294967295
                        field.94 = u32 8
                        field.173 = error 4
                        field.174 = none
                        field.175 = u32 4294967295
                        field.197 = u64 -
                        """,
                        "nvmlDeviceGetPcieReplayCounter",
                        "nvmlDeviceGetGpuMaxPcieLinkGeneration")) {

            assertThat(gpu.sample(GpuPcie.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_pcie_replays_total Packets sent once more, from nvmlDeviceGetPcieReplayCounter.
                            # TYPE gpu_pcie_replays_total counter
                            gpu_pcie_replays_total{gpu="GPU-1"} 8
                            """);
        }
    }

    @Test
    void bytes_go_on_where_a_counter_of_32_bits_begins_anew() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetFieldValues = 0
                        field.197 = u32 4294967000
                        field.198 = u64 9000000000
                        """)) {
            gpu.sample(GpuPcie.TYPE);

            gpu.stub()
                    .become(
                            gpu.stub()
                                    .scenario()
                                    .replace("u32 4294967000", "u32 704")
                                    .replace("u64 9000000000", "u64 1000"));

            assertThat(gpu.sample(GpuPcie.TYPE))
                    .contains("gpu_pcie_transmit_bytes_total{gpu=\"GPU-1\"} 4294968000\n")
                    .contains("gpu_pcie_receive_bytes_total{gpu=\"GPU-1\"} 9000001000\n");
        }
    }
}
