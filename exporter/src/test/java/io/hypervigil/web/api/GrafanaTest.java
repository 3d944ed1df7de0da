package io.hypervigil.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What Grafana's data source asks, in the order in which it does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GrafanaTest {

    private static final String START = "1767605400";
    private static final String END = "1767607200";

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
    void save_and_test_finds_a_prometheus() throws Exception {
        var sum = process.post("/api/v1/query", "query", "1+1", "time", END);
        var build = process.get("/api/v1/status/buildinfo");

        assertThat(sum.body())
                .isEqualTo(
                        """
                        {"status":"success","data":{"resultType":"scalar",\
                        "result":[1767607200,"2"]}}""");
        assertThat(build.body())
                .startsWith("{\"status\":\"success\",\"data\":{\"version\":\"3.14.0\",")
                .doesNotContain("\"application\"");
    }

    @Test
    void there_is_no_ruler_of_another_kind() throws Exception {
        var probe = process.get("/api/v1/rules/test/test");

        assertThat(probe.statusCode()).isEqualTo(404);
        assertThat(probe.body()).contains("page not found");
        assertThat(process.get("/api/v1/rules").body())
                .startsWith("{\"status\":\"success\",\"data\":{\"groups\":[");
    }

    @Test
    void the_query_builder_finds_names_and_values() throws Exception {
        var span = new String[] {"start", START, "end", END, "limit", "40000"};

        assertThat(process.post("/api/v1/labels", span).body()).contains("\"path\"");
        assertThat(process.get("/api/v1/label/__name__/values", span).body())
                .contains("\"temperature_celsius\"");
        assertThat(
                        process.get(
                                        "/api/v1/label/path/values",
                                        "match[]",
                                        "{__name__=\"http_requests_total\"}",
                                        "start",
                                        START,
                                        "end",
                                        END,
                                        "limit",
                                        "40000")
                                .body())
                .contains("\"/api\"");
        assertThat(
                        process.post(
                                        "/api/v1/series",
                                        "match[]",
                                        "{__name__=~\".+\"}",
                                        "start",
                                        START,
                                        "end",
                                        END,
                                        "limit",
                                        "40000")
                                .body())
                .contains("{\"__name__\":\"up\",");
        assertThat(process.get("/api/v1/metadata").body()).contains("\"How warm it is.\"");
        assertThat(process.post("/api/v1/parse_query", "query", "sum(up)").body())
                .contains("\"type\":\"aggregation\"");
    }

    @Test
    void a_panel_gets_its_points_and_its_exemplars() throws Exception {
        var points =
                process.post(
                        "/api/v1/query_range",
                        "query",
                        "sum by (path) (rate(http_requests_total{job=~\".+\"}[1m0s]))",
                        "start",
                        "1767607140",
                        "end",
                        END,
                        "step",
                        "30");
        var exemplars =
                process.post(
                        "/api/v1/query_exemplars",
                        "query",
                        "http_requests_total",
                        "start",
                        START,
                        "end",
                        END);

        assertThat(points.body())
                .isEqualTo(
                        """
                        {"status":"success","data":{"resultType":"matrix","result":[\
                        {"metric":{"path":"/"},"values":[[1767607140,"0.06666666666666665"],\
                        [1767607170,"0.06666666666666665"],[1767607200,"0.06666666666666665"]]},\
                        {"metric":{"path":"/api"},"values":[[1767607140,"0.2666666666666666"],\
                        [1767607170,"0.2666666666666666"],[1767607200,"0.2666666666666666"]]}\
                        ]}}""");
        assertThat(exemplars.body()).isEqualTo("{\"status\":\"success\",\"data\":[]}");
    }
}
