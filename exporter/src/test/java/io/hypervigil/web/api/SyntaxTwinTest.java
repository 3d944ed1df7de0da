package io.hypervigil.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypervigil.peers.Peers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries are formatted, and shown as trees, as a real Prometheus does it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SyntaxTwinTest {

    /** Of the language of 3.14, which older ones do not tell of. */
    private static final List<String> NEWER = List.of("anchored", "smoothed", "fillValues");

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
                "1e9",
                "-Inf",
                "\"te\\\"xt\"",
                "up",
                "up{a!=\"b\",c=~\"d|e\",f!~\"\"} offset -5m",
                "{__name__=~\"a.*\"} @ 1.5",
                "{\"a.b\",\"c.d\"=\"e\"}[5m] @ end()",
                "rate(x[5m] offset 1h)",
                "max_over_time((abs(a) or b)[1h:5m] @ start())",
                "min_over_time(a[1h:])",
                "-(a + +b)",
                "a ^ b ^ c * d % -2",
                "a == bool 1",
                "a > ignoring(x, y) b",
                "a * on() group_left(c) b",
                "a unless on(x) b and c",
                "a / on(a) group_right d atan2 e",
                "sum(a)",
                "sum without() (a)",
                "topk by (b, c) (5, a)",
                "count_values(\"v\", a)",
                "label_join(a, \"b\", \"c\", \"d\", \"e\")",
                "round(a, 5) + time() - day_of_week()",
                "histogram_quantile(0.9, sum by (le) (rate(a_very_long_name_of_a_metric_bucket"
                        + "{with=\"labels\", and=\"more of them\"}[5m])))",
                "sum by (job) (a_rather_long_name{job=\"one\"}) / on (job) group_left (instance)"
                        + " sum by (job) (another_rather_long_name{job=\"two\"}) > 100",
            })
    void a_query_is_shown_as_there(String query) throws Exception {
        assertThat(data(ours.root(), "format_query", query))
                .isEqualTo(data(theirs.root(), "format_query", query));
        assertThat(older(data(ours.root(), "parse_query", query)))
                .isEqualTo(data(theirs.root(), "parse_query", query));
    }

    private JsonNode data(URI root, String path, String query) throws Exception {
        var request =
                HttpRequest.newBuilder(root.resolve("/api/v1/" + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(ApiProcess.form("query", query)))
                        .build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body()).path("data");
    }

    private static JsonNode older(JsonNode tree) {
        for (JsonNode part : tree) {
            older(part);
        }
        if (tree instanceof ObjectNode object) {
            object.remove(NEWER);
        }
        return tree;
    }
}
