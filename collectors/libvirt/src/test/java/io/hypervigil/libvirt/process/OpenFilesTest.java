package io.hypervigil.libvirt.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import io.hypervigil.collect.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenFilesTest {

    @TempDir Path folder;

    @Test
    void a_real_process_has_as_many_as_are_listed() throws Exception {
        var proc = FileTree.at(Path.of("/proc"));
        var openFiles = new OpenFiles(proc);
        try (var sleeper = RealPart.start(folder, "sleep", List.of("sleep", "1000"))) {
            var process = Long.toString(sleeper.pid());

            // While it starts it opens its libraries.
            Eventually.get(
                    Duration.ofSeconds(30),
                    () ->
                            assertThat(openFiles.of(process))
                                    .hasValue(proc.list(process + "/fd").size()));
        }
    }

    @Test
    void a_process_that_has_ended_or_may_not_be_looked_into_has_none() throws IOException {
        Files.createDirectories(folder.resolve("100/fd"));
        var played = new OpenFiles(FileTree.at(folder));
        var real = new OpenFiles(FileTree.at(Path.of("/proc")));

        assertThat(played.of("100")).isEmpty();
        assertThat(played.of("101")).isEmpty();
        assertThat(real.of("none")).isEmpty();
    }

    @Test
    void those_of_a_plain_folder_are_counted() throws IOException {
        Files.createDirectories(folder.resolve("100/fd"));
        Files.createFile(folder.resolve("100/fd/0"));
        Files.createFile(folder.resolve("100/fd/1"));

        assertThat(new OpenFiles(FileTree.at(folder)).of("100")).hasValue(2);
    }
}
