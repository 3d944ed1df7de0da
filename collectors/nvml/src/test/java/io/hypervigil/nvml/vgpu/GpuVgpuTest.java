package io.hypervigil.nvml.vgpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuVgpuTest {

    private static final String HOST =
            """
            nvmlDeviceGetVirtualizationMode = 3
            nvmlDeviceGetActiveVgpus = 11 3251634213
            nvmlDeviceGetVgpuSchedulerState_v2 = 2 33 2000000
            nvmlDeviceGetVgpuInstancesUtilizationInfo = 11:100:90:1:1:1:1:1 11:200:37:12:5:6:7:4294967295
            [vgpu 11]
            nvmlVgpuInstanceGetUUID = f8f1c2a0-0001
            nvmlVgpuInstanceGetMdevUUID = aa618089-8b16-4d01-a136-25a0f3c73123
            nvmlVgpuInstanceGetVmID = 1 5f9a3a2e-3cd1-4b56-9b1f-0a2f1e0a9a01
            nvmlVgpuInstanceGetType = 231
            nvmlVgpuInstanceGetGpuPciId = 00000000:06:00.0
            nvmlVgpuInstanceGetVmDriverVersion = 550.54.14
            nvmlVgpuInstanceGetFbUsage = 1048576
            nvmlVgpuInstanceGetFrameRateLimit = 60
            nvmlVgpuInstanceGetEccMode = 1
            nvmlVgpuInstanceGetEncoderStats = 1 30 4000
            nvmlVgpuInstanceGetFBCStats = 0 0 0
            nvmlVgpuInstanceGetLicenseInfo_v2 = 1 5 2 2026 12 31 23 59 59
            [vgpu 3251634213]
            nvmlVgpuInstanceGetUUID = f8f1c2a0-0002
            nvmlVgpuInstanceGetVmID = 0 7
            nvmlVgpuInstanceGetType = 231
            nvmlVgpuInstanceGetFbUsage = -
            nvmlVgpuInstanceGetLicenseInfo_v2 = 0 99 0
            [vgpu type 231]
            nvmlVgpuTypeGetName = GRID T4-8Q
            nvmlVgpuTypeGetFramebufferSize = 8589934592
            """;

    @TempDir Path folder;

    private final AtomicLong clock = new AtomicLong();
    private final GpuPartType type = GpuVgpu.type(new VgpuBoard(), clock::get);

    @Test
    void virtual_gpus_tell_their_vm_their_licence_and_what_they_use() throws IOException {
        try (var gpu = StubGpu.following(folder, HOST)) {

            assertThat(gpu.sample(type))
                    .isEqualTo(
                            """
                            # HELP gpu_vgpu_decoder_utilization_ratio Share of the decoder that it kept busy, from nvmlDeviceGetVgpuUtilization.
                            # TYPE gpu_vgpu_decoder_utilization_ratio gauge
                            gpu_vgpu_decoder_utilization_ratio{gpu="GPU-1",vgpu="11"} 0.06
                            # HELP gpu_vgpu_ecc_enabled Whether errors are corrected, from nvmlVgpuInstanceGetEccMode.
                            # TYPE gpu_vgpu_ecc_enabled gauge
                            gpu_vgpu_ecc_enabled{gpu="GPU-1",vgpu="11"} 1
                            # HELP gpu_vgpu_encoder_frames_per_second Average of the sessions that encode video, from nvmlVgpuInstanceGetEncoderStats.
                            # TYPE gpu_vgpu_encoder_frames_per_second gauge
                            gpu_vgpu_encoder_frames_per_second{gpu="GPU-1",vgpu="11"} 30
                            # HELP gpu_vgpu_encoder_latency_seconds Average time for a frame, of the sessions that encode video, from nvmlVgpuInstanceGetEncoderStats.
                            # TYPE gpu_vgpu_encoder_latency_seconds gauge
                            gpu_vgpu_encoder_latency_seconds{gpu="GPU-1",vgpu="11"} 0.004
                            # HELP gpu_vgpu_encoder_sessions Sessions that encode video, from nvmlVgpuInstanceGetEncoderStats.
                            # TYPE gpu_vgpu_encoder_sessions gauge
                            gpu_vgpu_encoder_sessions{gpu="GPU-1",vgpu="11"} 1
                            # HELP gpu_vgpu_encoder_utilization_ratio Share of the encoder that it kept busy, from nvmlDeviceGetVgpuUtilization.
                            # TYPE gpu_vgpu_encoder_utilization_ratio gauge
                            gpu_vgpu_encoder_utilization_ratio{gpu="GPU-1",vgpu="11"} 0.05
                            # HELP gpu_vgpu_fbc_frames_per_second Average of the sessions that capture the frame buffer, from nvmlVgpuInstanceGetFBCStats.
                            # TYPE gpu_vgpu_fbc_frames_per_second gauge
                            gpu_vgpu_fbc_frames_per_second{gpu="GPU-1",vgpu="11"} 0
                            # HELP gpu_vgpu_fbc_latency_seconds Average time for a frame, of the sessions that capture the frame buffer, from nvmlVgpuInstanceGetFBCStats.
                            # TYPE gpu_vgpu_fbc_latency_seconds gauge
                            gpu_vgpu_fbc_latency_seconds{gpu="GPU-1",vgpu="11"} 0
                            # HELP gpu_vgpu_fbc_sessions Sessions that capture the frame buffer, from nvmlVgpuInstanceGetFBCStats.
                            # TYPE gpu_vgpu_fbc_sessions gauge
                            gpu_vgpu_fbc_sessions{gpu="GPU-1",vgpu="11"} 0
                            # HELP gpu_vgpu_frame_rate_limit Frames a second that it may draw, from nvmlVgpuInstanceGetFrameRateLimit.
                            # TYPE gpu_vgpu_frame_rate_limit gauge
                            gpu_vgpu_frame_rate_limit{gpu="GPU-1",vgpu="11"} 60
                            # HELP gpu_vgpu_info Virtual GPUs, their names and their VMs, from nvmlVgpuInstanceGet*.
                            # TYPE gpu_vgpu_info gauge
                            gpu_vgpu_info{gpu="GPU-1",vgpu="11",uuid="f8f1c2a0-0001",type="GRID T4-8Q",vm_uuid="5f9a3a2e-3cd1-4b56-9b1f-0a2f1e0a9a01",vm_domain_id="",mdev_uuid="aa618089-8b16-4d01-a136-25a0f3c73123",guest_pci_address="0000:06:00.0",guest_driver="550.54.14"} 1
                            gpu_vgpu_info{gpu="GPU-1",vgpu="3251634213",uuid="f8f1c2a0-0002",type="GRID T4-8Q",vm_uuid="",vm_domain_id="7",mdev_uuid="",guest_pci_address="",guest_driver=""} 1
                            # HELP gpu_vgpu_jpeg_utilization_ratio Share of the JPEG engine that it kept busy, from nvmlDeviceGetVgpuUtilization.
                            # TYPE gpu_vgpu_jpeg_utilization_ratio gauge
                            gpu_vgpu_jpeg_utilization_ratio{gpu="GPU-1",vgpu="11"} 0.07
                            # HELP gpu_vgpu_license_expiry_timestamp_seconds When the guest's licence ends, from nvmlVgpuInstanceGetLicenseInfo.
                            # TYPE gpu_vgpu_license_expiry_timestamp_seconds gauge
                            gpu_vgpu_license_expiry_timestamp_seconds{gpu="GPU-1",vgpu="11"} 1798761599
                            # HELP gpu_vgpu_license_state How the guest's licence is, from nvmlVgpuInstanceGetLicenseInfo.
                            # TYPE gpu_vgpu_license_state gauge
                            gpu_vgpu_license_state{gpu="GPU-1",vgpu="11",state="licensed"} 1
                            gpu_vgpu_license_state{gpu="GPU-1",vgpu="11",state="uninitialized"} 0
                            gpu_vgpu_license_state{gpu="GPU-1",vgpu="11",state="unknown"} 0
                            gpu_vgpu_license_state{gpu="GPU-1",vgpu="11",state="unlicensed"} 0
                            gpu_vgpu_license_state{gpu="GPU-1",vgpu="11",state="unlicensed_restricted"} 0
                            gpu_vgpu_license_state{gpu="GPU-1",vgpu="11",state="unlicensed_unrestricted"} 0
                            gpu_vgpu_license_state{gpu="GPU-1",vgpu="3251634213",state="licensed"} 0
                            gpu_vgpu_license_state{gpu="GPU-1",vgpu="3251634213",state="uninitialized"} 0
                            gpu_vgpu_license_state{gpu="GPU-1",vgpu="3251634213",state="unknown"} 1
                            gpu_vgpu_license_state{gpu="GPU-1",vgpu="3251634213",state="unlicensed"} 0
                            gpu_vgpu_license_state{gpu="GPU-1",vgpu="3251634213",state="unlicensed_restricted"} 0
                            gpu_vgpu_license_state{gpu="GPU-1",vgpu="3251634213",state="unlicensed_unrestricted"} 0
                            # HELP gpu_vgpu_licensed Whether the guest has a licence, from nvmlVgpuInstanceGetLicenseInfo.
                            # TYPE gpu_vgpu_licensed gauge
                            gpu_vgpu_licensed{gpu="GPU-1",vgpu="11"} 1
                            gpu_vgpu_licensed{gpu="GPU-1",vgpu="3251634213"} 0
                            # HELP gpu_vgpu_memory_total_bytes Memory that the type has, from nvmlVgpuTypeGetFramebufferSize.
                            # TYPE gpu_vgpu_memory_total_bytes gauge
                            gpu_vgpu_memory_total_bytes{gpu="GPU-1",vgpu="11"} 8589934592
                            gpu_vgpu_memory_total_bytes{gpu="GPU-1",vgpu="3251634213"} 8589934592
                            # HELP gpu_vgpu_memory_used_bytes Memory in use, from nvmlVgpuInstanceGetFbUsage.
                            # TYPE gpu_vgpu_memory_used_bytes gauge
                            gpu_vgpu_memory_used_bytes{gpu="GPU-1",vgpu="11"} 1048576
                            # HELP gpu_vgpu_memory_utilization_ratio Share of the memory that it kept busy, from nvmlDeviceGetVgpuUtilization.
                            # TYPE gpu_vgpu_memory_utilization_ratio gauge
                            gpu_vgpu_memory_utilization_ratio{gpu="GPU-1",vgpu="11"} 0.12
                            # HELP gpu_vgpu_scheduler_policy By which rule virtual GPUs take turns, from nvmlDeviceGetVgpuSchedulerState.
                            # TYPE gpu_vgpu_scheduler_policy gauge
                            gpu_vgpu_scheduler_policy{gpu="GPU-1",policy="best_effort"} 0
                            gpu_vgpu_scheduler_policy{gpu="GPU-1",policy="equal_share"} 1
                            gpu_vgpu_scheduler_policy{gpu="GPU-1",policy="fixed_share"} 0
                            # HELP gpu_vgpu_scheduler_timeslice_seconds How long a turn of a virtual GPU lasts, from nvmlDeviceGetVgpuSchedulerState.
                            # TYPE gpu_vgpu_scheduler_timeslice_seconds gauge
                            gpu_vgpu_scheduler_timeslice_seconds{gpu="GPU-1"} 0.002
                            # HELP gpu_vgpu_utilization_ratio Share of the multiprocessors that it kept busy, from nvmlDeviceGetVgpuUtilization.
                            # TYPE gpu_vgpu_utilization_ratio gauge
                            gpu_vgpu_utilization_ratio{gpu="GPU-1",vgpu="11"} 0.37
                            # HELP gpu_vgpus Virtual GPUs that run, from nvmlDeviceGetActiveVgpus.
                            # TYPE gpu_vgpus gauge
                            gpu_vgpus{gpu="GPU-1"} 2
                            """);
        }
    }

    @Test
    void older_drivers_tell_less_of_load_and_turns() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetVirtualizationMode = 3
                        nvmlDeviceGetActiveVgpus = 11
                        nvmlDeviceGetVgpuSchedulerState = 3 2 33 4000000
                        nvmlDeviceGetVgpuUtilization = 11:100:40:10:0:101
                        """,
                        "nvmlDeviceGetVgpuInstancesUtilizationInfo",
                        "nvmlDeviceGetVgpuSchedulerState_v2",
                        "nvmlVgpuInstanceGetLicenseInfo_v2")) {

            assertThat(gpu.sample(type))
                    .isEqualTo(
                            """
                            # HELP gpu_vgpu_encoder_utilization_ratio Share of the encoder that it kept busy, from nvmlDeviceGetVgpuUtilization.
                            # TYPE gpu_vgpu_encoder_utilization_ratio gauge
                            gpu_vgpu_encoder_utilization_ratio{gpu="GPU-1",vgpu="11"} 0
                            # HELP gpu_vgpu_info Virtual GPUs, their names and their VMs, from nvmlVgpuInstanceGet*.
                            # TYPE gpu_vgpu_info gauge
                            gpu_vgpu_info{gpu="GPU-1",vgpu="11",uuid="",type="",vm_uuid="",vm_domain_id="",mdev_uuid="",guest_pci_address="",guest_driver=""} 1
                            # HELP gpu_vgpu_memory_utilization_ratio Share of the memory that it kept busy, from nvmlDeviceGetVgpuUtilization.
                            # TYPE gpu_vgpu_memory_utilization_ratio gauge
                            gpu_vgpu_memory_utilization_ratio{gpu="GPU-1",vgpu="11"} 0.1
                            # HELP gpu_vgpu_scheduler_policy By which rule virtual GPUs take turns, from nvmlDeviceGetVgpuSchedulerState.
                            # TYPE gpu_vgpu_scheduler_policy gauge
                            gpu_vgpu_scheduler_policy{gpu="GPU-1",policy="best_effort"} 0
                            gpu_vgpu_scheduler_policy{gpu="GPU-1",policy="equal_share"} 0
                            gpu_vgpu_scheduler_policy{gpu="GPU-1",policy="fixed_share"} 1
                            # HELP gpu_vgpu_scheduler_timeslice_seconds How long a turn of a virtual GPU lasts, from nvmlDeviceGetVgpuSchedulerState.
                            # TYPE gpu_vgpu_scheduler_timeslice_seconds gauge
                            gpu_vgpu_scheduler_timeslice_seconds{gpu="GPU-1"} 0.004
                            # HELP gpu_vgpu_utilization_ratio Share of the multiprocessors that it kept busy, from nvmlDeviceGetVgpuUtilization.
                            # TYPE gpu_vgpu_utilization_ratio gauge
                            gpu_vgpu_utilization_ratio{gpu="GPU-1",vgpu="11"} 0.4
                            # HELP gpu_vgpus Virtual GPUs that run, from nvmlDeviceGetActiveVgpus.
                            # TYPE gpu_vgpus gauge
                            gpu_vgpus{gpu="GPU-1"} 1
                            """);
            assertThat(gpu.refusals())
                    .containsEntry(
                            "nvmlVgpuInstanceGetLicenseInfo_v2",
                            "the driver's library has no nvmlVgpuInstanceGetLicenseInfo_v2");
        }
    }

    @Test
    void utilisation_is_that_of_samples_which_are_new() throws IOException {
        try (var gpu = StubGpu.following(folder, HOST)) {
            gpu.sample(type);

            assertThat(gpu.sample(type)).doesNotContain("utilization_ratio{");
        }
    }

    @Test
    void what_fails_is_asked_again_later_and_later() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder, HOST.replace("FbUsage = 1048576", "FbUsage = error 999"))) {
            assertThat(gpu.sample(type)).doesNotContain("gpu_vgpu_memory_used_bytes{");
            gpu.stub().become(gpu.stub().scenario().replace("error 999", "5"));

            pass(Duration.ofSeconds(59));
            assertThat(gpu.sample(type)).doesNotContain("gpu_vgpu_memory_used_bytes{");

            pass(Duration.ofSeconds(1));
            assertThat(gpu.sample(type))
                    .contains("gpu_vgpu_memory_used_bytes{gpu=\"GPU-1\",vgpu=\"11\"} 5\n");
        }
    }

    @Test
    void a_guest_that_starts_its_driver_is_seen_within_a_minute() throws IOException {
        try (var gpu = StubGpu.following(folder, HOST)) {
            gpu.sample(type);
            gpu.stub().become(gpu.stub().scenario().replace("550.54.14", "570.1"));
            assertThat(gpu.sample(type)).contains("guest_driver=\"550.54.14\"");

            pass(Duration.ofMinutes(1));

            assertThat(gpu.sample(type)).contains("guest_driver=\"570.1\"");
        }
    }

    @Test
    void a_vm_that_is_not_known_at_first_is_known_a_minute_later() throws IOException {
        try (var gpu = StubGpu.following(folder, HOST.replace("VmID = 0 7", "VmID = error 27"))) {
            assertThat(gpu.sample(type)).contains("vm_domain_id=\"\",").doesNotContain("\"7\"");
            gpu.stub().become(gpu.stub().scenario().replace("VmID = error 27", "VmID = 0 7"));

            pass(Duration.ofMinutes(1));

            assertThat(gpu.sample(type)).contains("vm_domain_id=\"7\"");
        }
    }

    @Test
    void a_virtual_gpu_that_is_gone_is_no_longer_told_of() throws IOException {
        try (var gpu = StubGpu.following(folder, HOST)) {
            gpu.sample(type);
            gpu.stub()
                    .become(gpu.stub().scenario().replace("Vgpus = 11 3251634213", "Vgpus = none"));

            assertThat(gpu.sample(type))
                    .contains("gpu_vgpus{gpu=\"GPU-1\"} 0\n")
                    .doesNotContain("gpu_vgpu_info{");
        }
    }

    @Test
    void a_gpu_that_is_not_shared_is_asked_nothing() throws IOException {
        try (var gpu = StubGpu.following(folder, HOST.replace("Mode = 3", "Mode = 0"))) {

            assertThat(gpu.sample(type)).isEmpty();
            assertThat(gpu.refusals()).isEmpty();
        }
    }

    @Test
    void who_may_not_ask_is_told_so_once() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder, HOST.replace("Vgpus = 11 3251634213", "Vgpus = error 4"))) {

            assertThat(gpu.sample(type)).doesNotContain("gpu_vgpus");
            assertThat(gpu.refusals())
                    .containsEntry("nvmlDeviceGetActiveVgpus", "this process may not ask");
        }
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
