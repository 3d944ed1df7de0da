package io.hypervigil.nvml.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.FactBoard;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuNvLink5Test {

    private static final String BLACKWELL =
            """
            nvmlDeviceGetArchitecture = 10
            nvmlDeviceGetFieldValues = 0
            nvmlDeviceGetNvLinkState.1 = 1
            field.201/1 = u64 10
            field.202/1 = u64 5000
            field.203/1 = u64 11
            field.204/1 = u64 6000
            field.208/1 = u64 3
            field.213/1 = u64 2
            field.214/1 = u64 1
            field.215/1 = u64 3
            field.220/1 = u64 3855
            field.222/1 = u64 255
            field.235/1 = u64 99
            field.250/1 = u64 1
            field.289/1 = u64 4
            field.293/1 = error 4
            """;

    private final GpuPartType links = GpuNvLink.type(new NvLinkBoard(new FactBoard()));

    @TempDir Path folder;

    @Test
    void newer_links_count_packets_errors_and_wrong_bits() throws IOException {
        try (var gpu = StubGpu.following(folder, BLACKWELL)) {

            assertThat(gpu.sample(GpuNvLink5.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_nvlink_bit_error_ratio Share of wrong bits, before and after correction and by symbol, from NVML_FI_DEV_NVLINK_COUNT_*_BER.
                            # TYPE gpu_nvlink_bit_error_ratio gauge
                            gpu_nvlink_bit_error_ratio{gpu="GPU-1",link="1",kind="effective"} 1.5E-14
                            gpu_nvlink_bit_error_ratio{gpu="GPU-1",link="1",kind="symbol"} 0
                            # HELP gpu_nvlink_raw_errors_total Errors before any correction, from NVML_FI_DEV_NVLINK_COUNT_RAW_ERRORS_*.
                            # TYPE gpu_nvlink_raw_errors_total counter
                            gpu_nvlink_raw_errors_total{gpu="GPU-1",link="1",lane="0"} 4
                            # HELP gpu_nvlink_receive_errors_total Packets received with an error, from NVML_FI_DEV_NVLINK_COUNT_RCV_ERRORS.
                            # TYPE gpu_nvlink_receive_errors_total counter
                            gpu_nvlink_receive_errors_total{gpu="GPU-1",link="1"} 3
                            # HELP gpu_nvlink_receive_packets_total Packets received, from NVML_FI_DEV_NVLINK_COUNT_RCV_PACKETS.
                            # TYPE gpu_nvlink_receive_packets_total counter
                            gpu_nvlink_receive_packets_total{gpu="GPU-1",link="1"} 11
                            # HELP gpu_nvlink_recovery_events_total Times that the link was trained anew, from NVML_FI_DEV_NVLINK_COUNT_LINK_RECOVERY_*_EVENTS.
                            # TYPE gpu_nvlink_recovery_events_total counter
                            gpu_nvlink_recovery_events_total{gpu="GPU-1",link="1",result="failed"} 1
                            gpu_nvlink_recovery_events_total{gpu="GPU-1",link="1",result="successful"} 2
                            # HELP gpu_nvlink_transmit_packets_total Packets sent, from NVML_FI_DEV_NVLINK_COUNT_XMIT_PACKETS.
                            # TYPE gpu_nvlink_transmit_packets_total counter
                            gpu_nvlink_transmit_packets_total{gpu="GPU-1",link="1"} 10
                            """);
            assertThat(gpu.refusals())
                    .containsEntry("field 293, scope 1", "this process may not ask");
        }
    }

    @Test
    void bytes_come_from_where_the_driver_has_them() throws IOException {
        try (var gpu = StubGpu.following(folder, BLACKWELL)) {

            assertThat(gpu.sample(links))
                    .contains("gpu_nvlink_transmit_bytes_total{gpu=\"GPU-1\",link=\"1\"} 5000\n")
                    .contains("gpu_nvlink_receive_bytes_total{gpu=\"GPU-1\",link=\"1\"} 6000\n");
        }
    }

    @Test
    void blocks_are_counted_by_what_was_corrected() throws IOException {
        try (var gpu = StubGpu.following(folder, BLACKWELL)) {

            assertThat(gpu.sample(GpuNvLinkFec.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_nvlink_fec_blocks_total Blocks by how much there was to correct in them, from NVML_FI_DEV_NVLINK_COUNT_FEC_HISTORY_*.
                            # TYPE gpu_nvlink_fec_blocks_total counter
                            gpu_nvlink_fec_blocks_total{gpu="GPU-1",link="1",bin="0"} 99
                            gpu_nvlink_fec_blocks_total{gpu="GPU-1",link="1",bin="15"} 1
                            """);
        }
    }

    @Test
    void older_chips_are_not_asked() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder, BLACKWELL.replace("Architecture = 10", "Architecture = 9"))) {

            assertThat(gpu.sample(GpuNvLink5.TYPE)).isEmpty();
            assertThat(gpu.sample(GpuNvLinkFec.TYPE)).isEmpty();
            assertThat(gpu.refusals()).isEmpty();
        }
    }

    @Test
    void a_ratio_is_a_digit_and_a_power_of_ten() {
        assertThat(GpuNvLink5.ratio(0x10C)).isEqualTo(1e-12);
        assertThat(GpuNvLink5.ratio(0xF0F)).isEqualTo(15e-15);
        assertThat(GpuNvLink5.ratio(0x0FF)).isZero();
    }
}
