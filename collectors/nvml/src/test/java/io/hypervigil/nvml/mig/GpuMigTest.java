package io.hypervigil.nvml.mig;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.FactBoard;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuMigTest {

    /** Two compute instances in one GPU instance, and a hole between them and another. */
    private static final String DIVIDED =
            """
            nvmlDeviceGetMigMode = 1 1
            nvmlDeviceGetMaxMigDeviceCount = 7
            nvmlGpmQueryDeviceSupport = 1
            nvmlGpmMigSampleGet.1 = 0
            nvmlGpmMigSampleGet.2 = 0
            gpm.2/1 = 42
            gpm.10/1 = nan
            gpm.4/2 = 10
            gpm.30/2 = 20
            gpm.21/2 = 1
            [gpu 0 mig 0]
            nvmlDeviceGetUUID = MIG-a
            nvmlDeviceGetName = NVIDIA H100 80GB HBM3 MIG 1c.2g.20gb
            nvmlDeviceGetGpuInstanceId = 1
            nvmlDeviceGetComputeInstanceId = 0
            nvmlDeviceGetAttributes_v2 = 16 2 2 0 2 1 2 1 19968
            nvmlDeviceGetMemoryInfo_v2 = 100 10 60 30
            [gpu 0 mig 1]
            nvmlDeviceGetUUID = MIG-b
            nvmlDeviceGetName = NVIDIA H100 80GB HBM3 MIG 1c.2g.20gb
            nvmlDeviceGetGpuInstanceId = 1
            nvmlDeviceGetComputeInstanceId = 1
            nvmlDeviceGetAttributes_v2 = 16 2 2 0 2 1 2 1 19968
            nvmlDeviceGetMemoryInfo_v2 = 100 10 60 30
            [gpu 0 mig 3]
            nvmlDeviceGetUUID = MIG-c
            nvmlDeviceGetName = NVIDIA H100 80GB HBM3 MIG 1g.10gb
            nvmlDeviceGetGpuInstanceId = 2
            nvmlDeviceGetComputeInstanceId = 0
            nvmlDeviceGetMemoryInfo_v2 = 50 - 50 0
            """;

    @TempDir Path folder;

    private final AtomicLong clock = new AtomicLong();
    private final GpuPartType type = GpuMig.type(new MigBoard(new FactBoard()), clock::get);

    @Test
    void instances_have_names_memory_engines_and_activity() throws IOException {
        try (var gpu = StubGpu.following(folder, DIVIDED)) {
            gpu.sample(type);
            clock.addAndGet(Duration.ofSeconds(15).toNanos());

            assertThat(gpu.sample(type))
                    .isEqualTo(
                            """
                            # HELP gpu_mig_compute_slices Slices of a compute instance, from nvmlDeviceGetAttributes.
                            # TYPE gpu_mig_compute_slices gauge
                            gpu_mig_compute_slices{gpu="GPU-1",gpu_instance="1",compute_instance="0"} 1
                            gpu_mig_compute_slices{gpu="GPU-1",gpu_instance="1",compute_instance="1"} 1
                            # HELP gpu_mig_engine_active_ratio Share of time that an engine was busy, from nvmlGpmMetricsGet.
                            # TYPE gpu_mig_engine_active_ratio gauge
                            gpu_mig_engine_active_ratio{gpu="GPU-1",gpu_instance="2",engine="nvdec0"} 0.2
                            # HELP gpu_mig_engines Engines of a GPU instance, from nvmlDeviceGetAttributes.
                            # TYPE gpu_mig_engines gauge
                            gpu_mig_engines{gpu="GPU-1",gpu_instance="1",engine="copy"} 2
                            gpu_mig_engines{gpu="GPU-1",gpu_instance="1",engine="decoder"} 2
                            gpu_mig_engines{gpu="GPU-1",gpu_instance="1",engine="encoder"} 0
                            gpu_mig_engines{gpu="GPU-1",gpu_instance="1",engine="jpeg"} 2
                            gpu_mig_engines{gpu="GPU-1",gpu_instance="1",engine="ofa"} 1
                            # HELP gpu_mig_info Instances of the GPU and their names, from nvmlDeviceGetMigDeviceHandleByIndex.
                            # TYPE gpu_mig_info gauge
                            gpu_mig_info{gpu="GPU-1",gpu_instance="1",compute_instance="0",uuid="MIG-a",profile="1c.2g.20gb"} 1
                            gpu_mig_info{gpu="GPU-1",gpu_instance="1",compute_instance="1",uuid="MIG-b",profile="1c.2g.20gb"} 1
                            gpu_mig_info{gpu="GPU-1",gpu_instance="2",compute_instance="0",uuid="MIG-c",profile="1g.10gb"} 1
                            # HELP gpu_mig_memory_free_bytes Memory that nobody uses, from nvmlDeviceGetMemoryInfo.
                            # TYPE gpu_mig_memory_free_bytes gauge
                            gpu_mig_memory_free_bytes{gpu="GPU-1",gpu_instance="1"} 60
                            gpu_mig_memory_free_bytes{gpu="GPU-1",gpu_instance="2"} 50
                            # HELP gpu_mig_memory_reserved_bytes Memory that the driver keeps, from nvmlDeviceGetMemoryInfo.
                            # TYPE gpu_mig_memory_reserved_bytes gauge
                            gpu_mig_memory_reserved_bytes{gpu="GPU-1",gpu_instance="1"} 10
                            # HELP gpu_mig_memory_total_bytes Memory of a GPU instance, from nvmlDeviceGetMemoryInfo.
                            # TYPE gpu_mig_memory_total_bytes gauge
                            gpu_mig_memory_total_bytes{gpu="GPU-1",gpu_instance="1"} 100
                            gpu_mig_memory_total_bytes{gpu="GPU-1",gpu_instance="2"} 50
                            # HELP gpu_mig_memory_used_bytes Memory in use, from nvmlDeviceGetMemoryInfo.
                            # TYPE gpu_mig_memory_used_bytes gauge
                            gpu_mig_memory_used_bytes{gpu="GPU-1",gpu_instance="1"} 30
                            gpu_mig_memory_used_bytes{gpu="GPU-1",gpu_instance="2"} 0
                            # HELP gpu_mig_multiprocessors Multiprocessors of a compute instance, from nvmlDeviceGetAttributes.
                            # TYPE gpu_mig_multiprocessors gauge
                            gpu_mig_multiprocessors{gpu="GPU-1",gpu_instance="1",compute_instance="0"} 16
                            gpu_mig_multiprocessors{gpu="GPU-1",gpu_instance="1",compute_instance="1"} 16
                            # HELP gpu_mig_pcie_receive_bytes_per_second Received from the host, from nvmlGpmMetricsGet.
                            # TYPE gpu_mig_pcie_receive_bytes_per_second gauge
                            gpu_mig_pcie_receive_bytes_per_second{gpu="GPU-1",gpu_instance="2"} 1048576
                            # HELP gpu_mig_pipe_active_ratio Share of time that a pipe was busy, from nvmlGpmMetricsGet.
                            # TYPE gpu_mig_pipe_active_ratio gauge
                            gpu_mig_pipe_active_ratio{gpu="GPU-1",gpu_instance="2",pipe="integer"} 0.1
                            # HELP gpu_mig_slices Slices of a GPU instance, from nvmlDeviceGetAttributes.
                            # TYPE gpu_mig_slices gauge
                            gpu_mig_slices{gpu="GPU-1",gpu_instance="1"} 2
                            # HELP gpu_mig_sm_active_ratio Share of time that an SM had a warp, over all SMs, from nvmlGpmMetricsGet.
                            # TYPE gpu_mig_sm_active_ratio gauge
                            gpu_mig_sm_active_ratio{gpu="GPU-1",gpu_instance="1"} 0.42
                            """);
        }
    }

    @Test
    void older_drivers_have_an_older_struct_for_memory() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetMigMode = 1 1
                        nvmlDeviceGetMaxMigDeviceCount = 7
                        [gpu 0 mig 0]
                        nvmlDeviceGetUUID = MIG-GPU-1/3/0
                        nvmlDeviceGetGpuInstanceId = 3
                        nvmlDeviceGetComputeInstanceId = 0
                        nvmlDeviceGetAttributes_v2 = error 4
                        nvmlDeviceGetMemoryInfo = 100 60 40
                        """,
                        "nvmlDeviceGetMemoryInfo_v2")) {

            assertThat(gpu.sample(type))
                    .isEqualTo(
                            """
                            # HELP gpu_mig_info Instances of the GPU and their names, from nvmlDeviceGetMigDeviceHandleByIndex.
                            # TYPE gpu_mig_info gauge
                            gpu_mig_info{gpu="GPU-1",gpu_instance="3",compute_instance="0",uuid="MIG-GPU-1/3/0",profile=""} 1
                            # HELP gpu_mig_memory_free_bytes Memory that nobody uses, from nvmlDeviceGetMemoryInfo.
                            # TYPE gpu_mig_memory_free_bytes gauge
                            gpu_mig_memory_free_bytes{gpu="GPU-1",gpu_instance="3"} 60
                            # HELP gpu_mig_memory_total_bytes Memory of a GPU instance, from nvmlDeviceGetMemoryInfo.
                            # TYPE gpu_mig_memory_total_bytes gauge
                            gpu_mig_memory_total_bytes{gpu="GPU-1",gpu_instance="3"} 100
                            # HELP gpu_mig_memory_used_bytes Memory in use, from nvmlDeviceGetMemoryInfo.
                            # TYPE gpu_mig_memory_used_bytes gauge
                            gpu_mig_memory_used_bytes{gpu="GPU-1",gpu_instance="3"} 40
                            """);
            assertThat(gpu.refusals())
                    .containsEntry(
                            "nvmlDeviceGetAttributes_v2 of a MIG device",
                            "this process may not ask")
                    .containsEntry(
                            "nvmlDeviceGetMemoryInfo_v2 of a MIG device",
                            "the driver's library has no nvmlDeviceGetMemoryInfo_v2");
        }
    }

    @Test
    void a_gpu_is_divided_and_made_whole_while_it_is_watched() throws IOException {
        try (var gpu = StubGpu.following(folder, "nvmlDeviceGetMigMode = 0 0")) {
            var whole = gpu.stub().scenario();
            assertThat(gpu.sample(type)).isEmpty();
            int era = gpu.gpu().era();

            gpu.stub().become(whole.replace("nvmlDeviceGetMigMode = 0 0", DIVIDED));
            assertThat(gpu.sample(type)).contains("uuid=\"MIG-a\"");
            assertThat(gpu.gpu().era()).isEqualTo(era + 1);

            gpu.stub().become(whole);
            assertThat(gpu.sample(type)).isEmpty();
            assertThat(gpu.gpu().era()).isEqualTo(era + 2);
        }
    }

    @Test
    void an_instance_that_is_made_anew_is_another_one() throws IOException {
        try (var gpu = StubGpu.following(folder, DIVIDED)) {
            gpu.sample(type);
            gpu.stub()
                    .become(
                            gpu.stub()
                                    .scenario()
                                    .replace("MIG-c", "MIG-d")
                                    .replace("1g.10gb", "1g.12gb"));

            assertThat(gpu.sample(type))
                    .contains("uuid=\"MIG-d\",profile=\"1g.12gb\"")
                    .doesNotContain("MIG-c");
        }
    }

    @Test
    void a_card_that_cannot_be_divided_is_asked_once() throws IOException {
        try (var gpu = StubGpu.following(folder, "nvmlDeviceGetMigMode = error 3")) {

            assertThat(gpu.sample(type)).isEmpty();
            assertThat(gpu.refusals()).containsOnlyKeys("nvmlDeviceGetMigMode");
        }
    }
}
