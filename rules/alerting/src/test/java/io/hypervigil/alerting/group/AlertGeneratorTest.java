package io.hypervigil.alerting.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.group.World.Told;
import io.hypervigil.promql.labels.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** The rules of Prometheus' compliance suite for alert generators, on a virtual clock. */
final class AlertGeneratorTest {

    private static final String SUITE = "alert_generator_test_suite";

    private World world;

    @BeforeEach
    void begin() throws IOException {
        var file =
                Path.of(
                        Optional.ofNullable(System.getenv("HYPERVIGIL_CONFORMANCE"))
                                .orElse("../../../shared/conformance"),
                        "compliance",
                        "alert_generator-rules.yaml");
        if (!Files.exists(file)) {
            throw new TestAbortedException(file + " is not here: set HYPERVIGIL_CONFORMANCE");
        }
        world = new World(Files.readString(file));
    }

    private static String series(String group, String alert, String more) {
        return SUITE + "{alertname=\"" + alert + "\",rulegroup=\"" + group + "\"" + more + "}";
    }

    /** Each of the four groups comes once in 30 s. */
    private void pass(Duration time) {
        var end = world.now().plus(time);
        while (world.now().isBefore(end)) {
            world.next();
        }
    }

    private List<Told> told(String alert) {
        return world.told.stream()
                .filter(told -> told.notice().labels().get("alertname").equals(alert))
                .toList();
    }

    private String state(String alert) {
        return world.alerts().stream()
                .filter(one -> one.labels().get("alertname").equals(alert))
                .map(one -> one.state().text())
                .findFirst()
                .orElse("inactive");
    }

    @Test
    void pending_then_firing_then_resolved() {
        var name = "PendingAndFiringAndResolved_SimpleAlert";
        var series = series("PendingAndFiringAndResolved", name, "");
        world.set(series, 5);
        pass(Duration.ofMinutes(2));
        assertThat(state(name)).isEqualTo("inactive");
        world.set(series, 15);
        pass(Duration.ofMinutes(5));
        assertThat(state(name)).isEqualTo("pending");
        assertThat(told(name)).isEmpty();
        pass(Duration.ofMinutes(5));
        assertThat(state(name)).isEqualTo("firing");
        world.set(series, 5);
        pass(Duration.ofMinutes(20));

        var all = told(name);
        var firing = all.stream().filter(one -> !one.isResolved()).toList();
        var resolved = all.stream().filter(Told::isResolved).toList();
        assertThat(firing).isNotEmpty();
        assertEachMinute(firing);
        assertEachMinute(resolved);
        assertThat(resolved).hasSize(16);
        for (var one : firing) {
            assertThat(one.notice().endsAt()).isEqualTo(one.at().plus(Duration.ofMinutes(4)));
            assertThat(one.notice().startsAt()).isEqualTo(firing.getFirst().at());
            assertThat(one.notice().annotations())
                    .containsEntry("summary", "The value is 15 15")
                    .containsEntry("description", "SimpleAlert is firing");
            assertThat(one.notice().labels())
                    .isEqualTo(
                            Labels.of(
                                    "alertname",
                                    name,
                                    "foo",
                                    "bar",
                                    "rulegroup",
                                    "PendingAndFiringAndResolved"));
        }
        for (var one : resolved) {
            assertThat(one.notice().endsAt()).isEqualTo(resolved.getFirst().at());
        }
    }

    private static void assertEachMinute(List<Told> told) {
        var at = told.getFirst().at();
        for (var one : told) {
            assertThat(one.at()).isEqualTo(at);
            at = at.plus(Duration.ofMinutes(1));
        }
    }

    @Test
    void pending_then_gone_and_never_active() {
        var group = "PendingAndResolved_AlwaysInactive";
        world.set(series(group, group + "_PendingAlert", ""), 15);
        world.set(series(group, group + "_InactiveAlert", ""), 15);
        pass(Duration.ofMinutes(2));
        assertThat(state(group + "_PendingAlert")).isEqualTo("pending");
        world.set(series(group, group + "_PendingAlert", ""), 5);
        pass(Duration.ofMinutes(10));

        assertThat(world.told).isEmpty();
        assertThat(world.alerts()).isEmpty();
    }

    @Test
    void no_wait_and_a_wait_that_is_shorter_than_the_interval() {
        var group = "ZeroFor_SmallFor";
        world.set(series(group, group + "_ZeroFor", ""), 15);
        world.set(series(group, group + "_SmallFor", ""), 15);
        world.set(SUITE + "{rulegroup=\"" + group + "\",for=\"template\",id=\"1\"}", 5);
        world.set(SUITE + "{rulegroup=\"" + group + "\",for=\"template\",id=\"2\"}", 6);
        pass(Duration.ofMinutes(2));

        var zero = told(group + "_ZeroFor").getFirst();
        var small = told(group + "_SmallFor").getFirst();
        assertThat(small.at()).isEqualTo(zero.at().plusSeconds(30));
        assertThat(zero.notice().annotations())
                .containsEntry(
                        "template_test", "1.049M 1Mi 2m 15s 95.9% 2022-01-25 12:36:43 +0000 UTC")
                .containsEntry("template_query_test", "Args are: foo bar 99. first_id:1,1:5,2:6,");
        assertThat(small.notice().annotations())
                .containsEntry(
                        "template_test",
                        "This Part IS TESTING the strings. ::1 127.0.0.1. 7815. replaced text. .");
    }

    @Test
    void the_state_of_one_rule_is_seen_by_the_next_in_the_same_pass() {
        var group = "NewAlerts_OrderCheck";
        world.set(series(group, group + "_Rule1", ",variant=\"one\""), 15);
        world.set(series(group, group + "_Rule1", ",variant=\"two\""), 15);
        pass(Duration.ofMinutes(6));

        var first = told(group + "_Rule1").stream().map(Told::at).min(Instant::compareTo);
        var second = told(group + "_Rule2").getFirst();
        assertThat(first).contains(second.at());
        assertThat(second.notice().labels())
                .isEqualTo(
                        Labels.of(
                                "alertname",
                                group + "_Rule2",
                                "alertstate",
                                "firing",
                                "ba_dum",
                                "tss",
                                "foo",
                                "baz",
                                "rulegroup",
                                group));
        assertThat(second.notice().annotations().get("description"))
                .isEqualTo(
                        "Based on ALERTS. Old alertname was NewAlerts_OrderCheck_Rule1. foo was"
                                + " bar.");
    }
}
