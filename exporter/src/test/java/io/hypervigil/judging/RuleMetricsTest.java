package io.hypervigil.judging;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.alert.Alert;
import io.hypervigil.alerting.alert.AlertState;
import io.hypervigil.alerting.group.GroupView;
import io.hypervigil.alerting.group.RuleHealth;
import io.hypervigil.alerting.group.RuleStatus;
import io.hypervigil.alerting.group.RuleView;
import io.hypervigil.collect.Exposition;
import io.hypervigil.promql.labels.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RuleMetricsTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    private final AtomicReference<List<GroupView>> groups = new AtomicReference<>(List.of());
    private final RuleMetrics metrics = new RuleMetrics(groups::get);

    @Test
    void where_nothing_is_judged_there_is_nothing_to_say() {
        assertThat(text()).isEmpty();
    }

    @Test
    void groups_are_called_by_file_and_name_as_prometheus_calls_them() {
        var pending = alert("a").aged(NOW, Duration.ofMinutes(1));
        var firing = alert("b").aged(NOW, Duration.ZERO);
        var held = alert("c").aged(NOW, Duration.ZERO).held();
        groups.set(List.of(group(Optional.of(NOW), pending, firing, held)));

        assertThat(text())
                .isEqualTo(
                        """
                        hypervigil_alerts_held 1
                        hypervigil_alerts{state="firing"} 2
                        hypervigil_alerts{state="pending"} 1
                        prometheus_rule_evaluation_failures_total{rule_group="rules.yml;disks"} 2
                        prometheus_rule_evaluations_total{rule_group="rules.yml;disks"} 40
                        prometheus_rule_group_interval_seconds{rule_group="rules.yml;disks"} 15
                        prometheus_rule_group_iterations_missed_total{rule_group="rules.yml;disks"} 3
                        prometheus_rule_group_iterations_total{rule_group="rules.yml;disks"} 23
                        prometheus_rule_group_last_duration_seconds{rule_group="rules.yml;disks"} 0.25
                        prometheus_rule_group_last_evaluation_timestamp_seconds{rule_group="rules.yml;disks"} 1767607200
                        prometheus_rule_group_rules{rule_group="rules.yml;disks"} 1
                        """);
    }

    @Test
    void a_group_that_was_not_judged_yet_has_no_last_time() {
        groups.set(List.of(group(Optional.empty())));

        assertThat(text()).doesNotContain("_last_").contains("hypervigil_alerts_held 0\n");
    }

    private String text() {
        return Exposition.text(List.of(metrics.samples()))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static Alert alert(String device) {
        var labels = Labels.of("alertname", "DiskFull", "device", device);
        return Alert.seenFirst(labels, new TreeMap<>(), 1, NOW);
    }

    private static GroupView group(Optional<Instant> evaluated, Alert... alerts) {
        var rule =
                new RuleView.Alerting(
                        "DiskFull",
                        "free < 1",
                        new TreeMap<>(),
                        new TreeMap<>(),
                        Duration.ZERO,
                        Duration.ZERO,
                        AlertState.FIRING,
                        List.of(alerts),
                        new RuleStatus(
                                RuleHealth.GOOD, Optional.empty(), evaluated, Duration.ZERO));
        return new GroupView(
                "disks",
                "rules.yml",
                Duration.ofSeconds(15),
                0,
                List.of(rule),
                evaluated,
                Duration.ofMillis(250),
                20,
                3,
                40,
                2);
    }
}
