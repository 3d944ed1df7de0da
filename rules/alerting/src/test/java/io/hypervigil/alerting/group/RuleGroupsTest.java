package io.hypervigil.alerting.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.labels.Labels;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

final class RuleGroupsTest {

    private static final String CHAIN =
            """
            groups:
              - name: g
                interval: 1m
                labels: {team: x}
                rules:
                  - record: first
                    expr: x * 2
                  - record: second
                    expr: first * 2
                    labels: {team: y}
            """;

    @Test
    void a_later_rule_sees_what_an_earlier_one_wrote_in_the_same_pass() {
        var world = new World(CHAIN);
        world.set("x", 1);
        world.next();

        var now = world.now().toEpochMilli();
        assertThat(world.store.samples(Labels.of("__name__", "second", "team", "y")))
                .isEqualTo(now + ":4.0");
    }

    @Test
    void a_result_that_no_longer_comes_ends_its_series() {
        var world = new World(CHAIN);
        world.set("x", 1);
        world.next();
        world.set("x", Double.longBitsToDouble(0x7ff0000000000002L));
        world.next();

        assertThat(world.store.samples(Labels.of("__name__", "first", "team", "x")))
                .endsWith(world.now().toEpochMilli() + ":stale");
    }

    @Test
    void results_are_of_the_time_that_was_asked_for() {
        var world = new World(CHAIN.replace("labels: {team: x}", "query_offset: 10s"));
        world.set("x", 1);
        world.next(2);

        assertThat(world.store.samples(Labels.of("__name__", "first")))
                .isEqualTo((world.now().toEpochMilli() - 10_000) + ":2.0");
    }

    @Test
    void a_series_of_a_rule_that_is_no_more_ends_and_one_that_moved_does_not() {
        var world = new World(CHAIN);
        world.set("x", 1);
        world.next();
        world.load(
                """
                groups:
                  - name: other
                    interval: 1m
                    labels: {team: x}
                    rules:
                      - record: first
                        expr: x * 3
                """);

        assertThat(world.store.samples(Labels.of("__name__", "first", "team", "x")))
                .doesNotContain("stale");
        world.sleep(Duration.ofSeconds(1));
        world.load("groups: []");
        assertThat(world.store.samples(Labels.of("__name__", "first", "team", "x")))
                .endsWith("stale");
    }

    @Test
    void a_view_of_a_rule_is_the_same_object_until_the_rule_is_evaluated_again() {
        var world = new World(CHAIN);
        world.next();
        var before = world.groups().views().getFirst().rules();

        assertThat(world.groups().views().getFirst().rules().getFirst())
                .isSameAs(before.getFirst());
        world.next();
        assertThat(world.groups().views().getFirst().rules().getFirst())
                .isNotSameAs(before.getFirst());
    }

    @Test
    void a_reload_keeps_the_alerts_of_rules_that_stay_or_move() {
        var rules =
                """
                groups:
                  - name: g
                    interval: 1m
                    rules:
                      - alert: A
                        expr: x > 0
                        for: 3m
                """;
        var world = new World(rules);
        world.set("x", 1);
        world.next(2);
        var since = world.alerts().getFirst().activeAt();

        world.load(rules.replace("x > 0", "x >= 1"));
        assertThat(world.alerts().getFirst().activeAt()).isEqualTo(since);
        world.load(rules.replace("name: g", "name: other"));
        assertThat(world.alerts().getFirst().activeAt()).isEqualTo(since);
        world.load("moved.yml", rules);
        assertThat(world.alerts().getFirst().activeAt()).isEqualTo(since);
        world.load(rules.replace("alert: A", "alert: B"));
        assertThat(world.alerts()).isEmpty();
    }

    @Test
    void evaluations_that_could_not_run_in_time_are_counted_and_the_last_one_runs() {
        var world = new World(CHAIN);
        world.next();
        var first = world.now();
        world.sleep(Duration.ofMinutes(5).plusSeconds(20));
        world.groups().evaluateDue();

        var view = world.groups().views().getFirst();
        assertThat(view.missed()).isEqualTo(4);
        assertThat(view.evaluations()).isEqualTo(2);
        assertThat(view.lastEvaluation()).contains(first.plus(Duration.ofMinutes(5)));
    }

    @Test
    void a_clock_that_is_set_back_silences_no_group() {
        var world = new World(CHAIN);
        world.next();
        world.sleep(Duration.ofHours(-3));

        var next = world.groups().evaluateDue().orElseThrow();
        assertThat(Duration.between(world.now(), next)).isLessThan(Duration.ofSeconds(61));
    }

    @Test
    void groups_come_at_times_that_lie_apart_and_are_the_same_after_a_restart() {
        var offsets = new HashSet<Long>();
        for (int i = 0; i < 50; i++) {
            offsets.add(Beat.of(Duration.ofMinutes(1), "f.yml", "g" + i).offsetMillis() / 1000);
        }

        assertThat(offsets).hasSizeGreaterThan(25).allMatch(second -> second < 60);
        assertThat(Beat.of(Duration.ofMinutes(1), "f", "g"))
                .isEqualTo(Beat.of(Duration.ofMinutes(1), "f", "g"));
    }

    @Test
    void a_rule_that_fails_is_unhealthy_and_those_behind_it_run() {
        var world =
                new World(
                        """
                        groups:
                          - name: g
                            rules:
                              - record: bad
                                expr: x + on(a) y
                              - record: good
                                expr: "1"
                        """);
        world.set("x{a=\"1\"}", 1);
        world.set("y{a=\"1\",b=\"1\"}", 1);
        world.set("y{a=\"1\",b=\"2\"}", 1);
        world.next();

        assertThat(world.groups().views().getFirst().rules())
                .extracting(rule -> rule.status().health().text())
                .containsExactly("err", "ok");
    }

    @Test
    void a_view_shows_what_the_interface_of_prometheus_gives() {
        var world = new World(CHAIN);
        world.set("x", 1);
        world.next();

        var view = world.groups().views().getFirst();
        assertThat(view.file()).isEqualTo("rules.yml");
        assertThat(view.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(view.lastEvaluation()).contains(world.now());
        assertThat(view.rules())
                .extracting(rule -> rule.name() + " " + rule.query() + " " + rule.labels())
                .containsExactly("first x * 2 {team=x}", "second first * 2 {team=y}");
    }
}
