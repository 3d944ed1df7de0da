package io.hypervigil.alerting.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.state.AlertStore;
import io.hypervigil.promql.labels.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AlertingTest {

    private static final String DOWN =
            """
            groups:
              - name: g
                interval: 30s
                rules:
                  - alert: Down
                    expr: up == 0
                    for: 1m
                    labels: {severity: page, job: "{{ $labels.job }}!"}
                    annotations: {text: "{{ $labels.job }} is {{ $value }}"}
            """;

    @Test
    void an_alert_is_pending_for_as_long_as_it_must_then_fires_and_is_resolved() {
        var world = new World(DOWN);
        world.set("up{job=\"a\"}", 0);
        var states = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            world.next();
            states.add(world.states());
        }
        world.set("up{job=\"a\"}", 1);
        world.next();
        states.add(world.states());

        assertThat(states)
                .containsExactly(
                        "Down=pending",
                        "Down=pending",
                        "Down=firing",
                        "Down=firing",
                        "Down=firing",
                        "");
    }

    @Test
    void a_firing_alert_is_told_at_once_and_each_minute_and_a_resolved_one_for_15_more() {
        var world = new World(DOWN);
        world.set("up{job=\"a\"}", 0);
        world.next(6);
        var resolved = world.now().plusSeconds(30);
        world.set("up{job=\"a\"}", 1);
        world.next(40);

        var fired = resolved.minusSeconds(120);
        assertThat(world.told.stream().filter(told -> !told.isResolved()).map(World.Told::at))
                .containsExactly(fired, fired.plusSeconds(60));
        var after = world.told.stream().filter(World.Told::isResolved).map(World.Told::at).toList();
        assertThat(after).hasSize(16).startsWith(resolved, resolved.plusSeconds(60));
        assertThat(after.getLast()).isEqualTo(resolved.plus(Duration.ofMinutes(15)));
    }

    @Test
    void a_notice_says_all_that_an_alertmanager_wants() {
        var world = new World(DOWN);
        world.set("up{job=\"a\",instance=\"x\"}", 0);
        world.next(3);

        var notice = world.told.getFirst().notice();
        assertThat(notice.labels().toString())
                .isEqualTo("{alertname=\"Down\", instance=\"x\", job=\"a!\", severity=\"page\"}");
        assertThat(notice.annotations().toString()).isEqualTo("{text=a is 0}");
        assertThat(notice.startsAt()).isEqualTo(world.now());
        assertThat(notice.endsAt()).isEqualTo(world.now().plus(Duration.ofMinutes(4)));
        assertThat(notice.generatorUrl()).isEqualTo("/graph?g0.expr=up+%3D%3D+0&g0.tab=1");
    }

    @Test
    void an_alert_is_kept_firing_for_as_long_as_its_rule_says() {
        var world =
                new World(
                        """
                        groups:
                          - name: g
                            interval: 1m
                            rules:
                              - alert: A
                                expr: x > 0
                                keep_firing_for: 2m
                        """);
        world.set("x", 1);
        world.next();
        world.set("x", 0);
        var states = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            world.next();
            states.add(world.states());
        }

        assertThat(states).containsExactly("A=firing", "A=firing", "");
    }

    @Test
    void alerts_are_series_that_end_with_their_state() {
        var world = new World(DOWN);
        world.set("up{job=\"a\"}", 0);
        world.next(3);
        world.set("up{job=\"a\"}", 1);
        world.next(1);

        var end = world.now().toEpochMilli();
        var labels = Labels.of("alertname", "Down", "job", "a!", "severity", "page");
        assertThat(
                        world.store.samples(
                                labels.with("__name__", "ALERTS").with("alertstate", "pending")))
                .isEqualTo(
                        (end - 90_000)
                                + ":1.0 "
                                + (end - 60_000)
                                + ":1.0 "
                                + (end - 30_000)
                                + ":stale");
        assertThat(
                        world.store.samples(
                                labels.with("__name__", "ALERTS").with("alertstate", "firing")))
                .isEqualTo((end - 30_000) + ":1.0 " + end + ":stale");
        assertThat(world.store.samples(labels.with("__name__", "ALERTS_FOR_STATE")))
                .endsWith(end + ":stale");
    }

    @Test
    void two_samples_with_the_labels_of_one_alert_are_an_error_and_nothing_is_told() {
        var world =
                new World(
                        """
                        groups:
                          - name: g
                            rules:
                              - alert: A
                                expr: x > 0
                                labels: {id: same}
                        """);
        world.set("x{id=\"1\"}", 1);
        world.set("x{id=\"2\"}", 1);
        world.next();

        var status = world.groups().views().getFirst().rules().getFirst().status();
        assertThat(status.health()).isEqualTo(RuleHealth.BAD);
        assertThat(status.error())
                .contains(
                        "vector contains metrics with the same labelset after applying alert"
                                + " labels");
        assertThat(world.told).isEmpty();
    }

    @Test
    void more_alerts_than_the_limit_are_an_error() {
        var world =
                new World(
                        """
                        groups:
                          - name: g
                            limit: 1
                            rules:
                              - alert: A
                                expr: x > 0
                              - record: y
                                expr: x
                        """);
        world.set("x{id=\"1\"}", 1);
        world.set("x{id=\"2\"}", 1);
        world.next();

        assertThat(world.groups().views().getFirst().rules())
                .extracting(rule -> rule.status().error().orElse(""))
                .containsExactly(
                        "exceeded limit of 1 with 2 alerts", "exceeded limit of 1 with 2 series");
    }

    @Test
    void an_alert_holds_its_state_while_its_source_is_unavailable() {
        var world = new World(DOWN);
        world.set("up{job=\"a\"}", 0);
        world.next(3);
        world.unavailable("up");
        world.unset("up{job=\"a\"}");
        world.next(20);
        assertThat(world.states()).isEqualTo("Down=firing(held)");
        assertThat(world.told.getLast().notice().isHeld()).isTrue();

        world.unavailable();
        world.next();
        assertThat(world.states()).isEmpty();
        assertThat(world.told.getLast().isResolved()).isTrue();
    }

    @Test
    void an_alert_over_a_recorded_series_is_held_by_the_source_behind_it() {
        var world =
                new World(
                        """
                        groups:
                          - name: g
                            rules:
                              - record: job:up
                                expr: up
                              - alert: A
                                expr: job:up == 0
                        """);
        world.set("up", 0);
        world.next();
        world.unset("up");
        world.unavailable("up");
        world.next(10);

        assertThat(world.states()).isEqualTo("A=firing(held)");
    }

    @Test
    void nothing_is_held_where_that_is_switched_off() {
        var standard = RuleSettings.STANDARD;
        var world =
                new World(
                        DOWN,
                        AlertStore.NONE,
                        new RuleSettings(
                                standard.interval(),
                                standard.queryOffset(),
                                standard.resendDelay(),
                                standard.timeout(),
                                standard.maxSamples(),
                                standard.externalLabels(),
                                standard.externalUrl(),
                                false));
        world.set("up{job=\"a\"}", 0);
        world.next(3);
        world.unavailable("up");
        world.unset("up{job=\"a\"}");
        world.next(20);

        assertThat(world.states()).isEmpty();
    }

    @Test
    void an_alert_is_pending_again_where_its_rule_wants_it_older() {
        var world = new World(DOWN);
        world.set("up{job=\"a\"}", 0);
        world.next(3);
        world.load(DOWN.replace("for: 1m", "for: 5m"));
        world.next();

        assertThat(world.states()).isEqualTo("Down=pending");
    }

    @Test
    void an_alert_that_comes_back_begins_anew() {
        var world = new World(DOWN);
        world.set("up{job=\"a\"}", 0);
        world.next(3);
        world.set("up{job=\"a\"}", 1);
        world.next();
        world.set("up{job=\"a\"}", 0);
        world.next();

        assertThat(world.alerts().getFirst().activeAt()).isEqualTo(world.now());
        assertThat(world.states()).isEqualTo("Down=pending");
        assertThat(times(world)).hasSize(2);
    }

    private static List<Instant> times(World world) {
        return world.told.stream().map(World.Told::at).toList();
    }
}
