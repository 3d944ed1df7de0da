package io.hypervigil.alerting.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.alert.Alert;
import io.hypervigil.alerting.alert.AlertState;
import io.hypervigil.alerting.alert.RuleKey;
import io.hypervigil.promql.labels.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlertStateFileTest {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.123Z");

    private static final SavedRule RULE =
            new SavedRule(
                    new RuleKey("r.yml", "g", true, "A", new TreeMap<>(Map.of("l", "\u00e9\n\""))),
                    List.of(
                            new Alert(
                                    AlertState.FIRING,
                                    Labels.of("alertname", "A", "x.y", "1"),
                                    new TreeMap<>(Map.of("text", "some\nlines")),
                                    Double.NaN,
                                    TIME,
                                    Optional.of(TIME.plusSeconds(1)),
                                    Optional.of(TIME.plusSeconds(2)),
                                    Optional.empty(),
                                    Optional.of(TIME.plusSeconds(3)),
                                    false)));

    @TempDir private Path folder;

    @Test
    void what_was_saved_is_loaded_again() {
        var file = folder.resolve("alerts");
        assertThat(new AlertStateFile(file).save(List.of(RULE))).isTrue();

        assertThat(new AlertStateFile(file).load()).isEqualTo(List.of(RULE));
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void nothing_is_loaded_where_nothing_was_saved() {
        assertThat(new AlertStateFile(folder.resolve("alerts")).load()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_file_torn_anywhere_is_set_aside() throws IOException {
        var file = folder.resolve("alerts");
        assertThat(new AlertStateFile(file).save(List.of(RULE))).isTrue();
        var whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThat(new AlertStateFile(file).load()).as("%d bytes", length).isEmpty();
            assertThat(file).doesNotExist();
            assertThat(folder.resolve("alerts.damaged")).hasSize(length);
        }
    }

    @Test
    void a_file_with_a_bit_turned_is_set_aside() throws IOException {
        var file = folder.resolve("alerts");
        assertThat(new AlertStateFile(file).save(List.of(RULE))).isTrue();
        var whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at += 7) {
            var changed = whole.clone();
            changed[at] ^= 4;
            Files.write(file, changed);

            assertThat(new AlertStateFile(file).load()).as("byte %d", at).isEmpty();
        }
    }

    @Test
    void a_folder_that_is_not_there_loses_nothing_but_the_save() {
        var file = folder.resolve("missing").resolve("alerts");

        assertThat(new AlertStateFile(file).save(List.of(RULE))).isFalse();
    }
}
