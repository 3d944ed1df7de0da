package io.hypervigil.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class QueryTest {

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
    void an_instant_query_gives_the_values_of_its_time() throws Exception {
        var now = process.get("/api/v1/query", "query", "temperature_celsius");
        var before =
                process.post(
                        "/api/v1/query",
                        "query",
                        "temperature_celsius * 2",
                        "time",
                        "2026-01-05T09:59:00Z");

        assertThat(now.statusCode()).isEqualTo(200);
        assertThat(now.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(now.body())
                .isEqualTo(
                        """
                        {"status":"success","data":{"resultType":"vector","result":[{"metric":\
                        {"__name__":"temperature_celsius","instance":"host-1:10048",\
                        "job":"hypervigil"},"value":[1767607200,"35"]}]}}""");
        assertThat(before.body())
                .isEqualTo(
                        """
                        {"status":"success","data":{"resultType":"vector","result":[{"metric":\
                        {"instance":"host-1:10048","job":"hypervigil"},\
                        "value":[1767607140,"69"]}]}}""");
    }

    @Test
    void a_range_query_gives_the_values_of_each_step() throws Exception {
        var response =
                process.post(
                        "/api/v1/query_range",
                        "query",
                        "sum(http_requests_total)",
                        "start",
                        "1767607140.5",
                        "end",
                        "1767607200",
                        "step",
                        "20s");

        assertThat(response.body())
                .isEqualTo(
                        """
                        {"status":"success","data":{"resultType":"matrix","result":[{"metric":{},\
                        "values":[[1767607140.500,"580"],[1767607160.500,"585"],\
                        [1767607180.500,"590"]]}]}}""");
    }

    @Test
    void scalars_and_strings_have_a_time() throws Exception {
        assertThat(process.get("/api/v1/query", "query", "1e-7", "time", "1.5").body())
                .isEqualTo(
                        """
                        {"status":"success","data":{"resultType":"scalar",\
                        "result":[1.500,"0.0000001"]}}""");
        assertThat(process.get("/api/v1/query", "query", "'a\"b'", "time", "2").body())
                .isEqualTo(
                        """
                        {"status":"success","data":{"resultType":"string",\
                        "result":[2,"a\\"b"]}}""");
    }

    @Test
    void a_native_histogram_has_its_buckets() throws Exception {
        assertThat(process.get("/api/v1/query", "query", "latency").body())
                .isEqualTo(
                        """
                        {"status":"success","data":{"resultType":"vector","result":[{"metric":\
                        {"__name__":"latency","instance":"host-1:10048","job":"hypervigil"},\
                        "histogram":[1767607200,{"count":"480","sum":"600",\
                        "buckets":[[3,"-0.5","0.5","120"],[0,"0.5","1","240"],\
                        [0,"1","2","120"]]}]}]}}""");
    }

    @Test
    void a_limit_cuts_the_result_and_says_so() throws Exception {
        var all = process.get("/api/v1/query", "query", "http_requests_total", "limit", "2");
        var one = process.get("/api/v1/query", "query", "http_requests_total", "limit", "1");

        assertThat(all.body()).contains("/api").doesNotContain("warnings");
        assertThat(one.body())
                .doesNotContain("/api")
                .endsWith(",\"warnings\":[\"results truncated due to limit\"]}");
    }

    @Test
    void annotations_stand_beside_the_data_with_their_places() throws Exception {
        var response =
                process.get(
                        "/api/v1/query",
                        "query",
                        "rate(temperature_celsius[1m]) + histogram_quantile(5, latency)");

        assertThat(response.body())
                .contains("\"warnings\":[\"PromQL warning: ")
                .contains(
                        """
                        "infos":["PromQL info: metric might not be a counter, name does not end in \
                        _total/_sum/_count/_bucket: \\"temperature_celsius\\" (1:6)\"""");
    }

    @Test
    void statistics_come_where_they_are_asked_for() throws Exception {
        var response = process.get("/api/v1/query", "query", "up[1m]", "stats", "all");

        assertThat(response.body().replaceAll("Time\":[0-9.E-]+", "Time\":0"))
                .endsWith(
                        """
                        "stats":{"timings":{"evalTotalTime":0,"resultSortTime":0,\
                        "queryPreparationTime":0,"innerEvalTime":0,"execQueueTime":0,\
                        "execTotalTime":0},"samples":{"totalQueryableSamples":4,\
                        "peakSamples":8}}}}""");
    }

    @Test
    void lookback_delta_says_how_old_a_sample_may_be() throws Exception {
        var later = new String[] {"query", "count(up)", "time", "1767607260"};

        assertThat(process.get("/api/v1/query", later).body()).contains("\"value\":");
        assertThat(
                        process.get(
                                        "/api/v1/query",
                                        "query",
                                        "count(up)",
                                        "time",
                                        "1767607260",
                                        "lookback_delta",
                                        "30s")
                                .body())
                .doesNotContain("\"value\":");
    }

    @Test
    void answers_come_compressed_where_that_is_accepted() throws Exception {
        var response =
                process.bytes(
                        process.request("/api/v1/query?query=up")
                                .header("Accept-Encoding", "gzip"));

        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (var in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(process.get("/api/v1/query", "query", "up").body());
        }
    }
}
