package io.hypervigil.nvml.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuConfidentialComputeTest {

    @TempDir Path folder;

    @Test
    void its_state_is_the_systems_and_its_memory_the_gpus() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetConfComputeMemSizeInfo = 1024 0
                        [system]
                        nvmlSystemGetConfComputeSettings = 2 1 0 1
                        nvmlSystemGetConfComputeGpusReadyState = 1
                        """)) {

            assertThat(gpu.sample(GpuConfidentialCompute.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_confidential_compute_devtools_enabled Whether tools for developers may look inside, from nvmlSystemGetConfComputeSettings.
                            # TYPE gpu_confidential_compute_devtools_enabled gauge
                            gpu_confidential_compute_devtools_enabled{gpu="GPU-1"} 0
                            # HELP gpu_confidential_compute_enabled Whether confidential computing is on, from nvmlSystemGetConfComputeSettings.
                            # TYPE gpu_confidential_compute_enabled gauge
                            gpu_confidential_compute_enabled{gpu="GPU-1"} 1
                            # HELP gpu_confidential_compute_environment In which environment it runs, from nvmlSystemGetConfComputeSettings.
                            # TYPE gpu_confidential_compute_environment gauge
                            gpu_confidential_compute_environment{gpu="GPU-1",environment="production"} 1
                            gpu_confidential_compute_environment{gpu="GPU-1",environment="simulation"} 0
                            gpu_confidential_compute_environment{gpu="GPU-1",environment="unavailable"} 0
                            # HELP gpu_confidential_compute_multi_gpu_mode How several GPUs work together under it, from nvmlSystemGetConfComputeSettings.
                            # TYPE gpu_confidential_compute_multi_gpu_mode gauge
                            gpu_confidential_compute_multi_gpu_mode{gpu="GPU-1",mode="none"} 0
                            gpu_confidential_compute_multi_gpu_mode{gpu="GPU-1",mode="nvle"} 0
                            gpu_confidential_compute_multi_gpu_mode{gpu="GPU-1",mode="protected_pcie"} 1
                            # HELP gpu_confidential_compute_protected_memory_bytes Memory that is protected, from nvmlDeviceGetConfComputeMemSizeInfo.
                            # TYPE gpu_confidential_compute_protected_memory_bytes gauge
                            gpu_confidential_compute_protected_memory_bytes{gpu="GPU-1"} 1048576
                            # HELP gpu_confidential_compute_ready Whether the GPUs take work, from nvmlSystemGetConfComputeGpusReadyState.
                            # TYPE gpu_confidential_compute_ready gauge
                            gpu_confidential_compute_ready{gpu="GPU-1"} 1
                            # HELP gpu_confidential_compute_unprotected_memory_bytes Memory that is not protected, from nvmlDeviceGetConfComputeMemSizeInfo.
                            # TYPE gpu_confidential_compute_unprotected_memory_bytes gauge
                            gpu_confidential_compute_unprotected_memory_bytes{gpu="GPU-1"} 0
                            """);
        }
    }

    @Test
    void where_it_is_off_that_is_all_there_is_to_say() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        [system]
                        nvmlSystemGetConfComputeState = 0 0 0
                        """,
                        "nvmlSystemGetConfComputeSettings")) {

            assertThat(gpu.sample(GpuConfidentialCompute.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_confidential_compute_enabled Whether confidential computing is on, from nvmlSystemGetConfComputeSettings.
                            # TYPE gpu_confidential_compute_enabled gauge
                            gpu_confidential_compute_enabled{gpu="GPU-1"} 0
                            """);
        }
    }

    @Test
    void the_processor_inside_tells_its_firmware() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetGspFirmwareMode = 1 1
                        nvmlDeviceGetGspFirmwareVersion = 550.54.15
                        """)) {

            assertThat(gpu.sample(GpuGsp.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_gsp_enabled Whether the GPU's own processor runs the driver, from nvmlDeviceGetGspFirmwareMode.
                            # TYPE gpu_gsp_enabled gauge
                            gpu_gsp_enabled{gpu="GPU-1"} 1
                            # HELP gpu_gsp_enabled_by_default Whether the GPU's own processor would run the driver where nothing is said, from nvmlDeviceGetGspFirmwareMode.
                            # TYPE gpu_gsp_enabled_by_default gauge
                            gpu_gsp_enabled_by_default{gpu="GPU-1"} 1
                            # HELP gpu_gsp_info The firmware of the GPU's own processor, from nvmlDeviceGetGspFirmwareVersion.
                            # TYPE gpu_gsp_info gauge
                            gpu_gsp_info{gpu="GPU-1",firmware="550.54.15"} 1
                            """);
        }
    }
}
