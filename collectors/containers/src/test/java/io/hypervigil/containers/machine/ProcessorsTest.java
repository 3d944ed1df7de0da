package io.hypervigil.containers.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessorsTest {

    @TempDir Path folder;

    @Test
    void cores_and_sockets_are_those_of_cpus_that_are_on() throws IOException {
        cpu(0, "0", "0");
        cpu(1, "0", "0");
        cpu(2, "1", "0");
        write("cpu3/uevent", "");
        write("cpuidle/current_driver", "none");

        assertThat(read()).isEqualTo(new Processors(3, 2, 2, Optional.empty()));
    }

    @Test
    void they_are_read_anew_when_others_are_on() throws IOException {
        cpu(0, "0", "0");
        cpu(1, "0", "1");
        write("online", "0-1");
        var before = read();
        Files.delete(folder.resolve("devices/system/cpu/cpu1/topology/physical_package_id"));

        assertThat(Processors.read(FileTree.at(folder), before)).isSameAs(before);

        write("online", "0");

        assertThat(Processors.read(FileTree.at(folder), before))
                .isEqualTo(new Processors(1, 1, 1, Optional.of("0")));
    }

    @Test
    void they_are_read_anew_where_the_kernel_does_not_list_them() throws IOException {
        cpu(0, "0", "0");
        var before = read();
        cpu(1, "0", "1");

        assertThat(Processors.read(FileTree.at(folder), before).logical()).isEqualTo(2);
    }

    private Processors read() {
        return Processors.read(FileTree.at(folder));
    }

    private void cpu(int number, String socket, String core) throws IOException {
        write("cpu" + number + "/topology/physical_package_id", socket + "\n");
        write("cpu" + number + "/topology/core_id", core + "\n");
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve("devices/system/cpu/" + path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
