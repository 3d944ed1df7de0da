package io.hypervigil.collect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateFileTest {

    @TempDir Path folder;

    @Test
    void a_text_takes_the_place_of_the_old_one_for_its_owner_alone() throws IOException {
        var path = folder.resolve("state");
        var file = new StateFile(path, 100);
        file.replace("old");
        file.replace("new");

        assertThat(file.read()).isEqualTo("new");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void what_is_too_long_or_no_text_is_refused_and_the_old_one_stays() throws IOException {
        var path = folder.resolve("state");
        var file = new StateFile(path, 4);
        file.replace("old");

        assertThatIOException()
                .isThrownBy(() -> file.replace("longer"))
                .withMessage(path + ": 6 bytes, at most 4 are kept");
        assertThat(file.read()).isEqualTo("old");

        Files.writeString(path, "longer");
        assertThatIOException().isThrownBy(file::read).withMessage("longer than 4 bytes");
        Files.write(path, new byte[] {(byte) 0xff});
        assertThatIOException().isThrownBy(file::read);
    }

    @Test
    void what_an_earlier_process_left_half_written_is_in_nobodys_way() throws IOException {
        Files.writeString(folder.resolve("state.new"), "half");
        var file = new StateFile(folder.resolve("state"), 100);

        file.replace("whole");

        assertThat(file.read()).isEqualTo("whole");
        assertThat(folder.resolve("state.new")).doesNotExist();
    }

    @Test
    void a_damaged_one_is_set_aside() throws IOException {
        var file = new StateFile(folder.resolve("state"), 100);
        file.replace("damaged");

        assertThat(file.setAside())
                .isEqualTo(folder.resolve("state.damaged"))
                .hasContent("damaged");
        assertThat(file.path()).doesNotExist();
    }
}
