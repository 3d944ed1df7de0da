package io.hypervigil.nvml.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.judge.Layouts.Struct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our stub declares its structs anew; NVIDIA's header says how they are. */
final class StubLayoutTest {

    private static final Path STUB = Path.of("src/test/c");

    /** What the header of CUDA 12.4 has not, and what is only our own. */
    private static final List<String> NOT_IN_THE_HEADER =
            List.of(
                    "nvmlDeviceAddressingMode_v1_t",
                    "nvmlFanSpeedInfo_v1_t",
                    "nvmlGpuFabricInfo_v3_t",
                    "nvmlMarginTemperature_v1_t",
                    "nvmlPlatformInfo_t",
                    "nvmlRemappedRowsInfo_v2_t",
                    "nvmlRepairStatus_v1_t",
                    "nvmlSystemEventData_v1_t",
                    "nvmlSystemEventSetCreateRequest_v1_t",
                    "nvmlSystemEventSetWaitRequest_v1_t",
                    "nvmlSystemRegisterEventRequest_v1_t",
                    "nvmlTemperature_v1_t",
                    "scenario_t");

    @TempDir Path folder;

    @Test
    void the_stubs_structs_lie_as_the_headers_do() throws IOException {
        var header = Layouts.ofHeader(folder).structs();
        var unknown = new TreeSet<String>();
        var stubs = new TreeMap<String, Object>();
        var genuine = new TreeMap<String, Object>();
        for (Path source : sources()) {
            Layouts.of(folder, source)
                    .structs()
                    .forEach(
                            (name, struct) -> {
                                if (header.containsKey(name)) {
                                    stubs.put(name, struct.numbers());
                                    genuine.put(name, below(struct.bytes(), header, name));
                                } else {
                                    unknown.add(name);
                                }
                            });
        }

        assertThat(stubs).isEqualTo(genuine).isNotEmpty();
        assertThat(unknown).containsExactlyElementsOf(NOT_IN_THE_HEADER);
    }

    /** The stub leaves the length of the last array open where a caller may choose it. */
    private static List<String> below(int bytes, Map<String, Struct> header, String name) {
        return Objects.requireNonNull(header.get(name)).numbers().stream()
                .filter(number -> Integer.parseInt(number.split(":", 2)[0]) < bytes)
                .toList();
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.list(STUB)) {
            return files.filter(file -> file.toString().endsWith(".c")).sorted().toList();
        }
    }
}
