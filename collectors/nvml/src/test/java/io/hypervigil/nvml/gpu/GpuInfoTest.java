package io.hypervigil.nvml.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.stub.StubGpu;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuInfoTest {

    @TempDir Path folder;

    @Test
    void all_that_it_is_comes_in_one_series() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetIndex = 0
                        nvmlDeviceGetName = NVIDIA H100 80GB HBM3
                        nvmlDeviceGetBrand = 14
                        nvmlDeviceGetArchitecture = 9
                        nvmlDeviceGetCudaComputeCapability = 9 0
                        nvmlDeviceGetSerial = 1652823055120
                        nvmlDeviceGetBoardPartNumber = 692-2G520-0200-000
                        nvmlDeviceGetMinorNumber = 3
                        nvmlDeviceGetVbiosVersion = 96.00.A5.00.01
                        nvmlDeviceGetInforomImageVersion = G520.0200.00.05
                        nvmlDeviceGetInforomVersion.0 = 2.1
                        nvmlDeviceGetInforomVersion.1 = 7.16
                        nvmlDeviceGetNumGpuCores = 16896
                        nvmlDeviceGetMemoryBusWidth = 5120
                        nvmlDeviceGetNumaNodeId = 2
                        """)) {

            assertThat(gpu.sample(GpuInfo.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_cores CUDA cores, from nvmlDeviceGetNumGpuCores.
                            # TYPE gpu_cores gauge
                            gpu_cores{gpu="GPU-1"} 16896
                            # HELP gpu_info 1; the index is the driver's and may be another after a reboot, the address as the kernel writes it. From nvmlDeviceGetName and the like.
                            # TYPE gpu_info gauge
                            gpu_info{gpu="GPU-1",index="0",name="NVIDIA H100 80GB HBM3",brand="NVIDIA",architecture="Hopper",compute_capability="9.0",serial="1652823055120",board_part_number="692-2G520-0200-000",pci_address="0000:3b:00.0",minor_number="3",vbios_version="96.00.A5.00.01",inforom_version="G520.0200.00.05",inforom_oem_version="2.1",inforom_ecc_version="7.16",inforom_power_version="",driver_version="550.54.15",nvml_version="12.550.54.15",cuda_version="12.4"} 1
                            # HELP gpu_memory_bus_width_bytes Width of the bus to the GPU's memory, from nvmlDeviceGetMemoryBusWidth.
                            # TYPE gpu_memory_bus_width_bytes gauge
                            gpu_memory_bus_width_bytes{gpu="GPU-1"} 640
                            # HELP gpu_memory_numa_node Node that the GPU's own memory is to the processor, where it is one, from nvmlDeviceGetNumaNodeId.
                            # TYPE gpu_memory_numa_node gauge
                            gpu_memory_numa_node{gpu="GPU-1"} 2
                            """);
        }
    }

    @Test
    void what_it_does_not_tell_is_an_empty_label() throws IOException {
        try (var gpu =
                StubGpu.following(
                        folder,
                        """
                        nvmlDeviceGetName = NVIDIA GeForce RTX 4090
                        nvmlDeviceGetBrand = 77
                        nvmlDeviceGetArchitecture = 4294967295
                        nvmlDeviceGetMinorNumber = 4294967295
                        nvmlDeviceGetSerial = error 3
                        nvmlDeviceGetVbiosVersion = error 4
                        nvmlDeviceGetNumaNodeId = 4294967295
                        """,
                        "nvmlDeviceGetInforomVersion",
                        "nvmlDeviceGetMemoryBusWidth")) {

            assertThat(gpu.sample(GpuInfo.TYPE))
                    .isEqualTo(
                            """
                            # HELP gpu_info 1; the index is the driver's and may be another after a reboot, the address as the kernel writes it. From nvmlDeviceGetName and the like.
                            # TYPE gpu_info gauge
                            gpu_info{gpu="GPU-1",index="0",name="NVIDIA GeForce RTX 4090",brand="",architecture="",compute_capability="",serial="",board_part_number="",pci_address="0000:3b:00.0",minor_number="",vbios_version="",inforom_version="",inforom_oem_version="",inforom_ecc_version="",inforom_power_version="",driver_version="550.54.15",nvml_version="12.550.54.15",cuda_version="12.4"} 1
                            """);
        }
    }

    @Test
    void texts_are_asked_once() throws IOException {
        try (var gpu = StubGpu.following(folder, "nvmlDeviceGetName = NVIDIA H100")) {
            var first = gpu.sample(GpuInfo.TYPE);

            gpu.stub().become(gpu.stub().scenario().replace("H100", "H200"));

            assertThat(gpu.sample(GpuInfo.TYPE)).isEqualTo(first);
        }
    }
}
