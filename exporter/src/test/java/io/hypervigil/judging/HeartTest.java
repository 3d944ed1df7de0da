package io.hypervigil.judging;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.group.GroupView;
import io.hypervigil.alerting.group.RuleHealth;
import io.hypervigil.alerting.group.RuleStatus;
import io.hypervigil.alerting.group.RuleView;
import io.hypervigil.alerting.http.HttpSender;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import io.hypervigil.alerting.notifier.Heartbeat;
import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.Threads;
import io.hypervigil.sampling.CollectorStatus;
import io.hypervigil.sampling.FakeCollector;
import io.hypervigil.sampling.ProbeState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class HeartTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void nothing_is_wrong_while_sources_are_read_rules_in_time_and_messages_delivered() {
        assertThat(complaint(List.of(), List.of(group(NOW, RuleHealth.GOOD)), "")).isEmpty();
        assertThat(complaint(List.of(), List.of(), "")).isEmpty();
    }

    @Test
    void what_is_not_there_on_this_machine_is_not_wrong() {
        var absent = collector(new ProbeState.Unavailable("no GPU"));

        assertThat(complaint(List.of(absent), List.of(), "")).isEmpty();
    }

    @Test
    void a_collector_that_fails_is_wrong() {
        var failing = collector(new ProbeState.Failing("EIO", 1, NOW));

        assertThat(complaint(List.of(failing), List.of(), ""))
                .contains("collector disk fails: EIO");
    }

    @Test
    void rules_that_are_late_or_never_were_judged_are_wrong() {
        var late = group(NOW.minusSeconds(46), RuleHealth.GOOD);
        var inTime = group(NOW.minusSeconds(44), RuleHealth.GOOD);
        var never = group(Optional.empty(), RuleHealth.UNKNOWN);

        assertThat(complaint(List.of(), List.of(inTime), "")).isEmpty();
        assertThat(complaint(List.of(), List.of(inTime, late), ""))
                .contains("rule group disks is not evaluated in time");
        assertThat(complaint(List.of(), List.of(never), ""))
                .contains("rule group disks is not evaluated in time");
    }

    @Test
    void a_rule_that_fails_is_wrong() {
        assertThat(complaint(List.of(), List.of(group(NOW, RuleHealth.BAD)), ""))
                .contains("rule free of group disks fails");
    }

    @Test
    void messages_that_nobody_takes_are_wrong() {
        assertThat(complaint(List.of(), List.of(), "team/slack has taken nothing since noon"))
                .contains("team/slack has taken nothing since noon");
    }

    @Test
    void it_beats_while_all_is_well_and_not_while_something_is_wrong() throws Exception {
        var wrong = new AtomicReference<>(Optional.of("a collector fails"));
        try (var server = new AnsweringServer();
                var http = new HttpSender(Runnable::run, "test")) {
            var beats = server.answer("/beat", 200);
            var url = server.root() + "/beat";
            var asked = new AtomicInteger();
            var heartbeat =
                    new Heartbeat(
                            Secret.of(url),
                            HttpSettings.DEFAULT,
                            http,
                            () -> {
                                asked.incrementAndGet();
                                return wrong.get();
                            });
            var heart = new Heart(heartbeat, Duration.ofMillis(10));
            var thread = Threads.start("test-heart", heart);
            Eventually.get(SOON, () -> assertThat(asked).hasValueGreaterThan(3));
            assertThat(beats).hasValue(0);

            wrong.set(Optional.empty());
            Eventually.get(SOON, () -> assertThat(beats).hasValueGreaterThan(3));

            heart.close();
            assertThat(thread.join(SOON)).isTrue();
        }
    }

    private static Optional<String> complaint(
            List<CollectorStatus> collectors, List<GroupView> groups, String delivery) {
        return Heart.complaint(collectors, groups, () -> delivery, InstantSource.fixed(NOW));
    }

    private static CollectorStatus collector(ProbeState state) {
        var beat =
                new Beat(
                        Duration.ofHours(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofHours(2));
        var probe =
                new CollectorStatus.ProbeStatus(
                        "probe", state, Optional.empty(), 0, 1, 0, Map.of(), "", Samples.NONE);
        return new CollectorStatus(FakeCollector.good("disk", beat), "", true, 0, List.of(probe));
    }

    private static GroupView group(Instant evaluated, RuleHealth health) {
        return group(Optional.of(evaluated), health);
    }

    /** Judged every 15 s. */
    private static GroupView group(Optional<Instant> evaluated, RuleHealth health) {
        var status = new RuleStatus(health, Optional.empty(), evaluated, Duration.ZERO);
        return new GroupView(
                "disks",
                "rules.yml",
                Duration.ofSeconds(15),
                0,
                List.of(new RuleView.Recording("free", "a / b", new TreeMap<>(), status)),
                evaluated,
                Duration.ZERO,
                1,
                0,
                1,
                0);
    }
}
