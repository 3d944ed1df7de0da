package io.hypervigil.nvml.judge;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.jna.NvmlLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the binding asks for is there under that name, in the genuine library. */
final class SymbolsTest {

    private static final Path BINDING = Path.of("src/main/java/io/hypervigil/nvml/jna");
    private static final Pattern SYMBOL = Pattern.compile("\"(nvml[A-Z]\\w*)\"");

    /** What came after driver 550, and the CUDA whose header had it first. */
    private static final Map<String, String> NEWER =
            Map.ofEntries(
                    entry("nvmlDeviceGetFanSpeedRPM", "12.8"),
                    entry("nvmlDeviceGetMarginTemperature", "12.8"),
                    entry("nvmlDeviceGetPlatformInfo", "12.8"),
                    entry("nvmlDeviceGetTemperatureV", "12.8"),
                    entry("nvmlDeviceGetAddressingMode", "13.0"),
                    entry("nvmlDeviceGetRepairStatus", "13.0"),
                    entry("nvmlDeviceGetUnrepairableMemoryFlag_v1", "13.1"),
                    entry("nvmlDeviceGetRemappedRows_v2", "13.2"),
                    entry("nvmlDeviceGetVgpuSchedulerState_v2", "13.2"),
                    entry("nvmlSystemEventSetCreate", "12.9"),
                    entry("nvmlSystemEventSetFree", "12.9"),
                    entry("nvmlSystemEventSetWait", "12.9"),
                    entry("nvmlSystemRegisterEvents", "12.9"));

    @Test
    void every_symbol_is_in_the_library_of_driver_550_or_known_to_be_newer() throws IOException {
        var opening = NvmlLibrary.open(NvidiaParts.library().toString());
        var asked = asked();
        assertThat(asked).hasSizeGreaterThan(100);
        try (var library = ((NvmlLibrary.Opening.Opened) opening).library()) {
            asked.removeIf(library::exports);

            assertThat(asked).isSubsetOf(NEWER.keySet()).isNotEmpty();
            assertThat(NEWER.keySet()).noneMatch(library::exports);
        }
    }

    @Test
    void so_is_every_version_of_the_lists_of_processes() {
        var opening = NvmlLibrary.open(NvidiaParts.library().toString());
        try (var library = ((NvmlLibrary.Opening.Opened) opening).library()) {
            for (String kind : new String[] {"Compute", "Graphics", "MPSCompute"}) {
                for (String version : new String[] {"", "_v2", "_v3"}) {
                    var symbol = "nvmlDeviceGet" + kind + "RunningProcesses" + version;
                    assertThat(library.exports(symbol)).as(symbol).isTrue();
                }
            }
        }
    }

    private static Set<String> asked() throws IOException {
        var symbols = new TreeSet<String>();
        try (var files = Files.list(BINDING)) {
            for (Path file : files.toList()) {
                SYMBOL.matcher(Files.readString(file))
                        .results()
                        .forEach(found -> symbols.add(found.group(1)));
            }
        }
        return symbols;
    }
}
