package io.hypervigil.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.alerting.rulefile.GroupSpec;
import io.hypervigil.alerting.rulefile.RuleFile;
import io.hypervigil.alerting.rulefile.RuleFileOptions;
import io.hypervigil.alerting.rulefile.RuleFileReader;
import io.hypervigil.alerting.rulefile.RuleSpec;
import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.config.AlertingSection.AlertChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class AlertChangesTest {

    private static final String RULES =
            """
            groups:
              - name: disks
                labels: {severity: info}
                rules:
                  - record: free
                    expr: disk_free / disk_size
                  - alert: DiskFull
                    expr: free < 0.1 and on (disk) disk_writable == 1
                    for: 10m
                    labels: {severity: warning}
                  - alert: DiskFull
                    expr: free < 0.02
                    labels: {severity: critical}
                  - alert: DiskCold
                    expr: (disk_celsius) < -40 != -273
                  - alert: DiskGone
                    expr: absent(disk_size)
            """;

    @Test
    void without_a_change_all_stays() throws Exception {
        assertThat(changed(Map.of()))
                .isEqualTo(
                        """
                        free: disk_free / disk_size
                        DiskFull warning 10m: free < 0.1 and on (disk) disk_writable == 1
                        DiskFull critical 0m: free < 0.02
                        DiskCold info 0m: (disk_celsius) < -40 != -273
                        DiskGone info 0m: absent(disk_size)
                        """);
    }

    @Test
    void an_alert_is_switched_off_at_every_severity_or_at_one() throws Exception {
        assertThat(changed(Map.of("DiskFull", off())))
                .isEqualTo(
                        """
                        free: disk_free / disk_size
                        DiskCold info 0m: (disk_celsius) < -40 != -273
                        DiskGone info 0m: absent(disk_size)
                        """);
        assertThat(changed(Map.of("DiskFull/warning", off(), "DiskGone/info", off())))
                .isEqualTo(
                        """
                        free: disk_free / disk_size
                        DiskFull critical 0m: free < 0.02
                        DiskCold info 0m: (disk_celsius) < -40 != -273
                        """);
    }

    @Test
    void a_threshold_takes_the_place_of_the_number_that_is_compared_with() throws Exception {
        assertThat(changed(Map.of("DiskFull/warning", threshold(0.25), "DiskCold", threshold(-10))))
                .isEqualTo(
                        """
                        free: disk_free / disk_size
                        DiskFull warning 10m: free < 0.25 and on (disk) disk_writable == 1
                        DiskFull critical 0m: free < 0.02
                        DiskCold info 0m: (disk_celsius) < -10 != -273
                        DiskGone info 0m: absent(disk_size)
                        """);
    }

    @Test
    void a_severity_and_a_wait_are_changed_too_and_the_narrower_key_is_stronger() throws Exception {
        var wait = new AlertChange(true, Optional.empty(), minutes(30), Optional.empty());
        var page = new AlertChange(true, Optional.empty(), minutes(1), Optional.of("page"));

        assertThat(changed(Map.of("DiskFull", wait, "DiskFull/critical", page)))
                .isEqualTo(
                        """
                        free: disk_free / disk_size
                        DiskFull warning 30m: free < 0.1 and on (disk) disk_writable == 1
                        DiskFull page 1m: free < 0.02
                        DiskCold info 0m: (disk_celsius) < -40 != -273
                        DiskGone info 0m: absent(disk_size)
                        """);
    }

    @Test
    void an_alert_that_is_not_there_is_refused_with_the_nearest() {
        assertThatThrownBy(() -> changed(Map.of("DiskFul", off())))
                .isInstanceOf(SettingsException.class)
                .hasMessage("alerting.alerts.DiskFul: there is no such alert, is DiskFull meant?");
        assertThatThrownBy(() -> changed(Map.of("DiskFull/criticl", off())))
                .hasMessage(
                        "alerting.alerts.DiskFull/criticl: there is no such alert, is"
                                + " DiskFull/critical meant?");
        assertThatThrownBy(() -> changed(Map.of("Unheard", off())))
                .hasMessage("alerting.alerts.Unheard: there is no such alert");
    }

    @Test
    void a_threshold_of_an_expression_without_one_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> changed(Map.of("DiskGone", threshold(1))))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "alerting.alerts.DiskGone.threshold: its expression does not compare with"
                                + " one number, switch it off and write a rule of your own:"
                                + " absent(disk_size)");
    }

    private static AlertChange off() {
        return new AlertChange(false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static AlertChange threshold(double value) {
        return new AlertChange(true, Optional.of(value), Optional.empty(), Optional.empty());
    }

    private static Optional<Duration> minutes(int minutes) {
        return Optional.of(Duration.ofMinutes(minutes));
    }

    private static String changed(Map<String, AlertChange> changes) throws Exception {
        var file = new RuleFileReader(RuleFileOptions.STANDARD).read("rules.yml", RULES);
        return new AlertChanges(changes)
                .applyTo(List.of(file)).stream()
                        .map(RuleFile::groups)
                        .flatMap(List::stream)
                        .map(AlertChangesTest::shown)
                        .collect(Collectors.joining());
    }

    private static String shown(GroupSpec group) {
        return group.rules().stream()
                .map(
                        rule ->
                                switch (rule) {
                                    case RuleSpec.Recording recording ->
                                            recording.name() + ": " + recording.query() + "\n";
                                    case RuleSpec.Alerting alert ->
                                            alert.name()
                                                    + " "
                                                    + group.labelsOf(alert).get("severity")
                                                    + " "
                                                    + alert.hold().toMinutes()
                                                    + "m: "
                                                    + alert.query()
                                                    + "\n";
                                })
                .collect(Collectors.joining());
    }
}
