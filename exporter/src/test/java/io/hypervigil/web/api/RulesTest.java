package io.hypervigil.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /api/v1/rules}, {@code /api/v1/alerts} and {@code /api/v1/alertmanagers}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RulesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @SuppressWarnings("NullAway.Init")
    private ApiProcess process;

    @BeforeAll
    void start() throws Exception {
        process = ApiProcess.start();
    }

    @AfterAll
    void stop() {
        process.close();
    }

    @Test
    void a_group_is_shown_with_its_rules_and_their_alerts() throws Exception {
        assertThat(process.get("/api/v1/rules", "file[]", "a.yml").body())
                .isEqualTo(
                        """
                        {"status":"success","data":{"groups":[{"name":"disks","file":"a.yml","rules":[\
                        {"state":"firing","name":"DiskFull","query":"disk_free_ratio < 0.1",\
                        "duration":600,"keepFiringFor":90.5,"labels":{"severity":"warning"},\
                        "annotations":{"summary":"{{ $labels.disk }} is full"},"alerts":[\
                        {"labels":{"alertname":"DiskFull","disk":"sda","severity":"warning"},\
                        "annotations":{"summary":"sda is full"},"state":"firing",\
                        "activeAt":"2026-01-05T09:40:00Z","keepFiringSince":"2026-01-05T10:00:00Z",\
                        "value":"2.5e-02"},\
                        {"labels":{"alertname":"DiskFull","disk":"sdb","severity":"warning"},\
                        "annotations":{"summary":"sdb is full"},"state":"pending",\
                        "activeAt":"2026-01-05T09:40:00Z","value":"0e+00"}],\
                        "health":"ok","evaluationTime":0.002,"lastEvaluation":"2026-01-05T10:00:00Z",\
                        "type":"alerting"},\
                        {"name":"disk:free","query":"sum(disk_bytes)","health":"err",\
                        "lastError":"vector contains metrics with the same labelset",\
                        "evaluationTime":0.002,"lastEvaluation":"2026-01-05T10:00:00Z",\
                        "type":"recording"}],\
                        "interval":15,"limit":0,"evaluationTime":0.003,\
                        "lastEvaluation":"2026-01-05T10:00:00Z"}]}}""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    type|alert|DiskFull DiskGone
                    type|ALERT|DiskFull DiskGone
                    type|record|disk:free disk:used
                    rule_name[]|DiskGone|DiskGone
                    rule_group[]|disks|DiskFull disk:free disk:used
                    file[]|b.yml|disk:used DiskGone
                    match[]|{severity=~".+"}|DiskFull DiskGone
                    match[]|{severity=""}|disk:free disk:used
                    rule_group[]|none|''
                    """)
    void what_is_asked_for_is_shown(String parameter, String value, String rules) throws Exception {
        assertThat(names(process.get("/api/v1/rules", parameter, value).body())).isEqualTo(rules);
    }

    @Test
    void what_is_asked_for_twice_is_one_or_the_other_and_of_two_kinds_both() throws Exception {
        assertThat(
                        names(
                                process.get(
                                                "/api/v1/rules",
                                                "rule_name[]",
                                                "DiskGone",
                                                "rule_name[]",
                                                "disk:used")
                                        .body()))
                .isEqualTo("disk:used DiskGone");
        assertThat(names(process.get("/api/v1/rules", "type", "record", "file[]", "b.yml").body()))
                .isEqualTo("disk:used");
    }

    @Test
    void alerts_may_be_left_out() throws Exception {
        assertThat(process.get("/api/v1/rules", "exclude_alerts", "true").body())
                .contains("\"name\":\"DiskFull\"")
                .contains("\"alerts\":[]")
                .doesNotContain("sda is full");
    }

    @Test
    void pages_follow_each_other_to_the_last() throws Exception {
        var pages = new ArrayList<String>();
        var token = "";
        do {
            var body =
                    process.get("/api/v1/rules", "group_limit", "2", "group_next_token", token)
                            .body();
            pages.add(names(body));
            token = data(body).path("groupNextToken").asText();
        } while (!token.isEmpty());

        assertThat(pages).containsExactly("DiskFull disk:free disk:used", "DiskGone");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    type=x|invalid parameter "type": not supported value "x"
                    exclude_alerts=yes|invalid parameter "exclude_alerts": error converting exclude_alerts: strconv.ParseBool: parsing "yes": invalid syntax
                    group_limit=0|invalid parameter "group_limit": group_limit needs to be greater than 0
                    group_limit=-1|invalid parameter "group_limit": group_limit needs to be greater than 0
                    group_next_token=a|invalid parameter "group_next_token": group_limit needs to be present in order to paginate over the groups
                    group_limit=1&group_next_token=a|invalid parameter "group_next_token": invalid group_next_token 'a'. were rule groups changed?
                    """)
    void what_makes_no_sense_is_refused_in_prometheus_words(String query, String error)
            throws Exception {
        var answer = process.send(process.request("/api/v1/rules?" + query));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).path("error").asText()).isEqualTo(error);
    }

    @Test
    void alerts_of_all_rules_are_shown_together() throws Exception {
        var alerts = data(process.get("/api/v1/alerts").body()).path("alerts");

        assertThat(alerts).hasSize(2);
        assertThat(alerts.get(0).at("/labels/disk").asText()).isEqualTo("sda");
        assertThat(alerts.get(1).path("state").asText()).isEqualTo("pending");
    }

    @Test
    void alertmanagers_are_shown_by_where_alerts_are_posted() throws Exception {
        assertThat(process.get("/api/v1/alertmanagers").body())
                .isEqualTo(
                        """
                        {"status":"success","data":{"activeAlertmanagers":[\
                        {"url":"http://a:9093/api/v2/alerts"},{"url":"https://b/am/api/v2/alerts"}],\
                        "droppedAlertmanagers":[]}}""");
    }

    /** Of all rules that an answer shows, in its order. */
    private static String names(String body) throws Exception {
        var names = new ArrayList<String>();
        for (JsonNode group : data(body).path("groups")) {
            group.path("rules").forEach(rule -> names.add(rule.path("name").asText()));
        }
        return String.join(" ", names);
    }

    private static JsonNode data(String body) throws Exception {
        return JSON.readTree(body).path("data");
    }
}
