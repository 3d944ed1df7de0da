package io.hypervigil.nvml.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuRecoveryTest {

    @TempDir Path folder;

    @Test
    void a_gpu_says_what_it_needs() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetFieldValues = 0
                        field.230 = u32 4
                        field.226 = u32 1
                        field.227 = u32 0
                        nvmlDeviceQueryDrainState = 1
                        nvmlDeviceGetRepairStatus = 1 0
                        nvmlDeviceGetUnrepairableMemoryFlag_v1 = 0
                        """)) {

            assertThat(gpu.sample(GpuRecovery.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_drain_and_reset_recommended Whether the GPU should be reset once its work is done, from NVML_FI_DEV_DRAIN_AND_RESET_STATUS.
                            # TYPE gpu_drain_and_reset_recommended gauge
                            gpu_drain_and_reset_recommended{gpu="GPU-1"} 0
                            # HELP gpu_draining Whether the GPU takes no new work, from nvmlDeviceQueryDrainState.
                            # TYPE gpu_draining gauge
                            gpu_draining{gpu="GPU-1"} 1
                            # HELP gpu_memory_unrepairable Whether memory is broken beyond repair, from nvmlDeviceGetUnrepairableMemoryFlag_v1.
                            # TYPE gpu_memory_unrepairable gauge
                            gpu_memory_unrepairable{gpu="GPU-1"} 0
                            # HELP gpu_recovery_action What the driver wants done, from NVML_FI_DEV_GET_GPU_RECOVERY_ACTION.
                            # TYPE gpu_recovery_action gauge
                            gpu_recovery_action{gpu="GPU-1",action="drain_and_reset"} 1
                            gpu_recovery_action{gpu="GPU-1",action="drain_p2p"} 0
                            gpu_recovery_action{gpu="GPU-1",action="none"} 0
                            gpu_recovery_action{gpu="GPU-1",action="reboot"} 0
                            gpu_recovery_action{gpu="GPU-1",action="recover_imex"} 0
                            gpu_recovery_action{gpu="GPU-1",action="reset"} 0
                            # HELP gpu_repair_pending Whether a part will be repaired at the next reset, from nvmlDeviceGetRepairStatus.
                            # TYPE gpu_repair_pending gauge
                            gpu_repair_pending{gpu="GPU-1",unit="channel"} 1
                            gpu_repair_pending{gpu="GPU-1",unit="tpc"} 0
                            # HELP gpu_reset_required Whether the GPU needs a reset, from NVML_FI_DEV_RESET_STATUS.
                            # TYPE gpu_reset_required gauge
                            gpu_reset_required{gpu="GPU-1"} 1
                            """);
        }
    }

    @Test
    void an_action_of_a_newer_driver_is_unknown() throws IOException {
        try (var gpu =
                StubGpu.following(folder, "nvmlDeviceGetFieldValues = 0\nfield.230 = u32 77")) {

            assertThat(gpu.sample(GpuRecovery.TYPE))
                    .contains("gpu_recovery_action{gpu=\"GPU-1\",action=\"none\"} 0\n")
                    .contains("gpu_recovery_action{gpu=\"GPU-1\",action=\"unknown\"} 1\n");
        }
    }

    @Test
    void an_older_driver_says_nothing() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetFieldValues = 0
                        field.230 = error 3
                        field.226 = none
                        nvmlDeviceQueryDrainState = error 4
                        """,
                        "nvmlDeviceGetRepairStatus")) {

            assertThat(gpu.sample(GpuRecovery.TYPE)).isEmpty();
            assertThat(gpu.refusals())
                    .containsEntry("field 230", "not supported by this GPU")
                    .containsEntry("field 226", "not supported by this GPU")
                    .containsEntry("nvmlDeviceQueryDrainState", "this process may not ask")
                    .containsEntry(
                            "nvmlDeviceGetRepairStatus",
                            "the driver's library has no nvmlDeviceGetRepairStatus");
        }
    }
}
