package io.hypervigil.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Threads;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** How queries share the process, and how they end. */
final class QueryLaneTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final SlowStore store = new SlowStore();

    @Test
    void a_query_whose_client_goes_away_ends_and_makes_room() throws Exception {
        try (var process = ApiProcess.start(store, settings(Duration.ofMinutes(2)))) {
            try (var client =
                    new Socket(InetAddress.getLoopbackAddress(), process.root().getPort())) {
                client.getOutputStream()
                        .write(
                                "GET /api/v1/query?query=slow HTTP/1.1\r\nHost: a\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
                client.getOutputStream().flush();
                store.awaitFirstRead();
            }

            var next = process.get("/api/v1/query", "query", "1", "timeout", "10s");

            assertThat(next.statusCode()).as(next.body()).isEqualTo(200);
            assertThat(store.reads()).isLessThan(50_000);
        }
    }

    @Test
    void a_query_that_waits_too_long_for_its_turn_is_told_so() throws Exception {
        try (var process = ApiProcess.start(store, settings(Duration.ofSeconds(3)))) {
            var first = new FutureTask<>(() -> process.get("/api/v1/query", "query", "slow"));
            Threads.start("test-query", first);
            store.awaitFirstRead();

            var second = process.get("/api/v1/query", "query", "1", "timeout", "100ms");

            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.body())
                    .isEqualTo(
                            """
                            {"status":"error","errorType":"timeout",\
                            "error":"query timed out in query queue"}""");
            assertThat(first.get().statusCode()).isEqualTo(503);
        }
    }

    @Test
    void a_query_that_runs_too_long_ends_and_is_told_so() throws Exception {
        try (var process = ApiProcess.start(store, settings(Duration.ofMinutes(2)))) {
            long start = System.nanoTime();

            var response = process.get("/api/v1/query", "query", "slow", "timeout", "200ms");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body())
                    .isEqualTo(
                            """
                            {"status":"error","errorType":"timeout",\
                            "error":"query timed out in expression evaluation"}""");
        }
    }

    @Test
    void a_query_that_would_hold_too_much_is_refused() throws Exception {
        try (var process =
                ApiProcess.start(
                        ApiProcess.samples(), new QuerySettings(Duration.ofMinutes(2), 100, 1))) {
            var response = process.get("/api/v1/query", "query", "up[1h]");

            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.body())
                    .isEqualTo(
                            """
                            {"status":"error","errorType":"execution","error":"query processing \
                            would load too many samples into memory in query execution"}""");
        }
    }

    @Test
    void a_large_result_keeps_its_place_until_it_is_sent() throws Exception {
        try (var process =
                ApiProcess.start(
                        ApiProcess.samples(),
                        new QuerySettings(Duration.ofSeconds(60), 50_000_000, 1))) {
            var large =
                    "/api/v1/query_range?query={job=~\".%2B\"}"
                            + "&start=1767605400&end=1767607200&step=1";
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> response =
                        process.send(process.request(ApiProcess.escaped(large)));

                assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
                assertThat(response.body()).hasSizeGreaterThan(100_000).endsWith("]}}");
            }
        }
    }

    private static QuerySettings settings(Duration timeout) {
        return new QuerySettings(timeout, 1_000_000, 1);
    }
}
