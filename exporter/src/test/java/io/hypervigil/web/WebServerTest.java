package io.hypervigil.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Beat;
import io.hypervigil.sampling.FakeCollector;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WebServerTest {

    private static final Beat BEAT =
            new Beat(
                    Duration.ofHours(1),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(30),
                    Duration.ofHours(2));

    @SuppressWarnings("NullAway.Init")
    private TestProcess process;

    @BeforeAll
    void start() throws Exception {
        process =
                TestProcess.start(
                        FakeCollector.good("one", BEAT).setup(),
                        FakeCollector.good("two", BEAT).setup());
        process.get("/metrics");
    }

    @AfterAll
    void stop() {
        process.close();
    }

    @Test
    void metrics_come_in_the_text_format_by_default() throws Exception {
        var response = process.get("/metrics");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body())
                .contains("\none_value 1\n", "\ntwo_value 1\n", "hypervigil_build_info{");
    }

    @Test
    void metrics_come_in_open_metrics_where_that_is_asked_for() throws Exception {
        var response =
                process.get("/metrics", "Accept", "application/openmetrics-text;version=1.0.0");

        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(response.body()).endsWith("# EOF\n");
    }

    @Test
    void metrics_come_compressed_where_that_is_accepted() throws Exception {
        var response = process.bytes("/metrics", "Accept-Encoding", "deflate, gzip;q=0.8");

        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (var in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\none_value 1\n");
        }
    }

    @Test
    void gzip_that_is_refused_is_not_sent() throws Exception {
        var response = process.get("/metrics", "Accept-Encoding", "gzip;q=0");

        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void one_collector_has_a_page_of_its_own() throws Exception {
        var page = process.get("/metrics/two").body();

        assertThat(page)
                .contains("\ntwo_value 1\n")
                .contains("hypervigil_collector_success{collector=\"two\"} 1")
                .doesNotContain("one_value")
                .doesNotContain("collector=\"one\"")
                .doesNotContain("jvm_");
    }

    @Test
    void an_unknown_collectors_page_is_not_found() throws Exception {
        var response = process.get("/metrics/three");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("No collector 'three' runs here.\n");
    }

    @Test
    void names_pick_single_families() throws Exception {
        assertThat(process.get("/metrics?name[]=two_value&name%5B%5D=nothing").body())
                .isEqualTo(
                        """
                        # HELP two_value A value.
                        # TYPE two_value gauge
                        two_value 1
                        """);
    }

    @Test
    void collect_and_exclude_pick_collectors_and_groups() throws Exception {
        assertThat(process.get("/metrics?collect[]=one").statusCode()).isEqualTo(200);
        assertThat(process.get("/metrics?collect[]=fake").body()).contains("\none_value 1\n");
        assertThat(process.get("/metrics?exclude[]=fake").body())
                .doesNotContain("one_value")
                .contains("hypervigil_build_info");
    }

    @Test
    void both_or_an_unknown_one_are_refused() throws Exception {
        var both = process.get("/metrics?collect[]=one&exclude[]=two");
        var unknown = process.get("/metrics?collect[]=fakes");

        assertThat(both.statusCode()).isEqualTo(400);
        assertThat(both.body())
                .isEqualTo("Combined collect and exclude queries are not allowed.\n");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).isEqualTo("Unknown collector: fakes. Did you mean fake?\n");
    }

    @Test
    void a_group_that_is_switched_off_is_refused() throws Exception {
        try (var without =
                TestProcess.start(
                        new WebSettings("/metrics", 40, false, false),
                        _ -> false,
                        FakeCollector.good("one", BEAT).setup())) {
            var response = without.get("/metrics?collect[]=fake");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).isEqualTo("Disabled collector: fake.\n");
        }
    }

    @Test
    void a_timeout_that_is_no_number_is_refused() throws Exception {
        var response = process.get("/metrics", "X-Prometheus-Scrape-Timeout-Seconds", "soon");

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void beyond_the_limit_scrapes_are_turned_away() throws Exception {
        var release = new CountDownLatch(1);
        var slow = FakeCollector.hanging("slow", BEAT, release);
        try (var limited =
                TestProcess.start(
                        new WebSettings("/metrics", 2, false, true), _ -> true, slow.setup())) {
            var waiting = new ArrayList<Thread>();
            var codes = new java.util.concurrent.ConcurrentLinkedQueue<Integer>();
            for (int i = 0; i < 8; i++) {
                waiting.add(
                        io.hypervigil.collect.Threads.start(
                                "test-scrape",
                                () -> {
                                    try {
                                        codes.add(limited.get("/metrics").statusCode());
                                    } catch (Exception e) {
                                        codes.add(-1);
                                    } finally {
                                        if (codes.size() == 6) {
                                            release.countDown();
                                        }
                                    }
                                }));
            }
            for (Thread thread : waiting) {
                thread.join();
            }

            assertThat(codes).containsOnly(200, 503);
            assertThat(codes.stream().filter(code -> code == 503)).hasSize(6);
        }
    }

    @Test
    void the_landing_page_links_to_everything_and_escapes_what_others_wrote() throws Exception {
        var page = process.get("/").body();

        assertThat(page)
                .contains("<title>Hypervigil</title>")
                .contains("<a href=\"/metrics\">Metrics</a>")
                .contains("<a href=\"/metrics/one\">one</a>")
                .contains("a source of a test &lt;&amp;&quot;&gt;")
                .doesNotContain("<&");
    }

    @Test
    void health_and_readiness_answer() throws Exception {
        assertThat(process.get("/-/healthy").body()).isEqualTo("Hypervigil is healthy.\n");
        assertThat(process.get("/-/ready").body()).isEqualTo("Hypervigil is ready.\n");
    }

    @Test
    void it_is_not_ready_before_the_first_round() throws Exception {
        var release = new CountDownLatch(1);
        try (var starting =
                TestProcess.start(FakeCollector.hanging("slow", BEAT, release).setup())) {
            assertThat(starting.get("/-/ready").statusCode()).isEqualTo(503);
            assertThat(starting.get("/-/healthy").statusCode()).isEqualTo(200);

            release.countDown();
            starting.get("/metrics");
            assertThat(starting.get("/-/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_reload_needs_the_flag_and_says_why_it_failed() throws Exception {
        assertThat(process.post("/-/reload").statusCode()).isEqualTo(403);
        try (var enabled =
                TestProcess.start(new WebSettings("/metrics", 40, true, true), _ -> true)) {
            var response = enabled.post("/-/reload");

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body())
                    .isEqualTo(
                            """
                            The new configuration is refused, the old one is in force:
                            hypervigil.yml, line 3, column 1: unknown key colectors
                            """);
        }
    }

    @Test
    void the_status_tells_of_every_collector() throws Exception {
        assertThat(process.get("/api/v1/status/collectors").body())
                .startsWith("{\"status\":\"success\",\"data\":{\"collectors\":[{\"name\":\"one\",")
                .contains("\"state\":\"ok\"", "\"samples\":1");
    }

    @Test
    void a_page_that_is_not_there_is_said_in_a_line() throws Exception {
        var response = process.get("/nowhere");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("404 page not found\n");
    }

    @Test
    void no_banner_names_the_server() throws Exception {
        assertThat(process.get("/metrics").headers().map().keySet())
                .doesNotContain("server", "x-powered-by");
    }
}
