package io.hypervigil.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateFolderTest {

    @TempDir Path folder;

    @Test
    void it_is_made_for_its_owner_alone_and_stays() throws Exception {
        var path = folder.resolve("a/b");
        try (var state = StateFolder.open(Optional.of(path))) {
            Files.writeString(state.path().resolve("alerts"), "x");
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwx------");
        assertThat(path.resolve("alerts")).hasContent("x");
    }

    @Test
    void a_second_process_is_refused_until_the_first_ends() throws Exception {
        try (var _ = StateFolder.open(Optional.of(folder))) {
            assertThatThrownBy(() -> StateFolder.open(Optional.of(folder)))
                    .isInstanceOf(IOException.class)
                    .hasMessage(folder + " is in use by another process");
        }

        StateFolder.open(Optional.of(folder)).close();
    }

    @Test
    void without_a_path_it_is_the_process_own_and_gone_when_that_ends() throws Exception {
        var state = StateFolder.open(Optional.empty());
        var path = state.path();
        Files.createDirectories(path.resolve("deep"));
        Files.writeString(path.resolve("deep/file"), "x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwx------");

        state.close();

        assertThat(path).doesNotExist();
    }

    @Test
    void a_folder_that_cannot_be_is_refused_with_its_name() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> StateFolder.open(Optional.of(file)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }
}
