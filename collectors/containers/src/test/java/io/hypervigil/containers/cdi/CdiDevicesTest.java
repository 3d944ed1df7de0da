package io.hypervigil.containers.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CdiDevicesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // By JUnit.
    Path folder;

    @Test
    void a_recorded_specification_names_gpus_and_parts_of_them() throws IOException {
        try (var recorded = getClass().getResourceAsStream("/cdi/nvidia.yaml")) {
            write("nvidia.yaml", Objects.requireNonNull(recorded).readAllBytes());
        }

        var devices = CdiDevices.read(List.of(folder, folder.resolve("none")));

        assertThat(devices.names())
                .containsExactlyInAnyOrder(
                        "nvidia.com/gpu=0",
                        "nvidia.com/gpu=1",
                        "nvidia.com/gpu=1:0",
                        "nvidia.com/gpu=all");
        assertThat(devices.problems()).isEmpty();
        assertThat(devices.hasGpus()).isTrue();
        assertThat(devices.firstGpu(List.of("GPU-x", "1"))).contains("nvidia.com/gpu=1");
        assertThat(devices.firstGpu(List.of("GPU-x", "2"))).isEmpty();
    }

    @Test
    void json_is_read_as_well_and_other_files_are_not() throws IOException {
        write("a.json", "{\"kind\":\"nvidia.com/gpu\",\"devices\":[{\"name\":\"GPU-x\"}]}");
        write("b.txt", "kind: nvidia.com/gpu");
        write("c.yaml", "kind: example.org/net\ndevices: [{name: a}]");

        var devices = CdiDevices.read(List.of(folder));

        assertThat(devices.names())
                .containsExactlyInAnyOrder("nvidia.com/gpu=GPU-x", "example.org/net=a");
        assertThat(devices.problems()).isEmpty();
    }

    @Test
    void files_that_make_no_sense_are_told_of_and_the_others_hold() throws IOException {
        write("a.yaml", "kind: [");
        write("b.yaml", "devices: []");
        write("c.yaml", "x".repeat(5 * 1024 * 1024));
        write("d.yaml", "a: ".repeat(3000));
        write("e.yaml", "");
        write("f.yaml", "kind: nvidia.com/gpu\ndevices:\n- name: '0'\n- 7\n- name:\n");
        write("g.yaml", "[".repeat(100_000));
        Files.createDirectory(folder.resolve("h.yaml"));

        var devices = CdiDevices.read(List.of(folder));

        assertThat(devices.names()).containsExactly("nvidia.com/gpu=0");
        assertThat(devices.problems())
                .hasSize(7)
                .allMatch(problem -> problem.startsWith(folder.toString()));
        assertThat(devices.problems())
                .contains(
                        folder.resolve("b.yaml") + ": no kind",
                        folder.resolve("c.yaml") + ": more than 4194304 bytes");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }
}
