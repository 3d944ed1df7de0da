package io.hypervigil.peers.alerts;

import static io.hypervigil.peers.alerts.BusyHost.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.peers.Peers;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a load that rises to who is told, through all that may break on the way. */
final class AlertLifeTest {

    @TempDir Path folder;

    private Hook hook;
    private BusyHost host;

    @BeforeEach
    void idle() throws Exception {
        hook = new Hook();
        host = new BusyHost(folder).router(hook);
    }

    @AfterEach
    void stop() {
        host.close();
        hook.close();
    }

    @Test
    void who_is_named_is_told_once_that_it_began_and_once_that_it_is_over() throws Exception {
        hook.open();
        host.rule("1s").start();
        host.load("9.5");
        Eventually.get(SOON, () -> assertThat(hook.told()).containsExactly("firing"));

        var message = hook.messages().getFirst();
        assertThat(message.path("version").asText()).isEqualTo("4");
        assertThat(message.at("/commonLabels/alertname").asText()).isEqualTo("HostBusy");
        assertThat(message.at("/commonAnnotations/summary").asText()).isEqualTo("a load of 9.5");

        var link = URI.create(message.at("/alerts/0/generatorURL").asText());
        var followed = host.get(link.getRawPath() + "?" + link.getRawQuery());
        assertThat(followed.statusCode()).isEqualTo(302);
        assertThat(host.get(followed.headers().firstValue("Location").orElseThrow()).body())
                .contains("\"__name__\":\"node_load1\"");

        host.load("0.5");
        Eventually.get(SOON, () -> assertThat(hook.told()).containsExactly("firing", "resolved"));
        assertThat(host.alerts()).isEmpty();
        assertThat(host.get("/docs/runbooks/Watchdog.md").body()).startsWith("# Watchdog\n");
        assertThat(host.get("/docs/runbooks/Nothing.md").statusCode()).isEqualTo(404);
        assertThat(host.get("/docs/runbooks/..%2Fself.yml").statusCode()).isBetween(400, 404);
        assertThat(host.get("/graph").statusCode()).isEqualTo(400);
    }

    @Test
    void a_silence_is_kept_over_a_kill_and_once_it_ends_the_alert_is_told_of() throws Exception {
        hook.open();
        host.rule("0s").start();
        Eventually.get(SOON, () -> host.routed("status"));
        var added =
                host.post(
                        "/api/v2/silences",
                        "application/json",
                        """
                        {"matchers": [{"name": "alertname", "value": "HostBusy", "isRegex": false}],
                         "startsAt": "2020-01-01T00:00:00Z", "endsAt": "2090-01-01T00:00:00Z",
                         "createdBy": "test", "comment": "we know"}
                        """);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
        var id = added.body().replaceAll(".*\"silenceID\":\"([^\"]+)\".*", "$1");
        host.kill();
        host.start();

        host.load("9.5");
        Eventually.get(
                SOON,
                () ->
                        assertThat(host.routed("alerts").at("/0/status/silencedBy/0").asText())
                                .isEqualTo(id));
        Eventually.get(
                SOON,
                () ->
                        assertThat(host.metrics())
                                .containsPattern(
                                        "notifications_suppressed_total\\{reason=\"silence\"} [1-9]"));
        assertThat(hook.told()).isEmpty();

        assertThat(host.delete("/api/v2/silence/" + id).statusCode()).isEqualTo(200);
        Eventually.get(SOON, () -> assertThat(hook.told()).containsExactly("firing"));
    }

    @Test
    void a_rule_file_that_breaks_changes_nothing_and_is_told_with_its_place() throws Exception {
        hook.open();
        host.rule("0s").start();
        host.write("rules.yml", "groups:\n  - name: load\n    rules:\n      - alert: A\n");

        var refused = host.post("/-/reload", "text/plain", "");
        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(refused.body()).contains(host.file("rules.yml") + ":4:9: ");
        assertThat(host.metrics()).contains("\nhypervigil_config_last_reload_successful 0\n");
        host.load("9.5");
        Eventually.get(SOON, () -> assertThat(hook.told()).containsExactly("firing"));

        // The rule that stays keeps its alert and its age.
        var began = host.alert().path("activeAt");
        host.rule("0s");
        assertThat(host.post("/-/reload", "text/plain", "").statusCode()).isEqualTo(200);
        Eventually.get(
                SOON, () -> assertThat(host.alert().path("state").asText()).isEqualTo("firing"));
        assertThat(host.alert().path("activeAt")).isEqualTo(began);
        assertThat(host.metrics()).contains("\nhypervigil_config_last_reload_successful 1\n");
        assertThat(hook.told()).containsExactly("firing");
    }

    @Test
    void a_kill_costs_no_pending_age_and_no_firing_alert_and_at_most_one_message_twice()
            throws Exception {
        hook.open();
        host.rule("5s").start();
        host.load("9.5");
        Eventually.get(
                SOON, () -> assertThat(host.alert().path("state").asText()).isEqualTo("pending"));
        var began = host.alert().path("activeAt");
        // An evaluation has ended once its state is on disk.
        Eventually.get(
                SOON, () -> assertThat(host.file("state/alerts")).content().contains("pending"));
        host.kill();

        host.start();
        Eventually.get(SOON, () -> assertThat(hook.told()).containsExactly("firing"));
        assertThat(host.alert().path("activeAt")).isEqualTo(began);
        host.kill();

        host.start();
        Eventually.get(
                SOON, () -> assertThat(host.alert().path("state").asText()).isEqualTo("firing"));
        assertThat(host.alert().path("activeAt")).isEqualTo(began);
        host.load("0.5");
        Eventually.get(SOON, () -> assertThat(hook.told()).endsWith("resolved"));
        assertThat(Collections.frequency(hook.told(), "firing")).isBetween(1, 2);
        assertThat(Collections.frequency(hook.told(), "resolved")).isEqualTo(1);
    }

    @Test
    void what_a_receiver_that_was_away_missed_it_is_told_once_it_is_back() throws Exception {
        host.rule("0s").start();
        host.load("9.5");
        Eventually.get(
                SOON,
                () ->
                        assertThat(host.metrics())
                                .containsPattern(
                                        "alertmanager_notifications_failed_total\\{receiver=\"team\","
                                                + "integration=\"webhook\",reason=\"retried\"} [1-9]"));
        host.kill();

        hook.open();
        host.start();
        Eventually.get(SOON, () -> assertThat(hook.told()).containsExactly("firing"));
        Eventually.get(
                SOON,
                () ->
                        assertThat(host.metrics())
                                .contains(
                                        "hypervigil_outbox_messages{receiver=\"team\",integration=\"webhook\"} 0\n"));
    }

    @Test
    void an_alert_whose_source_cannot_be_read_stays_until_it_can() throws Exception {
        hook.open();
        host.rule("0s").start();
        host.load("9.5");
        Eventually.get(SOON, () -> assertThat(hook.told()).containsExactly("firing"));

        host.load("no number");
        Eventually.get(
                SOON, () -> assertThat(host.metrics()).contains("\nhypervigil_alerts_held 1\n"));
        assertThat(host.alert().path("state").asText()).isEqualTo("firing");
        assertThat(hook.told()).containsExactly("firing");

        host.load("0.5");
        Eventually.get(SOON, () -> assertThat(hook.told()).containsExactly("firing", "resolved"));
    }

    @Test
    void a_real_alertmanager_is_told_what_begins_and_what_is_over() throws Exception {
        try (var alertmanager = Peers.alertmanager(folder)) {
            host.rule("0s")
                    .start(
                            "  external_labels: {site: north}\n",
                            "  alertmanagers: [\"" + alertmanager.root() + "\"]\n");
            var alerts = alertmanager.root().resolve("/api/v2/alerts");
            host.load("9.5");
            Eventually.get(
                    SOON,
                    () ->
                            assertThat(Peers.ok(alerts))
                                    .contains("\"alertname\":\"HostBusy\"")
                                    .contains("\"site\":\"north\"")
                                    .contains("\"summary\":\"a load of 9.5\""));
            assertThat(Peers.ok(host.root().resolve("/api/v1/alertmanagers")))
                    .contains("[{\"url\":\"" + alerts + "\"}]");

            host.load("0.5");
            Eventually.get(SOON, () -> assertThat(Peers.ok(alerts)).isEqualTo("[]\n"));
        }
    }
}
