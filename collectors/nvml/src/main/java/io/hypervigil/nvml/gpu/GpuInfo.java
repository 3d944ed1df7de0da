package io.hypervigil.nvml.gpu;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;
import static io.hypervigil.nvml.gpu.Readings.ONE;
import static io.hypervigil.nvml.gpu.Readings.number;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.jna.NvmlIdentity;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a GPU is: everything that does not change while its driver is loaded, asked once. A label
 * that the GPU has no answer for is empty.
 *
 * <pre>
 * gpu_info{gpu="GPU-7f3c…",index="0",name="NVIDIA H200",pci_address="0000:3b:00.0",…} 1
 * </pre>
 */
public final class GpuInfo implements GpuPart {

    static final Group GROUP = Group.on("nvml.info", "what GPUs are, from NVML");

    private static final Family INFO =
            gauge(
                    GROUP,
                    "gpu_info",
                    "1; the index is the driver's and may be another after a reboot, the address as"
                            + " the kernel writes it. From nvmlDeviceGetName and the like.",
                    "index",
                    "name",
                    "brand",
                    "architecture",
                    "compute_capability",
                    "serial",
                    "board_part_number",
                    "pci_address",
                    "minor_number",
                    "vbios_version",
                    "inforom_version",
                    "inforom_oem_version",
                    "inforom_ecc_version",
                    "inforom_power_version",
                    "driver_version",
                    "nvml_version",
                    "cuda_version");
    private static final Family CORES =
            gauge(GROUP, "gpu_cores", "CUDA cores, from nvmlDeviceGetNumGpuCores.");
    private static final Family BUS_WIDTH =
            gauge(
                    GROUP,
                    "gpu_memory_bus_width_bytes",
                    "Width of the bus to the GPU's memory, from nvmlDeviceGetMemoryBusWidth.");
    private static final Family NUMA_NODE =
            gauge(
                    GROUP,
                    "gpu_memory_numa_node",
                    "Node that the GPU's own memory is to the processor, where it is one, from"
                            + " nvmlDeviceGetNumaNodeId.");

    private static final double BITS = 0.125;

    private static final Readings NUMBERS =
            Readings.of(
                    number(NvmlIdentity.nvmlDeviceGetNumGpuCores, ONE, CORES),
                    number(NvmlIdentity.nvmlDeviceGetMemoryBusWidth, BITS, BUS_WIDTH),
                    number(NvmlIdentity.nvmlDeviceGetNumaNodeId, ONE, NUMA_NODE)
                            .within(0, Short.MAX_VALUE));

    /** {@code nvmlBrandType_t}. */
    private static final List<String> BRANDS =
            List.of(
                    "",
                    "Quadro",
                    "Tesla",
                    "NVS",
                    "GRID",
                    "GeForce",
                    "Titan",
                    "NVIDIA vApps",
                    "NVIDIA vPC",
                    "NVIDIA vCS",
                    "NVIDIA vWS",
                    "NVIDIA Cloud Gaming",
                    "Quadro RTX",
                    "NVIDIA RTX",
                    "NVIDIA",
                    "GeForce RTX",
                    "Titan RTX");

    /** {@code nvmlDeviceArchitecture_t}. */
    private static final Map<Integer, String> ARCHITECTURES =
            Map.of(
                    2,
                    "Kepler",
                    3,
                    "Maxwell",
                    4,
                    "Pascal",
                    5,
                    "Volta",
                    6,
                    "Turing",
                    7,
                    "Ampere",
                    8,
                    "Ada",
                    9,
                    "Hopper",
                    10,
                    "Blackwell",
                    13,
                    "Rubin");

    // nvmlInforomObject_t
    public static final int OEM = 0;
    public static final int ECC = 1;
    public static final int POWER = 2;

    public static final GpuPartType TYPE =
            new GpuPartType(GROUP, List.of(INFO, CORES, BUS_WIDTH, NUMA_NODE), GpuInfo::new);

    private String[] labels = {};

    private GpuInfo() {}

    @Override
    public void sample(Gpu gpu, SampleSink sink) {
        if (labels.length == 0) {
            labels = labels(gpu).toArray(String[]::new);
        }
        sink.add(INFO, 1, labels);
        NUMBERS.sample(gpu, sink);
    }

    private static Stream<String> labels(Gpu gpu) {
        var versions = gpu.attached().life().versions();
        return Stream.of(
                gpu.uuid(),
                String.valueOf(gpu.attached().index()),
                text(gpu, NvmlIdentity.nvmlDeviceGetName),
                brand(gpu),
                architecture(gpu),
                computeCapability(gpu),
                text(gpu, NvmlIdentity.nvmlDeviceGetSerial),
                text(gpu, NvmlIdentity.nvmlDeviceGetBoardPartNumber),
                gpu.attached().pciAddress(),
                minorNumber(gpu),
                text(gpu, NvmlIdentity.nvmlDeviceGetVbiosVersion),
                text(gpu, NvmlIdentity.nvmlDeviceGetInforomImageVersion),
                inforom(gpu, OEM),
                inforom(gpu, ECC),
                inforom(gpu, POWER),
                versions.driver(),
                versions.nvml(),
                versions.cuda());
    }

    /** A text that the GPU gives of itself, or "". */
    public static String text(Gpu gpu, String symbol) {
        return gpu.text(symbol).map(String::strip).orElse("");
    }

    /** The version of an object of the infoROM, or "". */
    public static String inforom(Gpu gpu, int object) {
        return gpu.ask(
                        "nvmlDeviceGetInforomVersion(" + object + ")",
                        () ->
                                NvmlIdentity.nvmlDeviceGetInforomVersion(
                                        gpu.calls(), gpu.device(), object))
                .map(String::strip)
                .orElse("");
    }

    /** What it is sold as, or "". */
    public static String brand(Gpu gpu) {
        int brand = (int) gpu.number(NvmlIdentity.nvmlDeviceGetBrand).orElse(0);
        return brand < BRANDS.size() ? BRANDS.get(brand) : "";
    }

    private static String architecture(Gpu gpu) {
        int number = (int) gpu.number(NvmlIdentity.nvmlDeviceGetArchitecture).orElse(0);
        return ARCHITECTURES.getOrDefault(number, "");
    }

    private static String computeCapability(Gpu gpu) {
        return gpu.numbers(NvmlIdentity.nvmlDeviceGetCudaComputeCapability)
                .map(numbers -> numbers[0] + "." + numbers[1])
                .orElse("");
    }

    private static String minorNumber(Gpu gpu) {
        var number = gpu.number(NvmlIdentity.nvmlDeviceGetMinorNumber);
        return number.isPresent() ? String.valueOf((long) number.getAsDouble()) : "";
    }
}
