package io.hypervigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.peers.Peers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code query} over a server that gives one answer. */
final class QueryCommandTest {

    private static final String TWO =
            """
            {"status":"success","data":{"resultType":"vector","result":[
              {"metric":{"__name__":"node_load1","instance":"a:1"},"value":[1795235111.4,"0.25"]},
              {"metric":{"job":"ü"},"value":[1795235111.4,"+Inf"]}]}}
            """;

    private final FakeConsole console = new FakeConsole();

    private int query(String answer, String... more) throws Exception {
        try (var server = FakeServer.answering(answer)) {
            return console.run(
                    Stream.concat(
                                    Stream.of("query", "instant", "x", "--url=" + server.url()),
                                    Stream.of(more))
                            .toArray(String[]::new));
        }
    }

    @Test
    void a_vector_is_a_table() throws Exception {
        assertThat(query(TWO)).isZero();

        assertThat(console.printed())
                .isEqualTo(
                        """
                        SERIES                      VALUE
                        node_load1{instance="a:1"}  0.25
                        {job="ü"}                   +Inf
                        """);
        assertThat(console.complained()).isEmpty();
    }

    @Test
    void as_json_it_is_what_the_server_gave() throws Exception {
        assertThat(query(TWO, "--format", "json")).isZero();

        assertThat(console.printed()).isEqualTo(TWO);
    }

    @Test
    void a_matrix_is_a_table_for_each_series_floats_and_histograms_in_order() throws Exception {
        assertThat(
                        query(
                                """
                                {"data":{"result":[
                                  {"values":[[1,"2"],[3.5,"-4e-7"]],"metric":{"a":"b"},
                                   "histograms":[[2,{"count":"3","sum":"4.5","buckets":[
                                     [1,"-2","-1","1"],[3,"-0.1","0.1","1"],[0,"1","2","1"],[2,"3","4","0"]]}]]},
                                  {"metric":{"a":"c"},"values":[[1,"5"]],"unheard":{"of":[]}}],
                                  "resultType":"matrix"},"status":"success"}
                                """))
                .isZero();

        assertThat(console.printed())
                .isEqualTo(
                        """
                        {a="b"}
                          1970-01-01T00:00:01.000Z  2
                          1970-01-01T00:00:02.000Z  {count:3, sum:4.5, [-2,-1):1, [-0.1,0.1]:1, (1,2]:1, (3,4):0}
                          1970-01-01T00:00:03.500Z  -4e-7
                        {a="c"}
                          1970-01-01T00:00:01.000Z  5
                        """);
    }

    @Test
    void scalars_and_strings_are_their_value() throws Exception {
        query("{\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"NaN\"]}}");
        assertThat(console.printed()).isEqualTo("NaN\n");

        query("{\"data\":{\"resultType\":\"string\",\"result\":[1,\"a b\"]}}");
        assertThat(console.printed()).isEqualTo("a b\n");
    }

    @Test
    void no_series_and_what_may_be_wrong_are_told_beside_the_result() throws Exception {
        int code =
                query(
                        """
                        {"status":"success","infos":["PromQL info: no counter? (1:6)"],
                         "warnings":["PromQL warning: mixed"],
                         "data":{"resultType":"vector","result":[]}}
                        """);

        assertThat(code).isZero();
        assertThat(console.printed()).isEmpty();
        assertThat(console.complained())
                .isEqualTo(
                        """
                        warning: PromQL warning: mixed
                        info: PromQL info: no counter? (1:6)
                        no series
                        """);
    }

    @Test
    void an_error_is_marked_in_the_query() throws Exception {
        var answer =
                """
                {"status":"error","errorType":"bad_data","error":"invalid parameter \\"query\\": 2:9: parse error: unexpected right brace '}'"}
                """;
        try (var server = FakeServer.answering(400, "application/json", answer)) {
            var code =
                    console.run(
                            "query", "instant", "up or\n\té{a=~\"b}\")}", "--url", server.url());

            assertThat(code).isEqualTo(1);
            assertThat(console.printed()).isEmpty();
            assertThat(console.complained())
                    .isEqualTo(
                            "hypervigil: bad_data: invalid parameter \"query\": 2:9: parse error:"
                                    + " unexpected right brace '}'\n"
                                    + "  \té{a=~\"b}\")}\n"
                                    + "  \t      ^\n");
        }
    }

    @Test
    void an_error_without_a_place_or_with_one_elsewhere_has_no_mark() throws Exception {
        for (var error : new String[] {"query timed out", "7:1: beyond", "0:0: nowhere"}) {
            var code = query("{\"errorType\":\"timeout\",\"error\":\"" + error + "\"}");

            assertThat(code).isEqualTo(1);
            assertThat(console.complained()).isEqualTo("hypervigil: timeout: " + error + "\n");
        }
    }

    @Test
    void what_is_asked_for_is_what_was_said() throws Exception {
        try (var server = FakeServer.answering(TWO)) {
            console.run("query", "instant", "a + b", "--url", server.url() + "/");
            console.run(
                    "query",
                    "instant",
                    "a",
                    "--time",
                    "2026-11-21T12:00:00+01:00",
                    "--url",
                    server.url());
            console.run(
                    "query",
                    "range",
                    "é",
                    "--start=1",
                    "--end=2",
                    "--step=15s",
                    "--url=" + server.url().replace("//", "//me:pass@") + "/prometheus");

            assertThat(server.asked)
                    .containsExactly(
                            "POST /api/v1/query query=a+%2B+b",
                            "POST /api/v1/query query=a&time=2026-11-21T12%3A00%3A00%2B01%3A00",
                            "POST /prometheus/api/v1/query_range"
                                    + " end=2&query=%C3%A9&start=1&step=15s Basic bWU6cGFzcw==");
        }
    }

    @Test
    void a_range_is_the_last_five_minutes_where_nothing_is_said() throws Exception {
        try (var server = FakeServer.answering(TWO)) {
            console.run("query", "range", "a", "--url", server.url());
            console.run("query", "range", "a", "--start=7", "--url", server.url());

            assertThat(server.asked.getFirst())
                    .matches("POST /api/v1/query_range end=\\d{10}&query=a&start=\\d{10}&step=15s");
            assertThat(server.asked.getLast()).contains("&start=7&");
        }
    }

    @Test
    void nothing_of_a_server_moves_the_cursor() throws Exception {
        query(
                "{\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{\"a\":\"\\u001b[2J\"},\"value\":[1,\"2\"]}]}}");

        assertThat(console.printed()).doesNotContain("\u001b");
    }

    static Stream<Arguments> noPrometheus() {
        return Stream.of(
                Arguments.of(
                        404,
                        "text/html",
                        "URL answers 404, not as a Prometheus does\n  is it hypervigil that listens"
                                + " there? name another with --url, or in HYPERVIGIL_URL\n"),
                Arguments.of(
                        401,
                        "text/plain",
                        "URL asks who you are\n  name a user in the address, best in"
                                + " HYPERVIGIL_URL: https://USER:PASSWORD@HOST:PORT\n"),
                Arguments.of(403, "text/plain", "URL does not allow it\n"),
                Arguments.of(
                        200,
                        "application/json",
                        "the server's answer is not as a Prometheus gives it\n"));
    }

    @ParameterizedTest
    @MethodSource("noPrometheus")
    void what_is_no_prometheus_is_told_apart(int status, String type, String told)
            throws Exception {
        try (var server = FakeServer.answering(status, type, "[1]")) {
            int code = console.run("query", "instant", "up", "--url", server.url());

            assertThat(code).isEqualTo(1);
            assertThat(console.complained())
                    .isEqualTo("hypervigil: " + told.replace("URL ", server.url() + " "));
        }
    }

    @Test
    void where_nobody_listens_it_says_what_to_look_at() throws Exception {
        var url = "http://127.0.0.1:" + Peers.freePort();

        int code = console.run("query", "instant", "up", "--url", url);

        assertThat(code).isEqualTo(1);
        assertThat(console.complained())
                .isEqualTo(
                        "hypervigil: "
                                + url
                                + ": connection refused\n"
                                + "  is hypervigil running there? start it, or name another with"
                                + " --url, or in HYPERVIGIL_URL\n");
    }
}
