package io.hypervigil.nvml.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuFabricTest {

    @TempDir Path folder;

    @Test
    void a_gpu_that_has_joined_tells_its_cluster_and_what_is_wrong() throws IOException {
        // Bandwidth degraded, routes whole, chassis wrong, a partition assigned.
        try (var gpu =
                StubGpu.following(
                        folder,
                        "nvmlDeviceGetGpuFabricInfoV = 7 3 0 " + 0b01_0011_00_10_10_01 + " 2")) {

            assertThat(gpu.sample(GpuFabric.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_fabric_configuration Whether the fabric is configured well, or what is wrong, from nvmlDeviceGetGpuFabricInfoV.
                            # TYPE gpu_fabric_configuration gauge
                            gpu_fabric_configuration{gpu="GPU-1",configuration="good"} 0
                            gpu_fabric_configuration{gpu="GPU-1",configuration="gpu_state_invalid"} 0
                            gpu_fabric_configuration{gpu="GPU-1",configuration="incompatible_firmware"} 0
                            gpu_fabric_configuration{gpu="GPU-1",configuration="insufficient_nvlinks"} 0
                            gpu_fabric_configuration{gpu="GPU-1",configuration="invalid_location"} 0
                            gpu_fabric_configuration{gpu="GPU-1",configuration="no_partition"} 0
                            gpu_fabric_configuration{gpu="GPU-1",configuration="wrong_chassis_serial"} 1
                            gpu_fabric_configuration{gpu="GPU-1",configuration="wrong_system_guid"} 0
                            # HELP gpu_fabric_fault Whether the fabric has a fault, from nvmlDeviceGetGpuFabricInfoV.
                            # TYPE gpu_fabric_fault gauge
                            gpu_fabric_fault{gpu="GPU-1",fault="degraded_bandwidth"} 1
                            gpu_fabric_fault{gpu="GPU-1",fault="route_recovery"} 0
                            gpu_fabric_fault{gpu="GPU-1",fault="route_unhealthy"} 0
                            # HELP gpu_fabric_health How well the fabric is, from nvmlDeviceGetGpuFabricInfoV.
                            # TYPE gpu_fabric_health gauge
                            gpu_fabric_health{gpu="GPU-1",health="healthy"} 0
                            gpu_fabric_health{gpu="GPU-1",health="limited_capacity"} 0
                            gpu_fabric_health{gpu="GPU-1",health="unhealthy"} 1
                            # HELP gpu_fabric_info The cluster and the clique in it of a GPU that has joined, from nvmlDeviceGetGpuFabricInfoV.
                            # TYPE gpu_fabric_info gauge
                            gpu_fabric_info{gpu="GPU-1",cluster_uuid="10111213-1415-1617-1819-1a1b1c1d1e1f",clique="7"} 1
                            # HELP gpu_fabric_partition_assigned Whether the GPU has a partition of the fabric, from nvmlDeviceGetGpuFabricInfoV.
                            # TYPE gpu_fabric_partition_assigned gauge
                            gpu_fabric_partition_assigned{gpu="GPU-1"} 1
                            # HELP gpu_fabric_state How far joining the fabric is, from nvmlDeviceGetGpuFabricInfoV.
                            # TYPE gpu_fabric_state gauge
                            gpu_fabric_state{gpu="GPU-1",state="completed"} 1
                            gpu_fabric_state{gpu="GPU-1",state="in_progress"} 0
                            gpu_fabric_state{gpu="GPU-1",state="not_started"} 0
                            # HELP gpu_fabric_status How joining the fabric ended, an nvmlReturn_t: 0 is well, from nvmlDeviceGetGpuFabricInfoV.
                            # TYPE gpu_fabric_status gauge
                            gpu_fabric_status{gpu="GPU-1"} 0
                            """);
        }
    }

    @Test
    void an_older_driver_takes_an_older_struct_and_knows_no_summary() throws IOException {
        try (var gpu = StubGpu.following(folder, "nvmlDeviceGetGpuFabricInfoV = 7 2 0 2 0 2")) {

            assertThat(gpu.sample(GpuFabric.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_fabric_fault Whether the fabric has a fault, from nvmlDeviceGetGpuFabricInfoV.
                            # TYPE gpu_fabric_fault gauge
                            gpu_fabric_fault{gpu="GPU-1",fault="degraded_bandwidth"} 0
                            # HELP gpu_fabric_state How far joining the fabric is, from nvmlDeviceGetGpuFabricInfoV.
                            # TYPE gpu_fabric_state gauge
                            gpu_fabric_state{gpu="GPU-1",state="completed"} 0
                            gpu_fabric_state{gpu="GPU-1",state="in_progress"} 1
                            gpu_fabric_state{gpu="GPU-1",state="not_started"} 0
                            """);
        }
    }

    @Test
    void the_oldest_function_is_asked_where_there_is_no_newer_one() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        "nvmlDeviceGetGpuFabricInfo = 0 3 999",
                        "nvmlDeviceGetGpuFabricInfoV")) {

            assertThat(gpu.sample(GpuFabric.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_fabric_state How far joining the fabric is, from nvmlDeviceGetGpuFabricInfoV.
                            # TYPE gpu_fabric_state gauge
                            gpu_fabric_state{gpu="GPU-1",state="completed"} 1
                            gpu_fabric_state{gpu="GPU-1",state="in_progress"} 0
                            gpu_fabric_state{gpu="GPU-1",state="not_started"} 0
                            # HELP gpu_fabric_status How joining the fabric ended, an nvmlReturn_t: 0 is well, from nvmlDeviceGetGpuFabricInfoV.
                            # TYPE gpu_fabric_status gauge
                            gpu_fabric_status{gpu="GPU-1"} 999
                            """);
        }
    }

    @Test
    void a_card_outside_any_fabric_says_nothing() throws IOException {
        try (var gpu = StubGpu.following(folder, "nvmlDeviceGetGpuFabricInfoV = 0 0 0 0 0")) {

            assertThat(gpu.sample(GpuFabric.TYPE)).isEmpty();
        }
    }

    @Test
    void a_place_in_a_chassis_is_asked_once() throws IOException {
        try (var gpu = StubGpu.following(folder, "nvmlDeviceGetPlatformInfo = 2 3 1 0+1 1 4")) {
            gpu.sample(GpuPlatform.TYPE);

            assertThat(gpu.sample(GpuPlatform.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_platform_info Where the GPU is built in, from nvmlDeviceGetPlatformInfo.
                            # TYPE gpu_platform_info gauge
                            gpu_platform_info{gpu="GPU-1",ib_guid="abababababababababababababababab",rack_guid="",chassis_serial="1820325191234567",slot="3",tray="1",host="0",peer_type="1",module="4"} 1
                            """);
        }
    }

    @Test
    void an_older_driver_knows_the_rack() throws IOException {
        try (var gpu = StubGpu.following(folder, "nvmlDeviceGetPlatformInfo = 1 3 1 0 1 4")) {

            assertThat(gpu.sample(GpuPlatform.TYPE))
                    .contains("rack_guid=\"cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd\",chassis_serial=\"\"");
        }
    }
}
