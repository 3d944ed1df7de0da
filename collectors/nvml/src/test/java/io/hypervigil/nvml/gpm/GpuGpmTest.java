package io.hypervigil.nvml.gpm;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuGpmTest {

    @TempDir Path folder;

    private final AtomicLong clock = new AtomicLong();
    private final GpuPartType type = GpuGpm.type(clock::get);

    @Test
    void what_a_chip_did_since_the_last_round_is_told_in_base_units() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlGpmQueryDeviceSupport = 1
                        gpm.1 = 98
                        gpm.2 = 87.1
                        gpm.3 = 40
                        gpm.4 = 7
                        gpm.5 = 55
                        gpm.7 = 50
                        gpm.8 = 5
                        gpm.10 = nan
                        gpm.12 = 12
                        gpm.20 = 100
                        gpm.31 = 3
                        gpm.51 = 4
                        gpm.60 = 2
                        gpm.63 = 1
                        gpm.96 = 5
                        gpm.212 = 6
                        gpm.103 = 8
                        gpm.104 = 9
                        gpm.159 = 9
                        gpm.167 = 25
                        gpm.174 = 1
                        gpm.248 = 1000
                        gpm.252 = 300
                        gpm.258 = 200
                        gpm.255 = 4096
                        gpm.332 = 77
                        """)) {
            assertThat(gpu.sample(type)).isEmpty();
            pass(Duration.ofSeconds(15));

            assertThat(gpu.sample(type))
                    .isEqualTo(
                            """
                            # HELP gpu_c2c_data_receive_bytes_per_second Data received from the other chip, from nvmlGpmMetricsGet.
                            # TYPE gpu_c2c_data_receive_bytes_per_second gauge
                            gpu_c2c_data_receive_bytes_per_second{gpu="GPU-1"} 8388608
                            # HELP gpu_c2c_link_data_receive_bytes_per_second Data received by a link, from nvmlGpmMetricsGet.
                            # TYPE gpu_c2c_link_data_receive_bytes_per_second gauge
                            gpu_c2c_link_data_receive_bytes_per_second{gpu="GPU-1",link="13"} 9437184
                            # HELP gpu_c2c_link_transmit_bytes_per_second Sent by a link, from nvmlGpmMetricsGet.
                            # TYPE gpu_c2c_link_transmit_bytes_per_second gauge
                            gpu_c2c_link_transmit_bytes_per_second{gpu="GPU-1",link="0"} 9437184
                            # HELP gpu_context_switch_active_ratio Share of time that an engine changed its context, from nvmlGpmMetricsGet.
                            # TYPE gpu_context_switch_active_ratio gauge
                            gpu_context_switch_active_ratio{gpu="GPU-1",engine="gr0"} 0.01
                            # HELP gpu_engine_active_ratio Share of time that an engine was busy, from nvmlGpmMetricsGet.
                            # TYPE gpu_engine_active_ratio gauge
                            gpu_engine_active_ratio{gpu="GPU-1",engine="nvdec1"} 0.03
                            gpu_engine_active_ratio{gpu="GPU-1",engine="nvenc1"} 0.25
                            gpu_engine_active_ratio{gpu="GPU-1",engine="nvofa1"} 0.04
                            # HELP gpu_gpm_nvlink_transmit_bytes_total Sent since the start, from nvmlGpmMetricsGet.
                            # TYPE gpu_gpm_nvlink_transmit_bytes_total counter
                            gpu_gpm_nvlink_transmit_bytes_total{gpu="GPU-1",link="35"} 77
                            # HELP gpu_gpm_pcie_transmit_bytes_total Sent to the host since the start, from nvmlGpmMetricsGet.
                            # TYPE gpu_gpm_pcie_transmit_bytes_total counter
                            gpu_gpm_pcie_transmit_bytes_total{gpu="GPU-1"} 4096
                            # HELP gpu_graphics_engine_active_ratio Share of time that graphics or compute ran, from nvmlGpmMetricsGet.
                            # TYPE gpu_graphics_engine_active_ratio gauge
                            gpu_graphics_engine_active_ratio{gpu="GPU-1"} 0.98
                            # HELP gpu_nvlink_link_receive_bytes_per_second Received by a link, from nvmlGpmMetricsGet.
                            # TYPE gpu_nvlink_link_receive_bytes_per_second gauge
                            gpu_nvlink_link_receive_bytes_per_second{gpu="GPU-1",link="17"} 5242880
                            gpu_nvlink_link_receive_bytes_per_second{gpu="GPU-1",link="18"} 6291456
                            # HELP gpu_nvlink_link_transmit_bytes_per_second Sent by a link, from nvmlGpmMetricsGet.
                            # TYPE gpu_nvlink_link_transmit_bytes_per_second gauge
                            gpu_nvlink_link_transmit_bytes_per_second{gpu="GPU-1",link="0"} 1048576
                            # HELP gpu_nvlink_receive_bytes_per_second Received by all links, from nvmlGpmMetricsGet.
                            # TYPE gpu_nvlink_receive_bytes_per_second gauge
                            gpu_nvlink_receive_bytes_per_second{gpu="GPU-1"} 2097152
                            # HELP gpu_pcie_transmit_bytes_per_second Sent to the host, from nvmlGpmMetricsGet.
                            # TYPE gpu_pcie_transmit_bytes_per_second gauge
                            gpu_pcie_transmit_bytes_per_second{gpu="GPU-1"} 104857600
                            # HELP gpu_pipe_active_cycles_total Cycles in which a pipe was busy, from nvmlGpmMetricsGet.
                            # TYPE gpu_pipe_active_cycles_total counter
                            gpu_pipe_active_cycles_total{gpu="GPU-1",pipe="fp64"} 200
                            # HELP gpu_pipe_active_ratio Share of time that a pipe was busy, from nvmlGpmMetricsGet.
                            # TYPE gpu_pipe_active_ratio gauge
                            gpu_pipe_active_ratio{gpu="GPU-1",pipe="fp32"} 0.12
                            gpu_pipe_active_ratio{gpu="GPU-1",pipe="integer"} 0.07
                            # HELP gpu_sm_active_ratio Share of time that an SM had a warp, over all SMs, from nvmlGpmMetricsGet.
                            # TYPE gpu_sm_active_ratio gauge
                            gpu_sm_active_ratio{gpu="GPU-1"} 0.871
                            # HELP gpu_sm_cycles_total Cycles of the SMs, from nvmlGpmMetricsGet.
                            # TYPE gpu_sm_cycles_total counter
                            gpu_sm_cycles_total{gpu="GPU-1"} 1000
                            # HELP gpu_sm_occupancy_ratio Share of the warps an SM can hold that it held, from nvmlGpmMetricsGet.
                            # TYPE gpu_sm_occupancy_ratio gauge
                            gpu_sm_occupancy_ratio{gpu="GPU-1"} 0.4
                            # HELP gpu_tensor_active_ratio Share of time that any tensor pipe was busy, from nvmlGpmMetricsGet.
                            # TYPE gpu_tensor_active_ratio gauge
                            gpu_tensor_active_ratio{gpu="GPU-1"} 0.55
                            # HELP gpu_tensor_pipe_active_cycles_total Cycles in which a tensor pipe was busy, from nvmlGpmMetricsGet.
                            # TYPE gpu_tensor_pipe_active_cycles_total counter
                            gpu_tensor_pipe_active_cycles_total{gpu="GPU-1",pipe="hmma"} 300
                            # HELP gpu_tensor_pipe_active_ratio Share of time that a tensor pipe was busy, from nvmlGpmMetricsGet.
                            # TYPE gpu_tensor_pipe_active_ratio gauge
                            gpu_tensor_pipe_active_ratio{gpu="GPU-1",pipe="dmma"} 0.05
                            gpu_tensor_pipe_active_ratio{gpu="GPU-1",pipe="hmma"} 0.5
                            """);
        }
    }

    @Test
    void a_number_holds_for_a_second_and_is_none_after_ten_minutes() throws IOException {
        try (var gpu = StubGpu.following(folder, "nvmlGpmQueryDeviceSupport = 1\ngpm.1 = 50")) {
            gpu.sample(type);
            pass(Duration.ofSeconds(1));
            assertThat(gpu.sample(type))
                    .contains("gpu_graphics_engine_active_ratio{gpu=\"GPU-1\"} 0.5\n");

            gpu.stub().become(gpu.stub().scenario().replace("gpm.1 = 50", "gpm.1 = 60"));
            pass(Duration.ofMillis(999));
            assertThat(gpu.sample(type))
                    .contains("gpu_graphics_engine_active_ratio{gpu=\"GPU-1\"} 0.5\n");

            pass(Duration.ofMillis(1));
            assertThat(gpu.sample(type))
                    .contains("gpu_graphics_engine_active_ratio{gpu=\"GPU-1\"} 0.6\n");

            pass(Duration.ofMinutes(11));
            assertThat(gpu.sample(type)).isEmpty();

            pass(Duration.ofMinutes(10));
            assertThat(gpu.sample(type))
                    .contains("gpu_graphics_engine_active_ratio{gpu=\"GPU-1\"} 0.6\n");
        }
    }

    @Test
    void an_older_driver_is_asked_for_what_it_knows() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlGpmQueryDeviceSupport = 1
                        gpm_end = 98
                        gpm.2 = 50
                        gpm.100 = 50
                        """)) {
            gpu.sample(type);
            pass(Duration.ofSeconds(15));

            assertThat(gpu.sample(type))
                    .isEqualTo(
                            """
                            # HELP gpu_sm_active_ratio Share of time that an SM had a warp, over all SMs, from nvmlGpmMetricsGet.
                            # TYPE gpu_sm_active_ratio gauge
                            gpu_sm_active_ratio{gpu="GPU-1"} 0.5
                            """);
        }
    }

    @Test
    void older_chips_have_no_such_monitors() throws IOException {
        try (var gpu = StubGpu.following(folder, "nvmlGpmQueryDeviceSupport = 0")) {

            assertThat(gpu.sample(type)).isEmpty();
            assertThat(gpu.refusals())
                    .containsOnly(
                            Map.entry("nvmlGpmQueryDeviceSupport", "not supported by this GPU"));
        }
    }

    @Test
    void older_libraries_have_no_such_function() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder, "nvmlGpmQueryDeviceSupport = 1", "nvmlGpmQueryDeviceSupport")) {

            assertThat(gpu.sample(type)).isEmpty();
            assertThat(gpu.refusals()).containsOnlyKeys("nvmlGpmQueryDeviceSupport");
        }
    }

    @Test
    void a_gpu_that_is_divided_has_no_activity_as_a_whole() throws IOException {
        try (var gpu = StubGpu.following(folder, "nvmlGpmQueryDeviceSupport = 1\ngpm.1 = 50")) {
            var undivided = gpu.stub().scenario();
            sampleTwice(gpu);
            gpu.stub().alsoSay("nvmlGpmSampleGet = error 3");
            pass(Duration.ofSeconds(15));
            assertThat(gpu.sample(type)).isEmpty();
            assertThat(gpu.refusals()).containsOnlyKeys("nvmlGpmSampleGet");

            gpu.stub().become(undivided);
            gpu.gpu().relearn();

            assertThat(sampleTwice(gpu)).contains("gpu_graphics_engine_active_ratio");
        }
    }

    private String sampleTwice(StubGpu gpu) {
        pass(Duration.ofSeconds(15));
        gpu.sample(type);
        pass(Duration.ofSeconds(15));
        return gpu.sample(type);
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
