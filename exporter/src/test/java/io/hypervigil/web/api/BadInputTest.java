package io.hypervigil.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.WindowSettings;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is meant to hurt ends soon, with an error of Prometheus' kind, and the process goes on. */
@Timeout(20)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputTest {

    private static final int SERIES = 10_000;
    private static final String QUERY = "/api/v1/query";

    @SuppressWarnings("NullAway.Init")
    private ApiProcess process;

    @BeforeAll
    void start() throws Exception {
        process =
                ApiProcess.start(
                        manySeries(), new QuerySettings(Duration.ofMinutes(2), 1_000_000, 2));
    }

    private static SampleWindow manySeries() {
        var window = new SampleWindow(WindowSettings.DEFAULT);
        for (String name : List.of("left", "right")) {
            for (int i = 0; i < SERIES; i++) {
                window.loose()
                        .append(
                                Labels.of(Labels.NAME, name, name, "a".repeat(30) + i),
                                ApiProcess.NOW.toEpochMilli() - 1,
                                i);
            }
        }
        return window;
    }

    @AfterEach
    void it_goes_on() throws Exception {
        assertThat(process.post(QUERY, "query", "sum(left)").body()).contains("\"49995000\"");
    }

    @AfterAll
    void stop() {
        process.close();
    }

    @Test
    void a_query_of_a_megabyte() throws Exception {
        assertThat(refused(400, "bad_data", process.post(QUERY, "query", "a".repeat(1 << 20))))
                .contains("request body too large");
    }

    @Test
    void a_query_that_is_as_long_as_may_be() throws Exception {
        var sum = "1" + "+1".repeat(50_000);

        refused(400, "bad_data", process.post(QUERY, "query", sum));
    }

    @Test
    void a_body_that_does_not_end() throws Exception {
        assertThat(process.postText(QUERY, "query=" + "a".repeat(3 << 20)).statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "[", "{", "sum(", "a + (", "abs("})
    void ten_thousand_of_what_opens(String opening) throws Exception {
        refused(400, "bad_data", process.post(QUERY, "query", opening.repeat(10_000)));
    }

    @Test
    void ten_thousand_parentheses_that_are_closed() throws Exception {
        var query = "(".repeat(10_000) + "1" + ")".repeat(10_000);

        refused(400, "bad_data", process.post(QUERY, "query", query));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{1000}){1000}){1000}",
                "((((((a{20}){20}){20}){20}){20}){20})",
                "(x{1000}|y{1000}){999}",
            })
    void a_regular_expression_that_would_explode(String regex) throws Exception {
        refused(400, "bad_data", process.post(QUERY, "query", "left{left=~\"" + regex + "\"}"));
    }

    @Test
    void a_regular_expression_that_others_backtrack_on() throws Exception {
        var response =
                process.post(QUERY, "query", "count(left{left=~\"(a+)+b|(a|aa)+c|((a*)*)*d\"})");

        assertThat(response.body()).contains("\"result\":[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "left * on() right",
                "left * on() group_left right",
                "label_replace(left, \"x\", \"y\", \"\", \"\")"
                        + " * on(x) group_right label_replace(right, \"x\", \"y\", \"\", \"\")",
            })
    void a_cross_join(String query) throws Exception {
        refused(422, "execution", process.post(QUERY, "query", query));
    }

    @Test
    void ten_years_by_seconds() throws Exception {
        assertThat(
                        refused(
                                400,
                                "bad_data",
                                process.post(
                                        "/api/v1/query_range",
                                        "query",
                                        "left",
                                        "start",
                                        "1451606400",
                                        "end",
                                        "1767225600",
                                        "step",
                                        "1")))
                .contains("exceeded maximum resolution of 11,000 points per timeseries.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum_over_time(vector(1)[10y:1s])",
                "sum_over_time(left[10y:1s])",
                "left[100y:1ms]",
            })
    void ten_years_by_seconds_within_the_query(String query) throws Exception {
        refused(422, "execution", process.post(QUERY, "query", query));
    }

    @Test
    void seven_thousand_million_sums() throws Exception {
        var query = "max_over_time(sum_over_time(vector(1)[1d:1s])[1d:1s])";

        refused(503, "timeout", process.post(QUERY, "query", query, "timeout", "500ms"));
    }

    @Test
    void ten_thousand_series_at_eleven_thousand_points() throws Exception {
        refused(
                422,
                "execution",
                process.post(
                        "/api/v1/query_range",
                        "query",
                        "last_over_time(left[3h])",
                        "start",
                        "1767607200",
                        "end",
                        "1767618200",
                        "step",
                        "1"));
    }

    @Test
    void more_parameters_than_anybody_has() throws Exception {
        refused(400, "bad_data", process.postText("/api/v1/series", "match[]=a&".repeat(20_000)));
    }

    private static String refused(int status, String type, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body())
                .startsWith("{\"status\":\"error\",\"errorType\":\"" + type + "\",\"error\":\"")
                .hasSizeLessThan(2_000);
        return response.body();
    }
}
