package io.hypervigil.alerting.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hypervigil.alerting.dispatch.Scene;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each answer is held against Alertmanager's own description. */
final class AlertmanagerApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String YAML =
            """
            route:
              receiver: r
              group_by: [alertname]
              group_wait: 10s
              routes:
              - {matchers: ['team="night"'], receiver: n, mute_time_intervals: [always]}
            inhibit_rules:
            - {source_matchers: ['severity="critical"'], target_matchers: ['severity="warning"']}
            time_intervals: [{name: always, time_intervals: [{}]}]
            receivers: [{name: r, webhook_configs: [{}]}, {name: n, labels: {team: ops}}]
            """;

    @TempDir private Path folder;
    private Scene scene;
    private AlertmanagerApi api;
    private AlertmanagerSchema schema;

    @BeforeEach
    void open() throws IOException {
        schema = AlertmanagerSchema.load();
        scene = new Scene(folder, YAML);
        var info = new ServerInfo("1.2.3", "abc", "route: {}\n", scene.clock().instant());
        api =
                new AlertmanagerApi(
                        scene.dispatcher(),
                        scene.alerts(),
                        scene.silences(),
                        () -> info,
                        scene.clock());
    }

    @AfterEach
    void close() throws IOException {
        scene.close();
    }

    @Test
    void the_judge_finds_what_is_missing_and_what_is_no_time() throws IOException {
        var wrong = JSON.readTree("[{\"labels\": {\"a\": 1}, \"startsAt\": \"soon\"}]");

        assertThat(schema.flaws("/alerts", "get", new ApiAnswer(200, wrong)))
                .hasSizeGreaterThan(6)
                .anyMatch(flaw -> flaw.contains("startsAt"))
                .anyMatch(flaw -> flaw.contains("labels/a"));
        assertThat(schema.flaws("/alerts", "get", new ApiAnswer(418, wrong))).hasSize(1);
    }

    @Test
    void the_status_is_as_described() {
        var answer = checked("/status", "get", api.status());

        assertThat(answer.body().at("/versionInfo/version").asText()).isEqualTo("1.2.3");
        assertThat(answer.body().at("/uptime").asText()).isEqualTo("2026-01-01T00:00:00.000Z");
        assertThat(answer.body().at("/cluster/status").asText()).isEqualTo("disabled");
    }

    @Test
    void receivers_are_listed_and_filtered_by_their_labels() throws IOException {
        assertThat(checked("/receivers", "get", api.receivers(Map.of())).body())
                .isEqualTo(
                        JSON.readTree(
                                """
                                [{"name": "r", "labels": {"name": "r"}},
                                 {"name": "n", "labels": {"name": "n", "team": "ops"}}]
                                """));
        assertThat(names(api.receivers(Map.of("receiver_matchers", List.of("team=ops"))), "/name"))
                .containsExactly("n");
    }

    @Test
    void
            posted_alerts_are_listed_as_alertmanager_lists_them_without_empty_labels_but_with_empty_annotations()
                    throws IOException {
        post(
                """
                [{"labels": {"alertname": "B", "instance": "gpu-1:9400", "empty": ""},
                  "annotations": {"s": "t", "u": ""}, "generatorURL": "http://x/y",
                  "startsAt": "2025-12-31T00:00:00+01:00"}]
                """);

        var answer = checked("/alerts", "get", api.alerts(Map.of()));
        assertThat(answer.body())
                .isEqualTo(
                        JSON.readTree(
                                """
                                [{"annotations": {"s": "t", "u": ""},
                                  "endsAt": "2026-01-01T00:05:00.000Z",
                                  "fingerprint": "%s",
                                  "receivers": [{"name": "r"}],
                                  "startsAt": "2025-12-30T23:00:00.000Z",
                                  "status": {"inhibitedBy": [], "mutedBy": [], "silencedBy": [],
                                             "state": "active"},
                                  "updatedAt": "2026-01-01T00:00:00.000Z",
                                  "generatorURL": "http://x/y",
                                  "labels": {"alertname": "B", "instance": "gpu-1:9400"}}]
                                """
                                        .replace(
                                                "%s",
                                                answer.body().at("/0/fingerprint").asText())));
        assertThat(answer.body().at("/0/fingerprint").asText()).matches("[0-9a-f]{16}");
    }

    @Test
    void what_is_right_of_a_request_is_taken_and_what_is_wrong_is_told() throws IOException {
        var answer =
                api.postAlerts(
                        JSON.readTree(
                                """
                                [{"labels": {}}, {"labels": {"a": "b"}},
                                 {"labels": {"a": "c"}, "startsAt": "2026-01-02T00:00:00Z",
                                  "endsAt": "2026-01-01T00:00:00Z"}]
                                """));

        assertThat(checked("/alerts", "post", answer).status()).isEqualTo(400);
        assertThat(answer.body().asText().lines())
                .containsExactly(
                        "at least one label pair required", "start time must be before end time");
        assertThat(names(api.alerts(Map.of()), "/labels/a")).containsExactly("b");
        assertThat(api.postAlerts(JSON.readTree("{}")).status()).isEqualTo(400);
    }

    @Test
    void the_state_of_an_alert_says_who_keeps_it_quiet() throws Exception {
        var silence = silence("alertname", "S");
        post(
                """
                [{"labels": {"alertname": "A"}},
                 {"labels": {"alertname": "S"}},
                 {"labels": {"alertname": "C", "severity": "critical"}},
                 {"labels": {"alertname": "W", "severity": "warning"}},
                 {"labels": {"alertname": "N", "team": "night"}}]
                """);

        assertThat(listed(Map.of())).containsExactlyInAnyOrder("A", "S", "C", "W", "N");
        assertThat(listed(Map.of("silenced", List.of("false"))))
                .containsExactlyInAnyOrder("A", "C", "W", "N");
        assertThat(listed(Map.of("inhibited", List.of("false"))))
                .containsExactlyInAnyOrder("A", "S", "C", "N");
        assertThat(listed(Map.of("active", List.of("false")))).containsExactlyInAnyOrder("S", "W");
        assertThat(listed(Map.of("unprocessed", List.of("false")))).hasSize(5);
        assertThat(listed(Map.of("filter", List.of("alertname=~\"A|W\"", "severity=\"\""))))
                .containsExactly("A");
        assertThat(listed(Map.of("receiver", List.of("n")))).containsExactly("N");
        assertThat(listed(Map.of("receiver_matchers", List.of("team=\"ops\""))))
                .containsExactly("N");
        var quiet = api.alerts(Map.of("filter", List.of("alertname=S"))).body().at("/0/status");
        assertThat(quiet.path("state").asText()).isEqualTo("suppressed");
        assertThat(quiet.at("/silencedBy/0").asText()).isEqualTo(silence);
        assertThat(
                        api.alerts(Map.of("filter", List.of("alertname=W")))
                                .body()
                                .at("/0/status/inhibitedBy"))
                .hasSize(1);
    }

    @Test
    void groups_are_listed_with_the_state_of_their_alerts() throws IOException {
        post(
                """
                [{"labels": {"alertname": "A", "x": "1"}}, {"labels": {"alertname": "A", "x": "2"}},
                 {"labels": {"alertname": "N", "team": "night"}}]
                """);

        var answer = checked("/alerts/groups", "get", api.groups(Map.of()));
        assertThat(names(answer, "/labels/alertname")).containsExactly("A", "N");
        assertThat(answer.body().at("/0/alerts")).hasSize(2);
        assertThat(answer.body().at("/1/receiver/name").asText()).isEqualTo("n");
        assertThat(answer.body().at("/1/alerts/0/status/mutedBy/0").asText()).isEqualTo("always");
        assertThat(answer.body().at("/1/alerts/0/status/state").asText()).isEqualTo("suppressed");
        assertThat(names(api.groups(Map.of("muted", List.of("false"))), "/labels/alertname"))
                .containsExactly("A");
        assertThat(names(api.groups(Map.of("filter", List.of("x=2"))), "/alerts/0/labels/x"))
                .containsExactly("2");
        assertThat(names(api.groups(Map.of("receiver", List.of("n"))), "/labels/alertname"))
                .containsExactly("N");
    }

    @Test
    void a_resolved_alert_is_not_listed() throws IOException {
        post("[{\"labels\": {\"alertname\": \"A\"}}]");
        var _ = scene.pass(Duration.ofMinutes(5));

        assertThat(listed(Map.of())).isEmpty();
        assertThat(checked("/alerts/groups", "get", api.groups(Map.of())).body()).isEmpty();
    }

    @Test
    void a_silence_is_made_read_listed_and_ended() throws IOException {
        var id = silence("alertname", "A");

        var one = checked("/silence/{silenceID}", "get", api.silence(id)).body();
        assertThat(one)
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"id": "%s", "status": {"state": "active"},
                                 "updatedAt": "2026-01-01T00:00:00.000Z", "comment": "why",
                                 "createdBy": "me", "startsAt": "2026-01-01T00:00:00.000Z",
                                 "endsAt": "2027-01-01T00:00:00.000Z", "annotations": {"t": "1"},
                                 "matchers": [{"name": "alertname", "value": "A",
                                               "isRegex": false, "isEqual": true}]}
                                """
                                        .replace("%s", id)));
        scene.clock().advance(Duration.ofSeconds(1));
        assertThat(checked("/silence/{silenceID}", "delete", api.deleteSilence(id)).status())
                .isEqualTo(200);
        var later = silence("alertname", "B");

        var list = checked("/silences", "get", api.silences(Map.of()));
        assertThat(names(list, "/id")).containsExactly(later, id);
        assertThat(names(api.silences(Map.of("expired", List.of("false"))), "/id"))
                .containsExactly(later);
        assertThat(names(api.silences(Map.of("active", List.of("false"))), "/id"))
                .containsExactly(id);
        assertThat(names(api.silences(Map.of("filter", List.of("alertname=\"A\""))), "/id"))
                .containsExactly(id);
    }

    @Test
    void wishes_that_cannot_be_granted_are_answered_as_described() throws IOException {
        var id = "00000000-0000-4000-8000-000000000000";
        assertThat(checked("/silence/{silenceID}", "get", api.silence(id)).status()).isEqualTo(404);
        assertThat(checked("/silence/{silenceID}", "delete", api.deleteSilence(id)).status())
                .isEqualTo(404);
        assertThat(api.postSilence(JSON.readTree("{}")).body())
                .isEqualTo(
                        JSON.readTree(
                                "{\"code\": 602, \"message\": \"comment in body is required\"}"));
        var unknown = wish("a", "b").replace("{\"matchers\"", "{\"id\": \"x\", \"matchers\"");
        assertThat(checked("/silences", "post", api.postSilence(JSON.readTree(unknown))).status())
                .isEqualTo(404);
        var regex = wish("a", "(").replace("\"isRegex\": false", "\"isRegex\": true");
        assertThat(api.postSilence(JSON.readTree(regex)).status()).isEqualTo(400);
        assertThat(
                        checked("/alerts", "get", api.alerts(Map.of("filter", List.of("x"))))
                                .body()
                                .asText())
                .isEqualTo("bad matcher format: x");
        assertThat(checked("/alerts", "get", api.alerts(Map.of("receiver", List.of("(")))).status())
                .isEqualTo(400);
        assertThat(api.alerts(Map.of("active", List.of("maybe"))).status()).isEqualTo(400);
    }

    private ApiAnswer checked(String path, String method, ApiAnswer answer) {
        assertThat(schema.flaws(path, method, answer)).isEmpty();
        return answer;
    }

    private void post(String body) throws IOException {
        assertThat(checked("/alerts", "post", api.postAlerts(JSON.readTree(body))).status())
                .isEqualTo(200);
    }

    private String silence(String name, String value) throws IOException {
        var answer = api.postSilence(JSON.readTree(wish(name, value)));
        return checked("/silences", "post", answer).body().path("silenceID").asText();
    }

    private static String wish(String name, String value) {
        return """
        {"matchers": [{"name": "NAME", "value": "VALUE", "isRegex": false}],
         "startsAt": "2026-01-01T00:00:00Z", "endsAt": "2027-01-01T00:00:00Z",
         "createdBy": "me", "comment": "why", "annotations": {"t": "1"}}
        """
                .replace("NAME", name)
                .replace("VALUE", value);
    }

    private List<String> listed(Map<String, List<String>> query) {
        return names(checked("/alerts", "get", api.alerts(query)), "/labels/alertname");
    }

    private static List<String> names(ApiAnswer answer, String pointer) {
        return StreamSupport.stream(answer.body().spliterator(), false)
                .map((JsonNode node) -> node.at(pointer).asText())
                .toList();
    }
}
