package io.hypervigil.nvml.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuModesTest {

    @TempDir Path folder;

    @Test
    void switches_are_0_or_1_and_of_several_modes_one_is_on() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetPersistenceMode = 1
                        nvmlDeviceGetDisplayMode = 0
                        nvmlDeviceGetDisplayActive = 1
                        nvmlDeviceGetAccountingMode = 0
                        nvmlDeviceGetAccountingBufferSize = 4000
                        nvmlDeviceGetMigMode = 0 1
                        nvmlDeviceGetComputeMode = 3
                        nvmlDeviceGetAddressingMode = 1
                        """)) {

            assertThat(gpu.sample(GpuModes.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_accounting_buffer_processes Processes whose accounts are kept, from nvmlDeviceGetAccountingBufferSize.
                            # TYPE gpu_accounting_buffer_processes gauge
                            gpu_accounting_buffer_processes{gpu="GPU-1"} 4000
                            # HELP gpu_accounting_mode 1 where the driver keeps accounts of processes, from nvmlDeviceGetAccountingMode.
                            # TYPE gpu_accounting_mode gauge
                            gpu_accounting_mode{gpu="GPU-1"} 0
                            # HELP gpu_addressing_mode How the GPU addresses the memory of the host, from nvmlDeviceGetAddressingMode.
                            # TYPE gpu_addressing_mode gauge
                            gpu_addressing_mode{gpu="GPU-1",mode="ats"} 0
                            gpu_addressing_mode{gpu="GPU-1",mode="hmm"} 1
                            gpu_addressing_mode{gpu="GPU-1",mode="none"} 0
                            # HELP gpu_compute_mode Which processes may compute, from nvmlDeviceGetComputeMode.
                            # TYPE gpu_compute_mode gauge
                            gpu_compute_mode{gpu="GPU-1",mode="default"} 0
                            gpu_compute_mode{gpu="GPU-1",mode="exclusive_process"} 1
                            gpu_compute_mode{gpu="GPU-1",mode="exclusive_thread"} 0
                            gpu_compute_mode{gpu="GPU-1",mode="prohibited"} 0
                            # HELP gpu_display_active 1 where the GPU is set up to display something, from nvmlDeviceGetDisplayActive.
                            # TYPE gpu_display_active gauge
                            gpu_display_active{gpu="GPU-1"} 1
                            # HELP gpu_display_attached 1 where a display is attached, from nvmlDeviceGetDisplayMode.
                            # TYPE gpu_display_attached gauge
                            gpu_display_attached{gpu="GPU-1"} 0
                            # HELP gpu_mig_mode 1 where the GPU can be divided into instances, from nvmlDeviceGetMigMode.
                            # TYPE gpu_mig_mode gauge
                            gpu_mig_mode{gpu="GPU-1"} 0
                            # HELP gpu_mig_mode_pending What gpu_mig_mode will be after the next reset, from nvmlDeviceGetMigMode.
                            # TYPE gpu_mig_mode_pending gauge
                            gpu_mig_mode_pending{gpu="GPU-1"} 1
                            # HELP gpu_persistence_mode 1 where the driver keeps the GPU initialised while nobody uses it, from nvmlDeviceGetPersistenceMode.
                            # TYPE gpu_persistence_mode gauge
                            gpu_persistence_mode{gpu="GPU-1"} 1
                            """);
        }
    }

    @Test
    void what_is_refused_or_missing_is_absent_and_a_mode_without_a_name_unknown()
            throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetPersistenceMode = error 4
                        nvmlDeviceGetDisplayMode = error 26
                        nvmlDeviceGetMigMode = error 3
                        nvmlDeviceGetComputeMode = 9
                        nvmlDeviceGetAccountingMode = 1
                        """,
                        "nvmlDeviceGetAddressingMode",
                        "nvmlDeviceGetDisplayActive")) {

            assertThat(gpu.sample(GpuModes.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_accounting_mode 1 where the driver keeps accounts of processes, from nvmlDeviceGetAccountingMode.
                            # TYPE gpu_accounting_mode gauge
                            gpu_accounting_mode{gpu="GPU-1"} 1
                            # HELP gpu_compute_mode Which processes may compute, from nvmlDeviceGetComputeMode.
                            # TYPE gpu_compute_mode gauge
                            gpu_compute_mode{gpu="GPU-1",mode="default"} 0
                            gpu_compute_mode{gpu="GPU-1",mode="exclusive_process"} 0
                            gpu_compute_mode{gpu="GPU-1",mode="exclusive_thread"} 0
                            gpu_compute_mode{gpu="GPU-1",mode="prohibited"} 0
                            gpu_compute_mode{gpu="GPU-1",mode="unknown"} 1
                            """);
            assertThat(gpu.refusals())
                    .containsEntry("nvmlDeviceGetPersistenceMode", "this process may not ask")
                    .containsEntry("nvmlDeviceGetMigMode", "not supported by this GPU");
        }
    }
}
