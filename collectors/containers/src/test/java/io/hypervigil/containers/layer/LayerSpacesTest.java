package io.hypervigil.containers.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over this machine's own file systems. */
final class LayerSpacesTest {

    @TempDir Path folder;

    @Test
    void a_process_is_told_the_space_of_its_own_root_at_the_first_question() throws IOException {
        var process = ProcessHandle.current().pid();
        try (var spaces = new LayerSpaces(Path.of("/"), Path.of("/proc"))) {
            assertThat(spaces.of("me", process, false))
                    .map(LayerSpace::bytes)
                    .contains((double) Files.getFileStore(Path.of("/")).getTotalSpace());
        }
    }

    @Test
    void places_of_the_host_are_below_its_root() throws IOException {
        Files.createDirectories(folder.resolve("proc/1"));
        Files.createDirectories(folder.resolve("root/srv"));
        var mounts = "31 27 254:16 / /srv rw - xfs /dev/vdb rw\n";
        Files.writeString(folder.resolve("proc/1/mountinfo"), mounts);
        Files.createDirectories(folder.resolve("proc/7"));
        Files.writeString(
                folder.resolve("proc/7/mountinfo"), mounts.replace(" / /srv", " /l/3f /"));

        try (var spaces = new LayerSpaces(folder.resolve("root"), folder.resolve("proc"))) {
            assertThat(spaces.of("web", 7, false))
                    .map(LayerSpace::bytes)
                    .contains((double) Files.getFileStore(folder).getTotalSpace());
            Files.delete(folder.resolve("proc/7/mountinfo"));
            assertThat(spaces.of("web", 7, false)).as("its place stays").isPresent();
        }
    }

    @Test
    void a_place_that_is_not_there_has_no_space() {
        assertThat(LayerSpace.of(folder.resolve("none").toString())).isEmpty();
        assertThat(LayerSpace.of("/a\0b")).isEmpty();
    }
}
