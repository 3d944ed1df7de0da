package io.hypervigil.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hypervigil.peers.Peers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a request is told in the words and with the status of a real Prometheus. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ErrorTwinTest {

    @TempDir private static Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private Peers.Server theirs;

    @SuppressWarnings("NullAway.Init")
    private ApiProcess ours;

    @BeforeAll
    void start() throws Exception {
        theirs = RealPrometheus.start(folder, client);
        ours = ApiProcess.start();
    }

    @AfterAll
    void stop() {
        client.close();
        if (theirs != null) {
            theirs.close();
            ours.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query",
                "query?query=",
                "query?query=foo(",
                "query?query=up%2B%2B)",
                "query?query=sum(rate(up))",
                "query?query=%ff",
                "query?query=up+on(a)(1)",
                "query?query=rate(up[1000y])",
                "query?query=nosuch(up)",
                "query?query=label_replace(vector(1),\"x\",\"y\",\"job\",\"(\")",
                "query?query=up{a=~\"(\"}",
                "query?query={}",
                "query?query=vector(1)%2Bon(a)group_left(b)vector(\"a\")",
                "query?query=1&time=x",
                "query?query=1&time=1e400",
                "query?query=1&timeout=x",
                "query?query=1&timeout=-1s",
                "query?query=1&limit=-1",
                "query?query=1&limit=x",
                "query?query=1&limit=99999999999999999999",
                "query?query=1&lookback_delta=x",
                "query_range?query=1",
                "query_range?query=1&start=1&end=x&step=1",
                "query_range?query=1&start=1&end=0&step=1",
                "query_range?query=1&start=1&end=2&step=0",
                "query_range?query=1&start=1&end=2&step=-5s",
                "query_range?query=1&start=1&end=2&step=x",
                "query_range?query=1&start=1&end=2&step=1e15",
                "query_range?query=1&start=0&end=1000000&step=1",
                "query_range?query=1&start=0&end=11001&step=1",
                "query_range?query=up[1m]&start=0&end=1&step=1",
                "query_range?query=\"a\"&start=0&end=1&step=1",
                "query_range?query=a{&start=0&end=1&step=1",
                "query_range?query=1&start=0&end=9&step=1&timeout=x",
                "query_range?query=1&start=0&end=9&step=1&limit=x",
                "query_exemplars",
                "query_exemplars?query=up&start=5&end=1",
                "query_exemplars?query=up&start=x",
                "query_exemplars?query=a{",
                "format_query",
                "format_query?query=a{",
                "parse_query",
                "parse_query?query=a{",
                "labels?start=x",
                "labels?end=2026-13-01T00:00:00Z",
                "labels?match[]=x{",
                "labels?match[]={}",
                "labels?match[]={a=~\".*\"}",
                "labels?limit=x",
                "label/U__/values",
                "label/job/values?match[]=x{",
                "label/job/values?match[]={}",
                "label/job/values?limit=x",
                "series",
                "series?match[]={}",
                "series?match[]=x{",
                "series?match[]=up&start=x",
                "series?match[]=up&limit=x",
                "metadata?limit=x",
                "metadata?limit_per_metric=x",
                "targets/metadata?match_target=x{",
                "targets/metadata?limit=x",
                "rules?type=x",
                "rules?exclude_alerts=x",
                "rules?match[]=x{",
                "rules?group_limit=x",
                "rules?group_limit=0",
                "rules?group_next_token=abc",
                "rules?group_limit=1&group_next_token=abc",
                "status/tsdb?limit=0",
                "status/tsdb?limit=x",
                "nothing",
                "rules/test/test",
                "federate?match[]=x{"
            })
    void a_wrong_request_is_refused_as_there(String request) throws Exception {
        var path =
                (request.startsWith("federate") ? "/" : "/api/v1/") + ApiProcess.escaped(request);
        var expected = get(theirs.root(), path);
        var given = get(ours.root(), path);

        assertThat(expected.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(given.statusCode()).as(given.body()).isEqualTo(expected.statusCode());
        assertThat(read(given)).isEqualTo(read(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT query", "POST metadata", "POST label/a/values"})
    void a_wrong_method_is_refused_as_there(String request) throws Exception {
        var parts = request.split(" ", 2);
        var expected = send(theirs.root(), "/api/v1/" + parts[1], parts[0]);
        var given = send(ours.root(), "/api/v1/" + parts[1], parts[0]);

        assertThat(given.statusCode()).isEqualTo(expected.statusCode()).isEqualTo(405);
        assertThat(given.body()).isEqualTo(expected.body());
        assertThat(given.headers().firstValue("Allow").orElse("")).startsWith("GET");
    }

    /** The same JSON may be written in many ways: Go escapes what HTML would read. */
    private static Object read(HttpResponse<String> response) throws IOException {
        var body = response.body();
        return body.startsWith("{") ? new ObjectMapper().readTree(body) : body;
    }

    private HttpResponse<String> get(URI root, String path) throws Exception {
        return send(root, path, "GET");
    }

    private HttpResponse<String> send(URI root, String path, String method) throws Exception {
        return client.send(
                HttpRequest.newBuilder(root.resolve(path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
