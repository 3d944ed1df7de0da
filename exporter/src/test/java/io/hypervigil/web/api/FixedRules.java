package io.hypervigil.web.api;

import io.hypervigil.alerting.alert.Alert;
import io.hypervigil.alerting.alert.AlertState;
import io.hypervigil.alerting.group.GroupView;
import io.hypervigil.alerting.group.RuleHealth;
import io.hypervigil.alerting.group.RuleStatus;
import io.hypervigil.alerting.group.RuleView;
import io.hypervigil.promql.labels.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Three groups of two files, an alert that fires and one that is pending, and two Alertmanagers.
 */
final class FixedRules implements Judgement {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final RuleStatus GOOD = status(RuleHealth.GOOD, Optional.empty());
    private static final RuleStatus BAD =
            status(RuleHealth.BAD, Optional.of("vector contains metrics with the same labelset"));
    private static final RuleStatus NEW =
            new RuleStatus(RuleHealth.UNKNOWN, Optional.empty(), Optional.empty(), Duration.ZERO);

    @Override
    public List<GroupView> groups() {
        return List.of(
                group("a.yml", "disks", Optional.of(NOW), full(), recording("disk:free", BAD)),
                group("b.yml", "disks", Optional.of(NOW), recording("disk:used", GOOD)),
                group("b.yml", "new", Optional.empty(), idle()));
    }

    @Override
    public List<String> alertmanagers() {
        return List.of("http://a:9093/api/v2/alerts", "https://b/am/api/v2/alerts");
    }

    private static RuleView full() {
        return new RuleView.Alerting(
                "DiskFull",
                "disk_free_ratio < 0.1",
                new TreeMap<>(Map.of("severity", "warning")),
                new TreeMap<>(Map.of("summary", "{{ $labels.disk }} is full")),
                Duration.ofMinutes(10),
                Duration.ofMillis(90_500),
                AlertState.FIRING,
                List.of(alert("sda", 0.025, true), alert("sdb", 0, false)),
                GOOD);
    }

    private static RuleView idle() {
        return new RuleView.Alerting(
                "DiskGone",
                "absent(disk_free_ratio)",
                new TreeMap<>(Map.of("severity", "critical")),
                new TreeMap<>(),
                Duration.ZERO,
                Duration.ZERO,
                AlertState.INACTIVE,
                List.of(),
                NEW);
    }

    private static Alert alert(String disk, double value, boolean isFiring) {
        var began = NOW.minusSeconds(1_200);
        return new Alert(
                isFiring ? AlertState.FIRING : AlertState.PENDING,
                Labels.of("alertname", "DiskFull", "disk", disk, "severity", "warning"),
                new TreeMap<>(Map.of("summary", disk + " is full")),
                value,
                began,
                isFiring ? Optional.of(began.plusSeconds(600)) : Optional.empty(),
                isFiring ? Optional.of(NOW) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static RuleView recording(String name, RuleStatus status) {
        return new RuleView.Recording(name, "sum(disk_bytes)", new TreeMap<>(), status);
    }

    private static RuleStatus status(RuleHealth health, Optional<String> error) {
        return new RuleStatus(health, error, Optional.of(NOW), Duration.ofMillis(2));
    }

    private static GroupView group(
            String file, String name, Optional<Instant> evaluated, RuleView... rules) {
        return new GroupView(
                name,
                file,
                Duration.ofSeconds(15),
                0,
                List.of(rules),
                evaluated,
                Duration.ofMillis(3),
                1,
                0,
                1,
                0);
    }
}
