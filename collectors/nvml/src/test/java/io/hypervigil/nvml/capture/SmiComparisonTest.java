package io.hypervigil.nvml.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.stub.StubDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
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

    private static final String AT_WORK =
            """
            nvmlDeviceGetUtilizationRates = 97 3
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

    /** What only newer ones have. */
    private static final String UNKNOWN = "gpu_recovery_action";

    @TempDir Path folder;

    private StubDriver stub;

    @BeforeEach
    void machine() throws IOException {
        stub = StubDriver.following(Files.createDirectory(folder.resolve("library")), SCENARIO);
        Files.createDirectories(folder.resolve("sys/module/nvidia"));
        var device = folder.resolve("sys/bus/pci/devices/0000:3b:00.0");
        Files.createDirectories(device);
        Map.of(
                        "vendor", "0x10de",
                        "device", "0x26b9",
                        "class", "0x030200",
                        "subsystem_vendor", "0x10de",
                        "subsystem_device", "0x1851",
                        "revision", "0xa1")
                .forEach((name, text) -> write(device.resolve(name), text));
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

    @Test
    void processes_of_other_namespaces_are_no_flaw() throws Exception {
        var comparison = compare(SAYS, "GPU-1, 4242, 1024\nGPU-1, 91823, 1024");

        assertThat(comparison.flaws()).isEmpty();
        assertThat(comparison.rows())
                .contains("| GPU-1 91823 | process | 1024 |  | not in /proc |");
    }

    @Test
    void work_is_held_to_what_it_does() throws Exception {
        var proc = folder.resolve("proc");
        Files.writeString(proc.resolve("4242/cgroup"), "0::/system.slice/train.service\n");
        stub.alsoSay(AT_WORK);
        var comparison = compare(SAYS, "GPU-1, 4242, 1024");
        var asMuch = new GpuLoad.Busy("GPU-1", 1L << 30, 4242, "L40S");
        var more = new GpuLoad.Busy("GPU-1", 1L << 34, 4242, "L40S");

        var check = LoadCheck.of(asMuch, comparison, proc);

        assertThat(check.flaws()).isEmpty();
        assertThat(check.rows())
                .containsExactly(
                        "| GPU-1 | gpu_utilization_ratio | above 0 |  | 0.97 |",
                        "| GPU-1 | gpu_memory_used_bytes | 1073741824 or more |  | 2.147483648E9 |",
                        "| GPU-1 | gpu_process_memory_bytes, PID 4242 | 1073741824 or more |  |"
                                + " 1.073741824E9 |",
                        "| GPU-1 | gpu_owner_info | the owner of PID 4242 |  |"
                                + " owner_type=unit,owner_id=train.service |",
                        "| GPU-1 | gpu_owner_memory_bytes{owner_type=\"unit\",owner_id=\"train.service\"}"
                                + " | 1073741824 or more |  | 1.073741824E9 |");
        assertThat(LoadCheck.of(more, comparison, proc).flaws())
                .containsExactly(
                        "GPU-1, gpu_memory_used_bytes: expected 17179869184 or more,"
                                + " ours 2.147483648E9",
                        "GPU-1, gpu_process_memory_bytes, PID 4242: expected 17179869184 or more,"
                                + " ours 1.073741824E9",
                        "GPU-1, gpu_owner_memory_bytes{owner_type=\"unit\",owner_id=\"train.service\"}:"
                                + " expected 17179869184 or more, ours 1.073741824E9");
    }

    @Test
    void work_that_is_not_seen_is_found() throws Exception {
        var comparison = compare(SAYS, "GPU-1, 4242, 1024\nGPU-1, 77, 1024");
        var proc = folder.resolve("proc");
        Files.writeString(proc.resolve("77/cgroup"), "0::/\n");
        var unseen = new GpuLoad.Busy("GPU-1", 1, 77, "L40S");

        assertThat(LoadCheck.of(unseen, comparison, proc).flaws())
                .containsExactly(
                        "GPU-1, gpu_utilization_ratio: expected above 0, ours none",
                        "GPU-1, gpu_process_memory_bytes, PID 77: expected 1 or more, ours none",
                        "GPU-1, owner: expected of PID 77, ours none");
    }

    @Test
    void a_hopper_that_shows_no_activity_under_work_is_found() throws Exception {
        stub.become(SCENARIO.replace("Capability = 8 9", "Capability = 9 0") + AT_WORK);
        var says = new TreeMap<>(SAYS);
        says.put("compute_cap", "9.0");
        var comparison = compare(says, "GPU-1, 4242, 1024");
        var load = new GpuLoad.Busy("GPU-1", 1, 1, "H200");

        var check = LoadCheck.of(load, comparison, folder.resolve("proc"));

        assertThat(check.rows())
                .contains(
                        "| GPU-1 | process 1 | listed by nvidia-smi |  | not listed to this /proc |");
        assertThat(check.flaws())
                .containsExactly(
                        "GPU-1, gpu_sm_active_ratio: expected above 0, ours none",
                        "GPU-1, gpu_sm_occupancy_ratio: expected above 0, ours none",
                        "GPU-1, gpu_pipe_active_ratio{pipe=\"fp32\"}: expected above 0, ours none");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SmiComparison compare(Map<String, String> says, String processes) throws Exception {
        Files.createDirectories(folder.resolve("proc/77"));
        var row =
                Smi.WANTED.stream()
                        .filter(column -> !column.equals(UNKNOWN))
                        .map(column -> says.getOrDefault(column, "[N/A]"))
                        .collect(Collectors.joining(", "));
        Files.writeString(folder.resolve("gpus"), row + "\n");
        Files.writeString(folder.resolve("processes"), processes + "\n");
        Files.writeString(
                folder.resolve("help"),
                Smi.WANTED.stream()
                        .filter(column -> !column.equals(UNKNOWN))
                        .map(column -> "\"" + column + "\" or \"gpu_" + column + "\"\nSays so.\n\n")
                        .collect(Collectors.joining("", "Not in \"" + UNKNOWN + "\".\n", "")));
        var smi = folder.resolve("nvidia-smi");
        Files.writeString(
                smi,
                """
                #!/bin/sh
                case $1 in
                --help-query-gpu) cat help ;;
                --query-gpu=*UNKNOWN*) echo 'Field "UNKNOWN" is not a valid field to query.'; exit 2 ;;
                --query-gpu=*) cat gpus ;;
                --query-compute-apps=*) cat processes ;;
                *) exit 2 ;;
                esac
                """
                        .replace("UNKNOWN", UNKNOWN));
        Files.setPosixFilePermissions(smi, PosixFilePermissions.fromString("rwx------"));
        return SmiComparison.of(Smi.of(smi, folder), stub.library(), folder, Duration.ZERO);
    }
}
