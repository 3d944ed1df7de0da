package io.hypervigil.alerting.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptStateTest {

    @TempDir private Path folder;

    private final FullDisk disk = new FullDisk();
    private final List<String> state = new ArrayList<>();

    @Test
    void what_a_full_disk_did_not_take_is_written_once_there_is_room() throws IOException {
        var file = folder.resolve("state");
        var kept = new KeptState("the state", Journal.open(file, disk).journal(), () -> state);
        try (kept) {
            assertThat(add(kept, "one")).isTrue();
            disk.fill();
            assertThat(add(kept, "two")).isFalse();
            assertThat(add(kept, "three")).isFalse();
            kept.catchUp();
            assertThat(kept.complaint())
                    .isEqualTo(
                            "the state cannot be written:"
                                    + " java.io.IOException: No space left on device");
            disk.empty();
            kept.catchUp();

            assertThat(kept.complaint()).isEmpty();
            assertThat(Journal.open(file).lines()).containsExactly("one", "two", "three");
        }
    }

    @Test
    void the_next_change_brings_what_was_missed_too() throws IOException {
        var file = folder.resolve("state");
        try (var kept =
                new KeptState("the state", Journal.open(file, disk).journal(), () -> state)) {
            disk.fill();
            add(kept, "one");
            disk.empty();
            assertThat(add(kept, "two")).isTrue();

            assertThat(kept.complaint()).isEmpty();
            assertThat(Journal.open(file).lines()).containsExactly("one", "two");
        }
    }

    private boolean add(KeptState kept, String line) {
        state.add(line);
        return kept.append(line);
    }
}
