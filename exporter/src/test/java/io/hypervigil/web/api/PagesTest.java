package io.hypervigil.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PagesTest {

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
    void labels_are_those_of_the_series_that_are_meant() throws Exception {
        assertThat(process.get("/api/v1/labels").body())
                .isEqualTo(
                        """
                        {"status":"success","data":["__name__","instance","job","path"]}""");
        assertThat(process.post("/api/v1/labels", "match[]", "up", "match[]", "latency").body())
                .isEqualTo(
                        """
                        {"status":"success","data":["__name__","instance","job"]}""");
    }

    @Test
    void values_of_a_label_may_be_asked_for_by_an_escaped_name() throws Exception {
        assertThat(process.get("/api/v1/label/path/values", "limit", "1").body())
                .isEqualTo(
                        """
                        {"status":"success","data":["/"],\
                        "warnings":["results truncated due to limit"]}""");
        assertThat(process.get("/api/v1/label/U__path/values").body())
                .isEqualTo(
                        """
                        {"status":"success","data":["/","/api"]}""");
        assertThat(
                        process.get(
                                        "/api/v1/label/__name__/values",
                                        "match[]",
                                        "{job=\"hypervigil\"}",
                                        "match[]",
                                        "up")
                                .body())
                .isEqualTo(
                        """
                        {"status":"success","data":["http_requests_total","latency",\
                        "späte.werte","temperature_celsius","up"]}""");
    }

    @Test
    void series_are_given_once_however_many_selectors_take_them() throws Exception {
        assertThat(
                        process.get(
                                        "/api/v1/series",
                                        "match[]",
                                        "up",
                                        "match[]",
                                        "{__name__=~\"up|latency\"}")
                                .body())
                .isEqualTo(
                        """
                        {"status":"success","data":[{"__name__":"latency",\
                        "instance":"host-1:10048","job":"hypervigil"},{"__name__":"up",\
                        "instance":"host-1:10048","job":"hypervigil"}]}""");
    }

    @Test
    void nothing_is_known_of_another_time() throws Exception {
        assertThat(process.get("/api/v1/labels", "end", "1000").body())
                .isEqualTo("{\"status\":\"success\",\"data\":[]}");
    }

    @Test
    void metadata_is_by_metric_and_by_target() throws Exception {
        assertThat(process.get("/api/v1/metadata", "limit", "1").body())
                .isEqualTo(
                        """
                        {"status":"success","data":{"http_requests_total":[{"type":"counter",\
                        "unit":"","help":"Requests, by \\"path\\"."}]}}""");
        assertThat(process.get("/api/v1/targets/metadata", "metric", "temperature_celsius").body())
                .isEqualTo(
                        """
                        {"status":"success","data":[{"target":{"instance":"host-1:10048",\
                        "job":"hypervigil"},"type":"gauge","unit":"celsius",\
                        "help":"How warm it is."}]}""");
        assertThat(
                        process.get("/api/v1/targets/metadata", "match_target", "{job=\"other\"}")
                                .body())
                .isEqualTo("{\"status\":\"success\",\"data\":[]}");
    }

    @Test
    void this_process_is_the_only_target() throws Exception {
        assertThat(process.get("/api/v1/targets").body())
                .isEqualTo(
                        """
                        {"status":"success","data":{"activeTargets":[{"discoveredLabels":\
                        {"__address__":"host-1:10048","__metrics_path__":"/metrics",\
                        "__scheme__":"http","__scrape_interval__":"15s",\
                        "__scrape_timeout__":"15s","job":"hypervigil"},"labels":\
                        {"instance":"host-1:10048","job":"hypervigil"},\
                        "scrapePool":"hypervigil","scrapeUrl":"http://host-1:10048/metrics",\
                        "globalUrl":"http://host-1:10048/metrics","lastError":"",\
                        "lastScrape":"2026-01-05T09:00:01.500Z","lastScrapeDuration":0.012,\
                        "health":"up","scrapeInterval":"15s","scrapeTimeout":"15s"}],\
                        "droppedTargets":[],"droppedTargetCounts":{"hypervigil":0}}}""");
    }

    @Test
    void the_window_tells_what_it_holds() throws Exception {
        assertThat(process.get("/api/v1/status/tsdb", "limit", "1").body())
                .matches(
                        """
                        \\{"status":"success","data":\\{"headStats":\\{"numSeries":6,\
                        "numLabelPairs":9,"chunkCount":[0-9]+,"minTime":1767605400000,\
                        "maxTime":1767607200000},\
                        "seriesCountByMetricName":\\[\\{"name":"http_requests_total","value":2}],\
                        "labelValueCountByLabelName":\\[\\{"name":"__name__","value":5}],\
                        "memoryInBytesByLabelName":\\[\\{"name":"[a-z_]+","value":[0-9]+}],\
                        "seriesCountByLabelValuePair":\\[\\{"name":"[^"]+","value":6}]}}""");
    }

    @Test
    void a_query_is_formatted() throws Exception {
        assertThat(process.get("/api/v1/format_query", "query", "sum(rate(a[5m]))by(b)>1").body())
                .isEqualTo(
                        """
                        {"status":"success","data":"sum by (b) (rate(a[5m])) > 1"}""");
    }

    @Test
    void federation_gives_the_last_sample_of_each_series_with_its_time() throws Exception {
        var response =
                process.get(
                        "/federate",
                        "match[]",
                        "{__name__=~\"up|http.*|latency|sp.*\"}",
                        "match[]",
                        "up");

        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("text/plain; version=0.0.4; charset=utf-8; escaping=underscores");
        assertThat(response.body())
                .isEqualTo(
                        """
                        # TYPE http_requests_total untyped
                        http_requests_total{instance="host-1:10048",job="hypervigil",path="/"} \
                        120 1767607200000
                        http_requests_total{instance="host-1:10048",job="hypervigil",path="/api"} \
                        480 1767607200000
                        # TYPE sp_te_werte untyped
                        sp_te_werte{instance="host-1:10048",job="hypervigil"} -120 1767607200000
                        # TYPE up untyped
                        up{instance="host-1:10048",job="hypervigil"} 1 1767607200000
                        """);
    }
}
