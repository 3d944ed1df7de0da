package io.hypervigil.judging;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.alert.AlertNotice;
import io.hypervigil.alerting.group.RuleSettings;
import io.hypervigil.build.BuildInfo;
import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.Exposition;
import io.hypervigil.promql.labels.Labels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told, and what is counted of it. */
final class TellerTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir private Path folder;
    private AnsweringServer hook;

    @BeforeEach
    void listen() throws Exception {
        hook = new AnsweringServer();
        hook.answer("/good", 200);
        hook.answer("/broken", 500);
        hook.answer("/refuses", 400);
    }

    @AfterEach
    void end() {
        hook.close();
    }

    @Test
    void what_is_delivered_refused_and_waits_is_counted_by_receiver() throws Exception {
        try (var teller = teller()) {
            teller.tell(List.of(notice("HostBusy")));

            Eventually.get(
                    SOON,
                    () ->
                            assertThat(text(teller))
                                    .contains(
                                            "alertmanager_alerts 1\n",
                                            counted("notifications_total", "webhook", "") + "1\n",
                                            counted(
                                                            "notifications_failed_total",
                                                            "webhook[1]",
                                                            "refused")
                                                    + "1\n",
                                            "hypervigil_outbox_messages{receiver=\"team\",integration=\"webhook\"} 0\n",
                                            "hypervigil_outbox_messages{receiver=\"team\",integration=\"webhook[2]\"} 1\n")
                                    .containsPattern(
                                            "integration=\"webhook\\[2]\",reason=\"retried\"} [1-9]"));
            assertThat(teller.complaint()).as("nothing waits for long").isEmpty();
        }
    }

    @Test
    void receivers_silences_and_what_is_kept_quiet_are_counted_from_the_start() throws Exception {
        try (var teller = teller()) {
            assertThat(text(teller))
                    .contains(
                            counted("notifications_total", "webhook", "") + "0\n",
                            counted("notifications_failed_total", "webhook[2]", "refused") + "0\n",
                            "alertmanager_silences{state=\"active\"} 0\n",
                            "alertmanager_silences{state=\"expired\"} 0\n",
                            "alertmanager_silences{state=\"pending\"} 0\n",
                            "alertmanager_notifications_suppressed_total{reason=\"inhibition\"} 0\n",
                            "alertmanager_notifications_suppressed_total{reason=\"silence\"} 0\n",
                            "alertmanager_notifications_suppressed_total{reason=\"time\"} 0\n");
        }
    }

    private static String counted(String what, String integration, String reason) {
        return "alertmanager_"
                + what
                + "{receiver=\"team\",integration=\""
                + integration
                + (reason.isEmpty() ? "\"} " : "\",reason=\"" + reason + "\"} ");
    }

    private static String text(Teller teller) {
        return Exposition.text(List.of(teller.samples()));
    }

    private Teller teller() throws Exception {
        var file =
                Files.writeString(
                        folder.resolve("router.yml"),
                        """
                        route: {receiver: team, group_wait: 0s}
                        receivers:
                          - name: team
                            webhook_configs:
                              - url: ROOT/good
                              - url: ROOT/refuses
                              - url: ROOT/broken
                        """
                                .replace("ROOT", hook.root()));
        var clock = InstantSource.system();
        return new Teller(
                TellingPlan.ofRouter(file, clock),
                RuleSettings.STANDARD.withInterval(Duration.ofSeconds(1)),
                folder,
                BuildInfo.load(),
                clock);
    }

    private static AlertNotice notice(String name) {
        var now = Instant.ofEpochSecond(InstantSource.system().instant().getEpochSecond());
        return new AlertNotice(
                Labels.of("alertname", name, "severity", "warning"),
                new TreeMap<>(),
                now,
                Optional.empty(),
                now.plusSeconds(600),
                "http://h/graph",
                false);
    }
}
