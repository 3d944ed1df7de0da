package io.hypervigil.alerting.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash does to what was told and to what is on its way. */
final class RestartTest {

    private static final String YAML =
            """
            route: {receiver: r, group_wait: 10s, group_interval: 1m, repeat_interval: 1h}
            receivers: [{name: r, webhook_configs: [{}]}]
            """;

    @TempDir private Path folder;

    @Test
    void what_was_told_is_not_told_again_and_its_end_is_told() throws IOException {
        try (var scene = new Scene(folder, YAML)) {
            scene.fire("alertname", "A");
            assertThat(scene.pass(Duration.ofSeconds(10))).hasSize(1);
            scene.restart();
            scene.fireSince(Duration.ofMinutes(1), "alertname", "A");
            assertThat(scene.pass(Duration.ofMinutes(3))).isEmpty();

            scene.restart();
            scene.resolve("alertname", "A");
            assertThat(scene.pass(Duration.ofMinutes(3)))
                    .containsExactly("200s r/webhook[0] -A (all alerts resolved)");
        }
    }

    @Test
    void the_repeat_interval_goes_on_through_a_restart() throws IOException {
        try (var scene = new Scene(folder, YAML)) {
            scene.fire("alertname", "A");
            assertThat(scene.pass(Duration.ofMinutes(30))).hasSize(1);
            scene.restart();
            scene.fireSince(Duration.ofMinutes(31), "alertname", "A");

            assertThat(scene.pass(Duration.ofMinutes(40)))
                    .containsExactly("3661s r/webhook[0] +A (repeat interval elapsed)");
        }
    }

    @Test
    void what_is_on_its_way_is_not_offered_twice() throws IOException {
        try (var scene = new Scene(folder, YAML)) {
            scene.deliver(false);
            scene.fire("alertname", "A");
            assertThat(scene.pass(Duration.ofSeconds(10))).hasSize(1);
            scene.restart();
            scene.fireSince(Duration.ofMinutes(1), "alertname", "A");
            assertThat(scene.pass(Duration.ofMinutes(3))).isEmpty();

            scene.deliver(true);
            assertThat(scene.pass(Duration.ofMinutes(3))).isEmpty();
        }
    }

    @Test
    void an_end_that_is_reported_before_it_tells_is_known_when_it_does() throws IOException {
        try (var scene = new Scene(folder, YAML)) {
            scene.deliver(false);
            scene.fire("alertname", "A");
            assertThat(scene.pass(Duration.ofSeconds(10))).hasSize(1);
            scene.restart(
                    dispatcher -> scene.outbox().takeWaiting().forEach(dispatcher::delivered));
            scene.fireSince(Duration.ofMinutes(1), "alertname", "A");

            assertThat(scene.pass(Duration.ofMinutes(1))).isEmpty();
        }
    }

    @Test
    void what_the_outbox_lost_is_offered_again() throws IOException {
        try (var scene = new Scene(folder, YAML)) {
            scene.deliver(false);
            scene.fire("alertname", "A");
            assertThat(scene.pass(Duration.ofSeconds(10))).hasSize(1);
            assertThat(scene.outbox().takeWaiting()).hasSize(1);
            scene.restart();
            scene.fireSince(Duration.ofMinutes(1), "alertname", "A");

            assertThat(scene.pass(Duration.ofMinutes(1)))
                    .containsExactly("11s r/webhook[0] +A (first notification)");
        }
    }

    @Test
    void a_crash_between_outbox_and_log_costs_no_duplicate() throws IOException {
        try (var scene = new Scene(folder, YAML)) {
            scene.deliver(false);
            scene.fire("alertname", "A");
            assertThat(scene.pass(Duration.ofSeconds(10))).hasSize(1);
            Files.write(folder.resolve("log"), new byte[0]);
            scene.restart();
            scene.fireSince(Duration.ofMinutes(1), "alertname", "A");

            assertThat(scene.pass(Duration.ofMinutes(1))).isEmpty();
            assertThat(scene.outbox().waiting()).hasSize(1);
        }
    }

    @Test
    void a_log_whose_end_is_torn_forgets_that_end_only() throws IOException {
        try (var scene = new Scene(folder, YAML + "# by name\n")) {
            scene.fire("alertname", "A");
            assertThat(scene.pass(Duration.ofSeconds(10))).hasSize(1);
            var bytes = Files.readAllBytes(folder.resolve("log"));
            Files.write(folder.resolve("log"), Arrays.copyOf(bytes, bytes.length - 2));
            scene.restart();
            scene.fireSince(Duration.ofMinutes(1), "alertname", "A");

            assertThat(scene.pass(Duration.ofMinutes(1)))
                    .containsExactly("11s r/webhook[0] +A (first notification)");
        }
    }

    @Test
    void the_log_grows_no_longer_than_what_it_says() throws IOException {
        try (var scene = new Scene(folder, YAML)) {
            for (int i = 0; i < 400; i++) {
                scene.fire("alertname", "A");
                var _ = scene.pass(Duration.ofSeconds(12));
                scene.resolve("alertname", "A");
                var _ = scene.pass(Duration.ofMinutes(2));
            }
            try (var lines = Files.lines(folder.resolve("log"))) {
                assertThat(lines.count()).isLessThan(1_300);
            }
        }
    }
}
