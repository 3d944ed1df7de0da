package io.hypervigil.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.ManualClock;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.WindowSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WindowFileTest {

    private static final Labels UP = Labels.of("__name__", "up");

    private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(60));
    private final SampleWindow window = new SampleWindow(WindowSettings.DEFAULT);

    @TempDir Path folder;

    private WindowFile file(SampleWindow of, Path path) {
        return new WindowFile(of, path, Duration.ofMinutes(5), clock);
    }

    @Test
    void what_is_written_at_the_end_is_read_at_the_start() {
        var path = folder.resolve("state/window.snapshot");
        var first = file(window, path);
        first.open();
        assertThat(window.loose().append(UP, 30_000, 1)).isTrue();
        first.close();

        var next = new SampleWindow(WindowSettings.DEFAULT);
        var second = file(next, path);
        second.open();

        assertThat(WindowText.of(next)).isEqualTo("up 30.0:1.0\n");
        assertThat(first.lastWritten()).contains(clock.instant());
        assertThat(second.lastWritten()).isEmpty();
        assertThat(second.isSetAside()).isFalse();
    }

    @Test
    void what_was_not_read_is_not_written_over() throws Exception {
        var path = Files.writeString(folder.resolve("window.snapshot"), "of the last time");

        file(window, path).close();

        assertThat(path).hasContent("of the last time");
    }

    @Test
    void what_is_no_window_is_set_aside() throws Exception {
        var path = Files.writeString(folder.resolve("window.snapshot"), "torn");
        var file = file(window, path);

        file.open();
        file.close();

        assertThat(file.isSetAside()).isTrue();
        assertThat(folder.resolve("window.snapshot.bad")).hasContent("torn");
        assertThat(file.lastWritten()).contains(clock.instant());
    }

    @Test
    void a_folder_that_cannot_be_made_is_counted_and_harms_nobody() throws Exception {
        var occupied = Files.writeString(folder.resolve("state"), "a file");
        var file = file(window, occupied.resolve("window.snapshot"));

        file.open();
        file.close();

        assertThat(file.failures()).isEqualTo(1);
        assertThat(file.lastWritten()).isEmpty();
    }
}
