package io.hypervigil.alerting.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.disk.FullDisk;
import io.hypervigil.alerting.disk.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NotificationLogTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Target TARGET = new Target("r", "webhook", 0);

    @TempDir private Path folder;

    @Test
    void what_a_full_disk_did_not_take_is_known_and_written_once_there_is_room()
            throws IOException {
        var file = folder.resolve("log");
        var disk = new FullDisk();
        try (var log = NotificationLog.of(Journal.open(file, disk))) {
            disk.fill();
            log.offer("1", entry());
            log.deliver("1", NOW);
            assertThat(log.last(TARGET, "g")).isPresent();
            assertThat(log.complaint()).contains("the log of notifications cannot be written");

            disk.empty();
            log.forgetOld(NOW);
            assertThat(log.complaint()).isEmpty();
        }
        try (var log = NotificationLog.open(file)) {
            assertThat(log.last(TARGET, "g")).isPresent();
        }
    }

    private static LogEntry entry() {
        return new LogEntry(TARGET, "g", Set.of(1L), Set.of(), NOW, Duration.ofDays(5));
    }
}
