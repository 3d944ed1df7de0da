package io.hypervigil.bench;

import io.hypervigil.peers.StubNvml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A host of eight GPUs, each divided into seven instances, with 200 processes: our own libnvidia-ml
 * of the GPU collector's tests, and files of /sys and /proc that fit it.
 */
final class GpuHost {

    static final int GPUS = 8;
    private static final int INSTANCES = 7;
    private static final int PROCESSES = 25;
    private static final Path TESTS = Path.of("../collectors/nvml/src/test");

    private static final String NO_ERRORS = "RxErr 0\nBadTLP 0\nTimeout 0\nTOTAL_ERR 0";
    private static final Map<String, String> FUNCTION =
            Map.ofEntries(
                    Map.entry("class", "0x030200"),
                    Map.entry("vendor", "0x10de"),
                    Map.entry("device", "0x2330"),
                    Map.entry("subsystem_vendor", "0x10de"),
                    Map.entry("subsystem_device", "0x16c1"),
                    Map.entry("revision", "0xa1"),
                    Map.entry("numa_node", "0"),
                    Map.entry("power_state", "D0"),
                    Map.entry("current_link_speed", "32.0 GT/s PCIe"),
                    Map.entry("current_link_width", "16"),
                    Map.entry("max_link_speed", "32.0 GT/s PCIe"),
                    Map.entry("max_link_width", "16"),
                    Map.entry("sriov_numvfs", "0"),
                    Map.entry("sriov_totalvfs", "16"),
                    Map.entry("aer_dev_correctable", NO_ERRORS),
                    Map.entry("aer_dev_nonfatal", NO_ERRORS),
                    Map.entry("aer_dev_fatal", NO_ERRORS));

    private final Path folder;
    private final String scenario;
    private final StubNvml stub;

    GpuHost(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.scenario = scenario();
        this.stub = StubNvml.in(folder, scenario);
        for (int i = 0; i < GPUS * PROCESSES; i++) {
            process(pid(i));
        }
        for (int gpu = 0; gpu < GPUS; gpu++) {
            function(gpu);
        }
    }

    /** The flags that lead a process to it. */
    List<String> flags() {
        return List.of(
                "--no-collector.host",
                "--path.sysfs=" + folder.resolve("sys"),
                "--path.procfs=" + folder.resolve("proc"),
                "--path.rootfs=" + folder,
                "--nvml.library=" + stub.library());
    }

    /** Each call to one GPU hangs from now on. */
    void hang(int gpu) throws IOException {
        stub.become(scenario + "[gpu " + gpu + "]\nall = hang\n");
    }

    /** As it was. */
    void recover() throws IOException {
        stub.become(scenario);
    }

    /** What holds for each H100, and then each with its instances and processes. */
    private static String scenario() throws IOException {
        var board = Files.readString(TESTS.resolve("scenarios/h100-board.scenario"));
        var text = new StringBuilder(board.substring(0, board.indexOf("[gpu 0]")));
        text.insert(text.indexOf("[system]\n") + "[system]\n".length(), "steady = 1\n");
        for (int gpu = 0; gpu < GPUS; gpu++) {
            text.append(gpu(gpu));
        }
        return text.toString();
    }

    private static String gpu(int gpu) {
        var processes = new ArrayList<String>();
        for (int i = 0; i < PROCESSES; i++) {
            int instance = 1 + i % INSTANCES;
            processes.add(pid(gpu * PROCESSES + i) + ":1073741824:" + instance + ":0");
        }
        var text =
                new StringBuilder(
                        String.format(
                                Locale.ROOT,
                                """
                                [gpu %1$d]
                                nvmlDeviceGetUUID = GPU-4b8c2f10-0000-4000-8000-00000000000%1$d
                                nvmlDeviceGetIndex = %1$d
                                nvmlDeviceGetMinorNumber = %1$d
                                nvmlDeviceGetPciInfo_v3 = 00000000:%2$02X:00.0 0x233010de
                                nvmlDeviceGetTotalEnergyConsumption = 98765432100+60000
                                nvmlDeviceGetMigMode = 1 1
                                ComputeProcesses = %3$s
                                """,
                                gpu,
                                0x10 + gpu,
                                String.join(" ", processes)));
        for (int instance = 0; instance < INSTANCES; instance++) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            """
                            [gpu %1$d mig %2$d]
                            nvmlDeviceGetUUID = MIG-7d0a11f0-0000-5000-8000-0000000000%1$d%2$d
                            nvmlDeviceGetName = NVIDIA H100 80GB HBM3 MIG 1g.10gb
                            nvmlDeviceGetGpuInstanceId = %3$d
                            nvmlDeviceGetComputeInstanceId = 0
                            nvmlDeviceGetAttributes_v2 = 16 1 1 0 1 0 1 1 9856
                            nvmlDeviceGetMemoryInfo_v2 = 10468982784 13107200 9382133760 1073741824
                            """,
                            gpu,
                            instance,
                            instance + 1));
        }
        return text.toString();
    }

    /** A GPU as the kernel shows it, bound to the driver. */
    private void function(int gpu) throws IOException {
        var address = String.format(Locale.ROOT, "0000:%02x:00.0", 0x10 + gpu);
        var own = Files.createDirectories(folder.resolve("sys/bus/pci/devices/" + address));
        var bound = Files.createDirectories(folder.resolve("sys/bus/pci/drivers/nvidia"));
        Files.createFile(bound.resolve(address));
        Files.createSymbolicLink(own.resolve("driver"), Path.of("../../drivers/nvidia"));
        Files.createSymbolicLink(own.resolve("iommu_group"), Path.of("../../../iommu/" + gpu));
        for (var file : FUNCTION.entrySet()) {
            Files.writeString(own.resolve(file.getKey()), file.getValue() + "\n");
        }
    }

    private static int pid(int process) {
        return 4_000 + process;
    }

    private void process(int pid) throws IOException {
        var own = Files.createDirectories(folder.resolve("proc/" + pid));
        Files.writeString(
                own.resolve("stat"),
                pid
                        + " (python3) S 1 1 1 0 -1 0 0 0 0 0 900 120 0 0 20 0 4 0 100000 5000000"
                        + " 1200\n");
        Files.writeString(own.resolve("comm"), "python3\n");
        Files.writeString(
                own.resolve("cgroup"),
                "0::/system.slice/docker-"
                        + String.format(Locale.ROOT, "%064x", pid % 40)
                        + ".scope\n");
    }
}
