package io.hypervigil.alerting.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.alerting.active.ManualClock;
import io.hypervigil.alerting.http.FakeService;
import io.hypervigil.alerting.http.HttpSender;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import io.hypervigil.alerting.yaml.YamlException;
import io.hypervigil.alerting.yaml.YamlText;
import io.hypervigil.promql.labels.Labels;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NotifierTest {

    private final ManualClock clock = new ManualClock("2026-01-02T03:04:05Z");
    private final HttpSender http = new HttpSender(Runnable::run, "test");
    private FakeService service;

    @BeforeEach
    void start() throws IOException {
        service = new FakeService();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    static AlertingConfig config(String text) {
        return AlertingConfig.read(YamlText.mapping(text, "a.yml").orElseThrow());
    }

    private Notifier notifier(String more) {
        var text =
                "alertmanagers: [{static_configs: [{targets: ['"
                        + service.url("").substring(7)
                        + "']}]"
                        + more
                        + "}]";
        return new Notifier(config(text), http, Runnable::run, clock);
    }

    private SentAlert alert() {
        return new SentAlert(
                Labels.of("alertname", "A", "gpu", "0"),
                new TreeMap<>(Map.of("dashboard", "", "summary", "s")),
                clock.instant(),
                clock.instant().plusSeconds(240),
                "http://hv/g");
    }

    @Test
    void alerts_are_posted_as_prometheus_posts_them_and_an_empty_annotation_stays() {
        var notifier = notifier(", path_prefix: /am, basic_auth: {username: u, password: p}");
        notifier.send(List.of(alert()));
        notifier.sendDue();
        assertThat(service.last().line()).isEqualTo("POST /am/api/v2/alerts");
        assertThat(service.last().header("Authorization")).isEqualTo("Basic dTpw");
        assertThat(service.last().body())
                .isEqualTo(
                        """
                        [{"labels":{"alertname":"A","gpu":"0"},"annotations":{"dashboard":"","summary":"s"},"startsAt":"2026-01-02T03:04:05Z","endsAt":"2026-01-02T03:08:05Z","generatorURL":"http://hv/g"}]"""
                                .strip());
        assertThat(notifier.counts().getFirst().sent()).isEqualTo(1);
    }

    @Test
    void two_entries_of_one_address_are_told_apart_and_the_same_entry_is_asked_once() {
        var place = service.url("").substring(7);
        var entry = "static_configs: [{targets: ['" + place + "']}]";
        var text =
                ("{alertmanagers: [{ENTRY}, {ENTRY}, {ENTRY, basic_auth: {username: u, password:"
                                + " p}}, {ENTRY, path_prefix: /am}]}")
                        .replace("ENTRY", entry);
        var notifier = new Notifier(config(text), http, Runnable::run, clock);
        notifier.replace(config(text));
        notifier.send(List.of(alert()));
        notifier.sendDue();
        assertThat(notifier.counts())
                .extracting(NotifierCounts::alertmanager)
                .containsExactly(
                        "http://" + place, "http://" + place + "#2", "http://" + place + "/am");
        assertThat(service.asked()).hasSize(3);
    }

    @Test
    void alerts_are_relabelled_on_their_way() {
        var text =
                "{alert_relabel_configs: [{target_label: host, replacement: h}],"
                        + " alertmanagers: [{static_configs: [{targets: ['"
                        + service.url("").substring(7)
                        + "']}], alert_relabel_configs: [{action: labeldrop, regex: gpu}]}]}";
        var notifier = new Notifier(config(text), http, Runnable::run, clock);
        notifier.send(List.of(alert()));
        notifier.sendDue();
        assertThat(service.last().body()).contains("{\"alertname\":\"A\",\"host\":\"h\"}");
    }

    @Test
    void what_fails_is_sent_again_later() {
        var notifier = notifier("");
        service.answers(503, "starting");
        notifier.send(List.of(alert()));
        assertThat(notifier.sendDue()).contains(clock.instant().plusSeconds(1));
        assertThat(notifier.counts().getFirst().lastFault()).contains("status 503: starting");
        notifier.sendDue();
        assertThat(service.asked()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(notifier.sendDue()).isEmpty();
        assertThat(notifier.counts().getFirst().sent()).isEqualTo(1);
    }

    @Test
    void two_on_one_port_are_told_apart_by_their_paths() {
        var text =
                "{alertmanagers: [{path_prefix: /a, static_configs: [{targets: ['h:1']}]},"
                        + " {path_prefix: /b/, static_configs: [{targets: ['h:1']}]},"
                        + " {static_configs: [{targets: ['h:1']}]}]}";
        assertThat(new Notifier(config(text), http, Runnable::run, clock).counts())
                .extracting(NotifierCounts::alertmanager)
                .containsExactly("http://h:1/a", "http://h:1/b", "http://h:1");
    }

    @Test
    void what_is_refused_is_dropped_and_counted() {
        var notifier = notifier("");
        service.answers(400, "bad labels");
        notifier.send(List.of(alert()));
        assertThat(notifier.sendDue()).isEmpty();
        assertThat(notifier.counts().getFirst().dropped()).isEqualTo(1);
    }

    @Test
    void a_full_queue_drops_its_oldest_and_goes_out_in_batches() throws InterruptedException {
        var notifier = notifier("");
        notifier.send(Collections.nCopies(10_300, alert()));
        assertThat(notifier.counts().getFirst().dropped()).isEqualTo(300);
        assertThat(notifier.counts().getFirst().waiting()).isEqualTo(10_000);
        assertThat(notifier.drain(Duration.ofSeconds(30))).isTrue();
        assertThat(service.asked()).hasSize(40);
        assertThat(notifier.counts().getFirst().sent()).isEqualTo(10_000);
    }

    @Test
    void a_queue_stays_through_a_reload_that_keeps_its_alertmanager() {
        var notifier = notifier("");
        notifier.send(List.of(alert()));
        var text = "alertmanagers: [{static_configs: [{targets: ['";
        notifier.replace(config(text + service.url("").substring(7) + "', 'other:1']}]}]"));
        assertThat(notifier.counts()).hasSize(2);
        assertThat(notifier.counts().getFirst().waiting()).isEqualTo(1);
    }

    @Test
    void a_configuration_that_prometheus_refuses_is_refused() {
        for (var bad :
                List.of(
                        "alertmanagers: [{api_version: v1}]",
                        "alertmanagers: [{dns_sd_configs: []}]",
                        "alertmanagers: [{timeout: 5}]",
                        "alertmanagers: [{bearer_token: a, basic_auth: {username: b}}]",
                        "alertmanagers: [{static_configs: [{targets: ['a b']}]}]",
                        "nonsense: 1")) {
            assertThatThrownBy(() -> config(bad)).isInstanceOf(YamlException.class);
        }
    }

    @Test
    void a_heartbeat_is_sent_only_while_all_is_well() {
        var url = Secret.of(service.url("/ping/uuid"));
        var well = new Heartbeat(url, HttpSettings.DEFAULT, http, Optional::empty);
        var ill = new Heartbeat(url, HttpSettings.DEFAULT, http, () -> Optional.of("no rules"));
        assertThat(ill.beat()).isEqualTo(new Heartbeat.Beat.Withheld("no rules"));
        assertThat(service.asked()).isEmpty();
        assertThat(well.beat()).isEqualTo(new Heartbeat.Beat.Heard());
        assertThat(service.last().line()).isEqualTo("GET /ping/uuid");
        service.answers(404, "");
        assertThat(well.beat()).isEqualTo(new Heartbeat.Beat.Lost("status 404"));
        service.close();
        assertThat(well.beat().toString()).contains("cannot connect").doesNotContain("uuid");
    }
}
