package io.hypervigil.libvirt.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatusFilesTest {

    @TempDir Path root;

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(root.resolve("system"));
        Files.createDirectories(root.resolve("session"));
    }

    @Test
    void a_domain_of_that_name_in_either_daemon_is_seen_to_change() throws IOException {
        var files = files();
        write("system/web.xml", 1_000);
        assertThat(files.writtenSeconds("web")).hasValue(1_000);

        write("session/web.xml", 2_000);
        assertThat(files.writtenSeconds("web")).hasValue(2_000);

        write("system/web.xml", 3_000);
        assertThat(files.writtenSeconds("web")).hasValue(3_000);
    }

    @Test
    void a_name_is_no_path() throws IOException {
        write("secret.xml", 1_000);

        assertThat(files().writtenSeconds("../secret")).isEmpty();
        assertThat(files().writtenSeconds("nul\0l")).isEmpty();
        assertThat(files().writtenSeconds("nobody")).isEmpty();
    }

    @Test
    void a_folder_says_that_a_file_may_have_changed() throws IOException {
        var files = files();
        assertThat(files.haveChanged()).isTrue();
        assertThat(files.haveChanged()).isFalse();

        Files.setLastModifiedTime(root.resolve("session"), time(4_000));

        assertThat(files.haveChanged()).isTrue();
    }

    private StatusFiles files() {
        return new StatusFiles(FileTree.at(root), List.of("system", "session"));
    }

    private void write(String file, long seconds) throws IOException {
        Files.writeString(root.resolve(file), "<domstatus/>");
        Files.setLastModifiedTime(root.resolve(file), time(seconds));
    }

    private static FileTime time(long seconds) {
        return FileTime.from(Instant.ofEpochSecond(seconds));
    }
}
