package io.hypervigil.alerting.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.active.ActiveAlerts;
import io.hypervigil.alerting.active.Alert;
import io.hypervigil.alerting.active.ManualClock;
import io.hypervigil.alerting.silence.Silences;
import io.hypervigil.promql.labels.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When who is told what, second by second. */
final class DispatcherTest {

    private static final String PLAIN =
            """
            route: {receiver: r, group_by: [job], group_wait: 10s, group_interval: 1m, \
            repeat_interval: 1h}
            receivers: [{name: r, webhook_configs: [{}]}]
            """;

    @TempDir private Path folder;

    @Test
    void a_group_waits_then_tells_changes_by_interval_and_repeats() throws IOException {
        try (var scene = new Scene(folder, PLAIN)) {
            scene.fire("alertname", "A", "job", "j");
            assertThat(scene.pass(seconds(5))).isEmpty();
            scene.fire("alertname", "B", "job", "j");
            assertThat(scene.pass(seconds(5)))
                    .containsExactly("10s r/webhook[0] +A +B (first notification)");

            scene.fire("alertname", "C", "job", "j");
            assertThat(scene.pass(minutes(1)))
                    .containsExactly("70s r/webhook[0] +A +B +C (new alerts in group)");

            scene.resolve("alertname", "A", "job", "j");
            assertThat(scene.pass(minutes(1)))
                    .containsExactly("130s r/webhook[0] -A +B +C (new resolved alerts in group)");

            assertThat(scene.pass(minutes(62)))
                    .containsExactly("3790s r/webhook[0] +B +C (repeat interval elapsed)");

            scene.resolve("alertname", "B", "job", "j");
            scene.resolve("alertname", "C", "job", "j");
            assertThat(scene.pass(minutes(2)))
                    .containsExactly("3910s r/webhook[0] -B -C (all alerts resolved)");
            assertThat(scene.dispatcher().counts().groups()).isZero();
        }
    }

    @Test
    void a_message_names_the_group_and_what_its_alerts_share() throws IOException {
        try (var scene = new Scene(folder, PLAIN.replace("receivers:", "#\nreceivers:"))) {
            scene.deliver(false);
            scene.fire("alertname", "A", "job", "j", "gpu", "0");
            scene.fire("alertname", "A", "job", "j", "gpu", "1");
            scene.clock().advance(seconds(10));
            var _ = scene.dispatcher().flushDue();

            var told = scene.outbox().takeOffered().getFirst();
            assertThat(told.groupKey()).isEqualTo("{}:{job=\"j\"}");
            assertThat(told.groupLabels()).isEqualTo(Labels.of("job", "j"));
            assertThat(told.commonLabels()).isEqualTo(Labels.of("alertname", "A", "job", "j"));
            assertThat(told.commonAnnotations()).isEqualTo(Map.of("summary", "about A"));
            assertThat(told.alerts()).hasSize(2);
            assertThat(told.isFiring()).isTrue();
            assertThat(told.truncatedAlerts()).isZero();
        }
    }

    @Test
    void an_annotation_that_is_empty_in_one_alert_and_absent_in_the_next_is_shared_as_upstream()
            throws IOException {
        try (var scene = new Scene(folder, PLAIN)) {
            scene.deliver(false);
            scene.fireSaying(Map.of("a", "", "b", "x"), "job", "j", "gpu", "0");
            scene.fireSaying(Map.of("b", "x", "c", ""), "job", "j", "gpu", "1");
            scene.clock().advance(seconds(10));
            var _ = scene.dispatcher().flushDue();

            var told = scene.outbox().takeOffered().getFirst();
            assertThat(told.commonAnnotations()).isEqualTo(Map.of("a", "", "b", "x"));
            assertThat(told.alerts().getLast().annotations()).isEqualTo(Map.of("b", "x", "c", ""));
        }
    }

    @Test
    void groups_go_by_labels_and_routes_and_a_continued_route_tells_twice() throws IOException {
        var yaml =
                """
                route:
                  {receiver: r, group_by: [job], group_wait: 10s, routes: [
                    {matchers: ['severity="page"'], receiver: p, continue: true, group_by: ['...']},
                    {matchers: ['severity="page"'], receiver: q}]}
                receivers:
                - {name: r, webhook_configs: [{}]}
                - {name: p, webhook_configs: [{}, {}]}
                - {name: q, webhook_configs: [{}]}
                """;
        try (var scene = new Scene(folder, yaml)) {
            scene.fire("alertname", "A", "job", "1", "severity", "page");
            scene.fire("alertname", "B", "job", "2");
            scene.fire("alertname", "C", "job", "3");

            assertThat(scene.pass(seconds(10)))
                    .containsExactlyInAnyOrder(
                            "10s p/webhook[0] +A (first notification)",
                            "10s p/webhook[1] +A (first notification)",
                            "10s q/webhook[0] +A (first notification)",
                            "10s r/webhook[0] +B (first notification)",
                            "10s r/webhook[0] +C (first notification)");
            assertThat(scene.dispatcher().groups())
                    .extracting(GroupView::key)
                    .contains(
                            "{}/{severity=\"page\"}:"
                                    + "{alertname=\"A\", job=\"1\", severity=\"page\"}");
        }
    }

    @Test
    void an_alert_that_is_older_than_the_wait_is_told_of_at_once() throws IOException {
        try (var scene = new Scene(folder, PLAIN)) {
            scene.fireSince(minutes(5), "alertname", "A", "job", "j");

            assertThat(scene.pass(seconds(1)))
                    .containsExactly("1s r/webhook[0] +A (first notification)");
        }
    }

    @Test
    void nothing_is_told_before_the_start_delay_is_over() throws IOException {
        try (var scene = new Scene(folder, PLAIN)) {
            scene.restart(new DispatchSettings(100, 100, seconds(30)));
            scene.fireSince(minutes(5), "alertname", "A", "job", "j");

            assertThat(scene.pass(seconds(60)))
                    .containsExactly("30s r/webhook[0] +A (first notification)");
        }
    }

    @Test
    void what_fired_and_ended_between_two_flushes_is_not_told_of() throws IOException {
        try (var scene = new Scene(folder, PLAIN)) {
            scene.fire("alertname", "A", "job", "j");
            assertThat(scene.pass(seconds(10))).hasSize(1);
            scene.fire("alertname", "B", "job", "j");
            var _ = scene.pass(seconds(20));
            scene.resolve("alertname", "B", "job", "j");
            scene.fire("alertname", "C", "job", "j");

            assertThat(scene.pass(minutes(2)))
                    .containsExactly("70s r/webhook[0] +A +C (new alerts in group)");
        }
    }

    @Test
    void an_alert_that_is_told_of_no_more_ends_by_itself() throws IOException {
        try (var scene = new Scene(folder, PLAIN)) {
            scene.fire("alertname", "A", "job", "j");
            assertThat(scene.pass(Duration.ofDays(1).plus(minutes(2))).getLast())
                    .isEqualTo("86410s r/webhook[0] -A (all alerts resolved)");
        }
    }

    @Test
    void who_does_not_ask_for_the_end_is_not_told_and_is_told_again_when_it_fires_again()
            throws IOException {
        var yaml = PLAIN.replace("webhook_configs: [{}]", "webhook_configs: [{send_resolved: no}]");
        try (var scene = new Scene(folder, yaml)) {
            scene.fire("alertname", "A", "job", "j");
            assertThat(scene.pass(seconds(10))).hasSize(1);
            scene.resolve("alertname", "A", "job", "j");
            assertThat(scene.pass(minutes(3))).isEmpty();

            scene.fire("alertname", "A", "job", "j");
            assertThat(scene.pass(seconds(10)))
                    .containsExactly("200s r/webhook[0] +A (first notification)");
        }
    }

    @Test
    void while_news_are_on_their_way_nothing_more_is_offered_and_then_what_is_true_is()
            throws IOException {
        try (var scene = new Scene(folder, PLAIN)) {
            scene.deliver(false);
            scene.fire("alertname", "A", "job", "j");
            assertThat(scene.pass(seconds(10))).hasSize(1);
            scene.resolve("alertname", "A", "job", "j");
            assertThat(scene.pass(minutes(30))).isEmpty();

            scene.deliver(true);
            assertThat(scene.pass(minutes(2)))
                    .containsExactly("1870s r/webhook[0] -A (all alerts resolved)");
        }
    }

    @Test
    void one_that_was_given_up_is_told_again_after_the_interval() throws IOException {
        try (var scene = new Scene(folder, PLAIN)) {
            scene.deliver(false);
            scene.fire("alertname", "A", "job", "j");
            assertThat(scene.pass(seconds(10))).hasSize(1);
            scene.outbox().takeWaiting().forEach(id -> scene.dispatcher().failed(id, "404"));

            assertThat(scene.pass(minutes(1)))
                    .containsExactly("70s r/webhook[0] +A (first notification)");
            assertThat(scene.dispatcher().counts().failed()).isEqualTo(1);
        }
    }

    @Test
    void an_end_is_never_told_to_whom_nobody_told_the_begin() throws IOException {
        try (var scene = new Scene(folder, PLAIN)) {
            scene.deliver(false);
            scene.fire("alertname", "A", "job", "j");
            assertThat(scene.pass(seconds(10))).hasSize(1);
            scene.resolve("alertname", "A", "job", "j");
            scene.outbox().takeWaiting().forEach(id -> scene.dispatcher().failed(id, "too old"));

            assertThat(scene.pass(minutes(5))).isEmpty();
            assertThat(scene.dispatcher().counts().groups()).isZero();
        }
    }

    @Test
    void a_full_disk_loses_nothing() throws IOException {
        try (var scene = new Scene(folder, PLAIN)) {
            scene.outbox().fill(true);
            scene.fire("alertname", "A", "job", "j");
            assertThat(scene.pass(minutes(5))).isEmpty();
            scene.outbox().fill(false);

            assertThat(scene.pass(minutes(1)))
                    .containsExactly("310s r/webhook[0] +A (first notification)");
        }
    }

    @Test
    void one_integration_that_fails_does_not_make_another_tell_twice() throws IOException {
        var yaml = PLAIN.replace("webhook_configs: [{}]", "webhook_configs: [{}, {}]");
        try (var scene = new Scene(folder, yaml)) {
            scene.deliver(false);
            scene.fire("alertname", "A", "job", "j");
            assertThat(scene.pass(seconds(10))).hasSize(2);
            var ids = scene.outbox().takeWaiting();
            scene.dispatcher().delivered(ids.getFirst());
            scene.dispatcher().failed(ids.getLast(), "500");

            assertThat(scene.pass(minutes(1)))
                    .containsExactly("70s r/webhook[1] +A (first notification)");
        }
    }

    @Test
    void beyond_the_limit_a_group_is_not_made_and_is_counted() throws IOException {
        try (var scene = new Scene(folder, PLAIN)) {
            scene.restart(new DispatchSettings(1, 2, Duration.ZERO));
            scene.fire("alertname", "A", "job", "1");
            scene.fire("alertname", "B", "job", "1");
            scene.fire("alertname", "C", "job", "1");
            scene.fire("alertname", "D", "job", "2");
            scene.deliver(false);
            scene.clock().advance(seconds(10));
            var _ = scene.dispatcher().flushDue();

            var told = scene.outbox().takeOffered();
            assertThat(told).singleElement().satisfies(DispatcherTest::isTruncated);
            assertThat(scene.dispatcher().counts().groupsRefused()).isEqualTo(1);
        }
    }

    private static void isTruncated(Notification told) {
        assertThat(told.alerts()).hasSize(2);
        assertThat(told.truncatedAlerts()).isEqualTo(1);
    }

    @Test
    void it_says_when_it_is_to_be_called_again() throws IOException {
        try (var scene = new Scene(folder, PLAIN)) {
            var start = scene.clock().instant();
            assertThat(scene.dispatcher().flushDue()).isEqualTo(start.plusSeconds(30));
            scene.fire("alertname", "A", "job", "j");
            assertThat(scene.dispatcher().flushDue()).isEqualTo(start.plusSeconds(10));
        }
    }

    @Test
    void a_route_is_quiet_in_its_mute_times_by_the_clock_of_the_place() throws IOException {
        var yaml =
                """
                route:
                  {receiver: r, routes: [
                    {matchers: ['team="office"'], active_time_intervals: [day], group_wait: 10s,
                     group_interval: 1m, repeat_interval: 30d}]}
                time_intervals:
                - name: day
                  time_intervals:
                  - {times: [{start_time: '09:00', end_time: '17:00'}], location: Europe/Berlin}
                receivers: [{name: r, webhook_configs: [{}]}]
                """;
        // The night in which the clock goes on by an hour: nine is seven, not eight.
        var clock = new ManualClock("2026-03-28T23:59:00Z");
        try (var scene = new Scene(folder, yaml, clock)) {
            scene.fire("alertname", "A", "team", "office");
            assertThat(scene.pass(Duration.ofHours(7))).isEmpty();
            assertThat(scene.dispatcher().groups().getFirst().mutedBy()).containsExactly("day");
            assertThat(scene.pass(minutes(5)))
                    .containsExactly("25270s r/webhook[0] +A (first notification)");
            assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-29T07:04:00Z"));
            assertThat(scene.dispatcher().counts().muted()).isPositive();
        }
    }

    @Test
    void a_silence_holds_until_its_end() throws Exception {
        try (var scene = new Scene(folder, PLAIN)) {
            var _ = scene.silence("alertname=~\"A|B\"", minutes(5));
            scene.fire("alertname", "A", "job", "j");
            scene.fire("alertname", "C", "job", "j");

            assertThat(scene.pass(minutes(5)))
                    .containsExactly("10s r/webhook[0] +C (first notification)");
            assertThat(scene.pass(minutes(1)))
                    .containsExactly("310s r/webhook[0] +A +C (new alerts in group)");
        }
    }

    @Test
    void a_source_keeps_its_targets_quiet_while_it_fires() throws IOException {
        var yaml =
                PLAIN
                        + """
                        inhibit_rules:
                        - source_matchers: ['severity="critical"']
                          target_matchers: ['severity=~"warning|critical"']
                          equal: [host]
                        """;
        try (var scene = new Scene(folder, yaml)) {
            scene.fire("alertname", "S", "job", "1", "severity", "critical", "host", "a");
            scene.fire("alertname", "T", "job", "1", "severity", "critical", "host", "a");
            scene.fire("alertname", "W", "job", "1", "severity", "warning", "host", "a");
            scene.fire("alertname", "X", "job", "1", "severity", "warning", "host", "b");

            assertThat(scene.pass(seconds(10)))
                    .containsExactly("10s r/webhook[0] +S +T +X (first notification)");
            scene.resolve("alertname", "S", "job", "1", "severity", "critical", "host", "a");
            scene.resolve("alertname", "T", "job", "1", "severity", "critical", "host", "a");
            assertThat(scene.pass(minutes(1)))
                    .containsExactly("70s r/webhook[0] -S -T +W +X (new alerts in group)");
        }
    }

    @Test
    void a_reload_keeps_the_times_of_groups_and_moves_alerts_to_new_routes() throws IOException {
        try (var scene = new Scene(folder, PLAIN)) {
            scene.fire("alertname", "A", "job", "j");
            assertThat(scene.pass(seconds(10))).hasSize(1);
            scene.resolve("alertname", "A", "job", "j");
            scene.fire("alertname", "B", "job", "j", "severity", "page");
            var _ = scene.pass(seconds(5));

            scene.reload(
                    """
                    route:
                      {receiver: r, group_by: [job], group_wait: 10s, group_interval: 1m, routes: [
                        {matchers: ['severity="page"'], receiver: p}]}
                    receivers:
                    - {name: r, webhook_configs: [{}]}
                    - {name: p, webhook_configs: [{}]}
                    """);
            assertThat(scene.pass(minutes(2)))
                    .containsExactly(
                            "25s p/webhook[0] +B (first notification)",
                            "70s r/webhook[0] -A (all alerts resolved)");
        }
    }

    @Test
    void its_thread_tells_by_the_real_clock_and_ends_when_it_is_closed() throws Exception {
        var clock = InstantSource.system();
        var told = new CompletableFuture<String>();
        var silences = Silences.open(folder.resolve("silences"), clock, 1);
        var dispatcher =
                new Dispatcher(
                        Scene.read(PLAIN.replace("group_wait: 10s", "group_wait: 5ms")),
                        new ActiveAlerts(clock, 1),
                        silences,
                        NotificationLog.open(folder.resolve("log")),
                        new DispatchSettings(1, 1, Duration.ZERO),
                        clock);
        var thread = CompletableFuture.runAsync(dispatcher::run);
        dispatcher.connect(
                new Outbox() {
                    @Override
                    public void offer(Notification notification) {
                        told.complete(notification.groupKey());
                    }

                    @Override
                    public Set<String> waiting() {
                        return Set.of();
                    }
                });

        var now = clock.instant();
        dispatcher.accept(
                List.of(
                        new Alert(
                                Labels.of("alertname", "A"),
                                new TreeMap<>(),
                                now,
                                now.plusSeconds(60),
                                "",
                                now,
                                false)));

        assertThat(told.get(30, TimeUnit.SECONDS)).isEqualTo("{}:{}");
        dispatcher.close();
        assertThat(thread.get(30, TimeUnit.SECONDS)).isNull();
        silences.close();
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }
}
