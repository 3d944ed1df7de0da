package io.hypervigil.nvml.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.FactBoard;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuNvLinkTest {

    private static final String HOPPER =
            """
            nvmlDeviceGetArchitecture = 9
            nvmlDeviceGetFieldValues = 0
            nvmlDeviceGetNvLinkState.0 = 1
            nvmlDeviceGetNvLinkState.2 = 0
            nvmlDeviceGetNvLinkVersion.0 = 6
            nvmlDeviceGetNvLinkRemoteDeviceType.0 = 2
            nvmlDeviceGetNvLinkRemotePciInfo_v2.0 = 00000000:07:00.0
            field.138 = u64 1000+3
            field.139 = u64 2000
            field.140 = u64 1100
            field.141 = u64 2200
            field.138/2 = u64 7
            field.146 = u32 28
            field.161 = u64 4
            field.162 = u64 0
            field.163 = u64 2
            field.164 = u32 26562
            field.165 = u32 1
            field.165/2 = u32 0
            field.167 = u32 1
            """;

    private final GpuPartType links = GpuNvLink.type(new NvLinkBoard(new FactBoard()));

    @TempDir Path folder;

    @Test
    void links_tell_where_they_lead_and_what_they_carry() throws IOException {
        try (var gpu = StubGpu.following(folder, HOPPER)) {

            assertThat(gpu.sample(links))
                    .isEqualTo(
                            """
                            # HELP gpu_nvlink_info Version of a link that is up, and what is at its other end, from nvmlDeviceGetNvLinkVersion, nvmlDeviceGetNvLinkRemoteDeviceType and nvmlDeviceGetNvLinkRemotePciInfo.
                            # TYPE gpu_nvlink_info gauge
                            gpu_nvlink_info{gpu="GPU-1",link="0",version="4.0",remote_type="switch",remote_pci_address="0000:07:00.0",remote_link="28"} 1
                            # HELP gpu_nvlink_low_power Whether the link saves power, from NVML_FI_DEV_NVLINK_GET_POWER_STATE.
                            # TYPE gpu_nvlink_low_power gauge
                            gpu_nvlink_low_power{gpu="GPU-1",link="0"} 1
                            # HELP gpu_nvlink_raw_receive_bytes_total Data received, and what it was wrapped in, from NVML_FI_DEV_NVLINK_THROUGHPUT_*.
                            # TYPE gpu_nvlink_raw_receive_bytes_total counter
                            gpu_nvlink_raw_receive_bytes_total{gpu="GPU-1",link="0"} 2252800
                            # HELP gpu_nvlink_raw_transmit_bytes_total Data sent, and what it was wrapped in, from NVML_FI_DEV_NVLINK_THROUGHPUT_*.
                            # TYPE gpu_nvlink_raw_transmit_bytes_total counter
                            gpu_nvlink_raw_transmit_bytes_total{gpu="GPU-1",link="0"} 1126400
                            # HELP gpu_nvlink_receive_bytes_total Data received, from NVML_FI_DEV_NVLINK_THROUGHPUT_*.
                            # TYPE gpu_nvlink_receive_bytes_total counter
                            gpu_nvlink_receive_bytes_total{gpu="GPU-1",link="0"} 2048000
                            # HELP gpu_nvlink_speed_bytes_per_second What the link can carry each way, from NVML_FI_DEV_NVLINK_GET_SPEED.
                            # TYPE gpu_nvlink_speed_bytes_per_second gauge
                            gpu_nvlink_speed_bytes_per_second{gpu="GPU-1",link="0"} 26562000000
                            # HELP gpu_nvlink_transmit_bytes_total Data sent, from NVML_FI_DEV_NVLINK_THROUGHPUT_*.
                            # TYPE gpu_nvlink_transmit_bytes_total counter
                            gpu_nvlink_transmit_bytes_total{gpu="GPU-1",link="0"} 1024000
                            gpu_nvlink_transmit_bytes_total{gpu="GPU-1",link="2"} 7168
                            # HELP gpu_nvlink_up Whether the link is up, or asleep and soon up, from nvmlDeviceGetNvLinkState.
                            # TYPE gpu_nvlink_up gauge
                            gpu_nvlink_up{gpu="GPU-1",link="0"} 1
                            gpu_nvlink_up{gpu="GPU-1",link="2"} 0
                            """);
        }
    }

    @Test
    void a_link_that_goes_down_leads_nowhere() throws IOException {
        try (var gpu = StubGpu.following(folder, HOPPER)) {
            gpu.sample(links);
            gpu.stub()
                    .become(
                            gpu.stub()
                                    .scenario()
                                    .replace("field.165 = u32 1", "field.165 = u32 0"));

            assertThat(gpu.sample(links))
                    .contains("gpu_nvlink_up{gpu=\"GPU-1\",link=\"0\"} 0\n")
                    .doesNotContain("gpu_nvlink_info{");
        }
    }

    @Test
    void what_is_at_the_other_end_is_asked_once() throws IOException {
        try (var gpu = StubGpu.following(folder, HOPPER)) {
            gpu.sample(links);
            gpu.stub()
                    .become(
                            gpu.stub()
                                    .scenario()
                                    .replace("NvLinkVersion.0 = 6", "NvLinkVersion.0 = 7"));

            assertThat(gpu.sample(links)).contains("version=\"4.0\"");
        }
    }

    @Test
    void links_vanish_while_mig_is_on_and_come_back() throws IOException {
        try (var gpu = StubGpu.following(folder, HOPPER)) {
            gpu.sample(links);
            var before = gpu.stub().scenario();
            gpu.stub()
                    .become(
                            before.lines()
                                    .filter(line -> !line.contains("NvLink"))
                                    .filter(line -> !line.startsWith("field."))
                                    .reduce("", (all, line) -> all + line + "\n"));
            assertThat(gpu.sample(links)).isEmpty();

            gpu.stub().become(before);
            gpu.gpu().relearn();

            assertThat(gpu.sample(links)).contains("gpu_nvlink_up{gpu=\"GPU-1\",link=\"0\"} 1\n");
        }
    }

    @Test
    void older_drivers_have_functions_where_newer_ones_have_fields() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetArchitecture = 7
                        nvmlDeviceGetFieldValues = 0
                        nvmlDeviceGetNvLinkState.0 = 1
                        nvmlDeviceGetNvLinkState.1 = error 2
                        field.84 = u32 25781
                        """,
                        "nvmlDeviceGetNvLinkRemoteDeviceType")) {

            assertThat(gpu.sample(links))
                    .isEqualTo(
                            """
                            # HELP gpu_nvlink_info Version of a link that is up, and what is at its other end, from nvmlDeviceGetNvLinkVersion, nvmlDeviceGetNvLinkRemoteDeviceType and nvmlDeviceGetNvLinkRemotePciInfo.
                            # TYPE gpu_nvlink_info gauge
                            gpu_nvlink_info{gpu="GPU-1",link="0",version="",remote_type="",remote_pci_address="",remote_link=""} 1
                            # HELP gpu_nvlink_speed_bytes_per_second What the link can carry each way, from NVML_FI_DEV_NVLINK_GET_SPEED.
                            # TYPE gpu_nvlink_speed_bytes_per_second gauge
                            gpu_nvlink_speed_bytes_per_second{gpu="GPU-1",link="0"} 25781000000
                            # HELP gpu_nvlink_up Whether the link is up, or asleep and soon up, from nvmlDeviceGetNvLinkState.
                            # TYPE gpu_nvlink_up gauge
                            gpu_nvlink_up{gpu="GPU-1",link="0"} 1
                            """);
        }
    }

    @Test
    void a_card_without_links_says_so_once() throws IOException {
        try (var gpu = StubGpu.following(folder, "nvmlDeviceGetFieldValues = 0")) {

            assertThat(gpu.sample(links)).isEmpty();
            assertThat(gpu.refusals()).containsOnlyKeys("nvmlDeviceGetNvLinkState(0)");
        }
    }

    @Test
    void hopper_counts_errors_by_link() throws IOException {
        try (var gpu = StubGpu.following(folder, HOPPER)) {

            assertThat(gpu.sample(GpuNvLinkErrors.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_nvlink_errors_total Errors in what came by the link, from NVML_FI_DEV_NVLINK_ERROR_DL_* or nvmlDeviceGetNvLinkErrorCounter.
                            # TYPE gpu_nvlink_errors_total counter
                            gpu_nvlink_errors_total{gpu="GPU-1",link="0",error="crc"} 2
                            # HELP gpu_nvlink_recoveries_total Times that the link was trained anew, from NVML_FI_DEV_NVLINK_ERROR_DL_* or nvmlDeviceGetNvLinkErrorCounter.
                            # TYPE gpu_nvlink_recoveries_total counter
                            gpu_nvlink_recoveries_total{gpu="GPU-1",link="0"} 0
                            # HELP gpu_nvlink_replays_total Transfers repeated, from NVML_FI_DEV_NVLINK_ERROR_DL_* or nvmlDeviceGetNvLinkErrorCounter.
                            # TYPE gpu_nvlink_replays_total counter
                            gpu_nvlink_replays_total{gpu="GPU-1",link="0"} 4
                            """);
        }
    }

    @Test
    void older_chips_tell_errors_apart() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetArchitecture = 7
                        nvmlDeviceGetFieldValues = 0
                        nvmlDeviceGetNvLinkState.0 = 1
                        nvmlDeviceGetNvLinkState.6 = 1
                        field.32 = u64 1
                        field.39 = u64 2
                        field.46 = u64 3
                        field.53 = u64 4
                        field.148 = u64 5
                        field.96 = u64 6
                        nvmlDeviceGetNvLinkErrorCounter.60 = 7
                        nvmlDeviceGetNvLinkErrorCounter.63 = error 4
                        """)) {

            assertThat(gpu.sample(GpuNvLinkErrors.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_nvlink_errors_total Errors in what came by the link, from NVML_FI_DEV_NVLINK_ERROR_DL_* or nvmlDeviceGetNvLinkErrorCounter.
                            # TYPE gpu_nvlink_errors_total counter
                            gpu_nvlink_errors_total{gpu="GPU-1",link="0",error="crc_data"} 2
                            gpu_nvlink_errors_total{gpu="GPU-1",link="0",error="crc_flit"} 1
                            gpu_nvlink_errors_total{gpu="GPU-1",link="0",error="ecc_data"} 5
                            gpu_nvlink_errors_total{gpu="GPU-1",link="6",error="crc_flit"} 6
                            # HELP gpu_nvlink_recoveries_total Times that the link was trained anew, from NVML_FI_DEV_NVLINK_ERROR_DL_* or nvmlDeviceGetNvLinkErrorCounter.
                            # TYPE gpu_nvlink_recoveries_total counter
                            gpu_nvlink_recoveries_total{gpu="GPU-1",link="0"} 4
                            # HELP gpu_nvlink_replays_total Transfers repeated, from NVML_FI_DEV_NVLINK_ERROR_DL_* or nvmlDeviceGetNvLinkErrorCounter.
                            # TYPE gpu_nvlink_replays_total counter
                            gpu_nvlink_replays_total{gpu="GPU-1",link="0"} 3
                            gpu_nvlink_replays_total{gpu="GPU-1",link="6"} 7
                            """);
        }
    }
}
