package io.hypervigil.peers.alerts;

import static io.hypervigil.peers.alerts.BusyHost.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /api/v2} of a process that only its host reaches, with one alert that fires. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AlertmanagerApiTest {

    private static final String JSON = "application/json";
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private BusyHost host;

    @BeforeAll
    void start(@TempDir Path shared) throws Exception {
        folder = shared;
        host = new BusyHost(folder).rule("0s").start();
        host.load("9.5");
        Eventually.get(SOON, () -> assertThat(host.routed("alerts")).hasSize(1));
    }

    @AfterAll
    void stop() {
        host.close();
    }

    @Test
    void amtool_lists_alerts_and_adds_queries_and_expires_silences() {
        assertThat(amtool("alert", "query", "alertname=HostBusy"))
                .contains("HostBusy")
                .contains("a load of 9.5");

        var id = amtool("silence", "add", "alertname=HostBusy", "-a", "ops", "-c", "known").strip();
        assertThat(amtool("silence", "query")).contains(id, "alertname=\"HostBusy\"", "known");
        assertThat(amtool("alert", "query")).doesNotContain("HostBusy");
        assertThat(amtool("alert", "query", "--silenced")).contains("HostBusy");

        amtool("silence", "expire", id);
        assertThat(amtool("silence", "query")).doesNotContain(id);
        assertThat(amtool("silence", "query", "--expired")).contains(id);
        assertThat(amtool("alert", "query")).contains("HostBusy");
    }

    @Test
    void every_answer_is_as_alertmanager_describes_it() throws Exception {
        var description = AlertmanagerDescription.load();
        var silenced = host.post("/api/v2/silences", JSON, silence("Another"));
        assertThat(silenced.statusCode()).as(silenced.body()).isEqualTo(200);
        assertThat(description.flaws("/silences", "post", 200, silenced.body())).isEmpty();
        var id = silenced.body().replaceAll(".*\"silenceID\":\"([^\"]+)\".*", "$1");

        for (String path :
                List.of(
                        "200 /status",
                        "200 /receivers",
                        "200 /silences",
                        "200 /silences?filter=alertname=\"Another\"",
                        "400 /silences?filter=%7B",
                        "200 /silence/" + id,
                        "404 /silence/" + NOBODY,
                        "200 /alerts",
                        "200 /alerts?active=false",
                        "200 /alerts?filter=alertname=\"HostBusy\"",
                        "400 /alerts?filter=a%3D~%22(%22",
                        "200 /alerts/groups")) {
            int status = Integer.parseInt(path.substring(0, 3));
            var answer = host.get("/api/v2" + path.substring(4).replace("\"", "%22"));
            var described =
                    path.substring(4)
                            .split("\\?", 2)[0]
                            .replaceFirst("silence/.*", "silence/{silenceID}");

            assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(status);
            assertThat(description.flaws(described, "get", status, answer.body()))
                    .as(path + ": " + answer.body())
                    .isEmpty();
        }
    }

    @Test
    void alerts_of_others_are_taken() throws Exception {
        var posted =
                host.post(
                        "/api/v2/alerts",
                        JSON,
                        "[{\"labels\": {\"alertname\": \"FromAfar\"}, \"annotations\": {}}]");

        assertThat(posted.statusCode()).as(posted.body()).isEqualTo(200);
        assertThat(host.get("/api/v2/alerts").body()).contains("FromAfar");
    }

    @Test
    void an_unknown_silence_is_not_found() throws Exception {
        assertThat(host.get("/api/v2/silence/" + NOBODY).statusCode()).isEqualTo(404);
        assertThat(host.delete("/api/v2/silence/" + NOBODY).statusCode()).isEqualTo(404);
    }

    @Test
    void a_form_of_another_page_is_no_silence() throws Exception {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
            assertThat(host.post("/api/v2/silences", type, silence("A")).statusCode())
                    .isEqualTo(415);
            assertThat(host.post("/api/v2/alerts", type, "[]").statusCode()).isEqualTo(415);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "7",
                "{\"matchers\": []}",
                "{\"matchers\": [{\"name\": \"a\", \"value\": \"(\", \"isRegex\": true}]}"
            })
    void what_is_no_silence_is_refused(String body) throws Exception {
        var answer = host.post("/api/v2/silences", JSON, body);

        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 422);
        assertThat(answer.body()).matches("(?s)\".*|\\{\"code\":.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[7]", "[{\"labels\": {}}]"})
    void what_is_no_alert_is_refused(String body) throws Exception {
        var answer = host.post("/api/v2/alerts", JSON, body);

        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 422);
    }

    @Test
    void what_is_too_deep_or_too_large_is_refused() throws Exception {
        var deep = "[".repeat(100_000);
        var large = "[{\"labels\": {\"alertname\": \"" + "x".repeat(20 << 20) + "\"}}]";

        assertThat(host.post("/api/v2/alerts", JSON, deep).statusCode()).isEqualTo(400);
        assertThat(host.post("/api/v2/alerts", JSON, large).statusCode()).isEqualTo(413);
        assertThat(host.get("/api/v2/alerts").statusCode()).isEqualTo(200);
    }

    static String silence(String alert) {
        return """
        {"matchers": [{"name": "alertname", "value": "%s", "isRegex": false}],
         "startsAt": "2020-01-01T00:00:00Z", "endsAt": "2090-01-01T00:00:00Z",
         "createdBy": "test", "comment": "we know"}
        """
                .replace("%s", alert);
    }

    private String amtool(String... arguments) {
        var command = new ArrayList<String>();
        command.add(RealPart.require("amtool", "run ./test").toString());
        command.add("--alertmanager.url=" + host.root());
        command.addAll(List.of(arguments));
        var run = RealPart.run(folder, "", command);
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output();
    }
}
