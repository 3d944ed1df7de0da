package io.hypervigil.alerting.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("state/log");
    }

    @Test
    void lines_are_there_when_it_is_opened_again() throws IOException {
        write("one", "twö", "");

        assertThat(lines()).containsExactly("one", "twö", "");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_torn_end_is_set_aside_and_the_whole_lines_stay() throws IOException {
        write("one", "two");
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));

        assertThat(lines()).containsExactly("one");
        assertThat(folder.resolve("state/log.torn")).hasSize(bytes.length - 3L);
        assertThat(lines()).containsExactly("one");
    }

    @Test
    void a_line_that_was_altered_is_left_out() throws IOException {
        write("one", "two", "three");
        Files.writeString(file, Files.readString(file).replace("two", "twx"));

        assertThat(lines()).containsExactly("one", "three");
        assertThat(folder.resolve("state/log.torn")).exists();
    }

    @Test
    void what_is_no_text_at_all_is_set_aside() throws IOException {
        write("one");
        Files.write(file, new byte[] {0, -1, 10, 65, -128}, StandardOpenOption.APPEND);

        assertThat(lines()).containsExactly("one");
    }

    @Test
    void written_anew_it_holds_the_new_lines_and_goes_on() throws IOException {
        write("one", "two");
        try (var journal = Journal.open(file).journal()) {
            journal.rewrite(List.of("three"));
            journal.append(List.of("four"));
            assertThat(journal.lines()).isEqualTo(2);
        }

        assertThat(lines()).containsExactly("three", "four");
        assertThat(folder.resolve("state/log.tmp")).doesNotExist();
    }

    @Test
    void what_a_failed_write_has_left_does_not_swallow_the_next_line() throws IOException {
        var disk = new FullDisk();
        try (var journal = Journal.open(file, disk).journal()) {
            journal.append(List.of("one"));
            disk.fill();
            assertThatThrownBy(() -> journal.append(List.of("two")))
                    .hasMessage("No space left on device");
            disk.empty();
            journal.append(List.of("three"));

            assertThat(lines()).containsExactly("one", "three");
            assertThat(folder.resolve("state/log.torn")).doesNotExist();
        }
    }

    @Test
    void a_torn_file_on_a_full_disk_is_opened_and_goes_on_once_there_is_room() throws IOException {
        write("one", "two");
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
        var disk = new FullDisk();
        disk.fill();

        var opened = Journal.open(file, disk);
        try (var journal = opened.journal()) {
            assertThat(opened.lines()).containsExactly("one");
            disk.empty();
            journal.append(List.of("three"));
        }

        assertThat(lines()).containsExactly("one", "three");
        assertThat(folder.resolve("state/log.tmp")).doesNotExist();
    }

    private void write(String... lines) throws IOException {
        try (var journal = Journal.open(file).journal()) {
            for (var line : lines) {
                journal.append(List.of(line));
            }
        }
    }

    private List<String> lines() throws IOException {
        var opened = Journal.open(file);
        opened.journal().close();
        return opened.lines();
    }
}
