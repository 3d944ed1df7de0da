package io.hypervigil.nvml.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.stub.StubDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What compares us with nvidia-smi finds what differs: a program that says what a test wants. */
final class SmiComparisonTest {

    private static final String SCENARIO =
            """
            [system]
            nvmlSystemGetDriverVersion = 550.54.15
            nvmlDeviceGetCount_v2 = 1
            [gpu 0]
            nvmlDeviceGetUUID = GPU-1
            nvmlDeviceGetIndex = 0
            nvmlDeviceGetName = NVIDIA L40S
            nvmlDeviceGetVbiosVersion = 95.02
            nvmlDeviceGetCudaComputeCapability = 8 9
            nvmlDeviceGetPciInfo_v3 = 00000000:3B:00.0 0x26b910de
            nvmlDeviceGetMemoryInfo_v2 = 48305799168 0 46158315520 2147483648
            nvmlDeviceGetTemperature.0 = 63
            nvmlDeviceGetPowerUsage = 218270
            nvmlDeviceGetPowerManagementLimit = 350000
            nvmlDeviceGetPersistenceMode = 1
            ComputeProcesses = 4242:1073741824:-:-
            """;

    private static final Map<String, String> SAYS =
            Map.ofEntries(
                    Map.entry("uuid", "GPU-1"),
                    Map.entry("index", "0"),
                    Map.entry("name", "NVIDIA L40S"),
                    Map.entry("driver_version", "550.54.15"),
                    Map.entry("vbios_version", "95.02"),
                    Map.entry("compute_cap", "8.9"),
                    Map.entry("memory.total", "46068"),
                    Map.entry("memory.used", "2048"),
                    Map.entry("temperature.gpu", "62"),
                    Map.entry("power.draw", "220.11"),
                    Map.entry("power.limit", "350.00"),
                    Map.entry("persistence_mode", "Enabled"));

    @TempDir Path folder;

    private StubDriver stub;

    @BeforeEach
    void machine() throws IOException {
        stub = StubDriver.following(Files.createDirectory(folder.resolve("library")), SCENARIO);
        Files.createDirectories(folder.resolve("sys/module/nvidia"));
        var process = Files.createDirectories(folder.resolve("proc/4242"));
        Files.writeString(
                process.resolve("stat"),
                "4242 (python3) S 1 1 1 0 -1 0 0 0 0 0 9 1 0 0 20 0 4 0 100 5 12\n");
    }

    @Test
    void where_both_say_the_same_nothing_is_found() throws Exception {
        var comparison = compare(SAYS, "GPU-1, 4242, 1024");

        assertThat(comparison.flaws()).isEmpty();
        assertThat(comparison.rows())
                .contains(
                        "| GPU-1 | power.draw | 220.11 |  | 218.27 |",
                        "| GPU-1 | ecc.mode.current | [N/A] |  | none |",
                        "| GPU-1 4242 | process, MiB | 1024 |  | 1.073741824E9 |");
    }

    @Test
    void what_differs_is_found() throws Exception {
        var says = new TreeMap<>(SAYS);
        says.put("power.limit", "300.00");
        says.put("name", "NVIDIA L40");
        says.put("fan.speed", "41");

        assertThat(compare(says, "GPU-1, 4242, 1024").flaws())
                .containsExactly(
                        "GPU-1, name: nvidia-smi NVIDIA L40, ours NVIDIA L40S",
                        "GPU-1, fan.speed: nvidia-smi 41 to 41, ours none",
                        "GPU-1, power.limit: nvidia-smi 300.00 to 300.00, ours 350.0");
    }

    @Test
    void processes_that_only_one_lists_are_found() throws Exception {
        assertThat(compare(SAYS, "GPU-1, 77, 1024").flaws())
                .containsExactly(
                        "GPU-1 77, process, MiB: nvidia-smi 1024 to 1024, ours none",
                        "GPU-1 4242, process: nvidia-smi none, ours there");
    }

    private SmiComparison compare(Map<String, String> says, String processes) throws Exception {
        var row =
                SmiTable.COLUMNS.stream()
                        .map(column -> says.getOrDefault(column, "[N/A]"))
                        .collect(Collectors.joining(", "));
        Files.writeString(folder.resolve("gpus"), row + "\n");
        Files.writeString(folder.resolve("processes"), processes + "\n");
        var smi = folder.resolve("nvidia-smi");
        Files.writeString(
                smi,
                """
                #!/bin/sh
                case $1 in
                --query-gpu=*) cat gpus ;;
                --query-compute-apps=*) cat processes ;;
                *) exit 2 ;;
                esac
                """);
        Files.setPosixFilePermissions(smi, PosixFilePermissions.fromString("rwx------"));
        return SmiComparison.of(smi, stub.library(), folder, folder);
    }
}
