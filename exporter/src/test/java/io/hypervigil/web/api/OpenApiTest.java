package io.hypervigil.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every answer is as Prometheus' own description of the API says; but for a string's, of which the
 * description says that its time is text, and every Prometheus gives a number.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenApiTest {

    @SuppressWarnings("NullAway.Init")
    private OpenApi description;

    @SuppressWarnings("NullAway.Init")
    private ApiProcess process;

    @BeforeAll
    void start() throws Exception {
        description = OpenApi.load();
        process = ApiProcess.start();
    }

    @AfterAll
    void stop() {
        if (process != null) {
            process.close();
        }
    }

    static Stream<String> requests() {
        return Stream.of(
                "200 /query?query=temperature_celsius",
                "200 /query?query=temperature_celsius[5m]",
                "200 /query?query=1&stats=all",
                "200 /query?query=-1e300",
                "200 /query?query=latency",
                "200 /query?query=latency[5m]",
                "200 /query?query=nothing",
                "200 /query?query=rate(temperature_celsius[5m])",
                "200 /query?query=sum(latency)%2Bsum(temperature_celsius)",
                "200 /query?query=up&limit=1",
                "400 /query?query=foo(",
                "422 /query?query=label_replace(up,\"a\",\"\",\"job\",\"(\")",
                "200 /query_range?query=up&start=1767607100&end=1767607200&step=15",
                "200 /query_range?query=latency&start=1767607100&end=1767607200&step=15",
                "200 /query_range?query=1&start=1767607100&end=1767607200&step=15&stats=1",
                "400 /query_range?query=1&start=0&end=1767607200&step=15",
                "400 /query_range?query=up",
                "200 /query_exemplars?query=up&start=1&end=2",
                "400 /query_exemplars?query=up{",
                "200 /format_query?query=sum(up)by(job)",
                "400 /format_query?query=(",
                "200 /parse_query?query=topk(2,rate({a=~\"b\"}[5m]offset-1h))/on(x)group_left(y)-v@1",
                "200 /parse_query?query=max_over_time((abs(a)+or+b)[1h:5m]@start())",
                "400 /parse_query?query=(",
                "200 /labels",
                "200 /labels?match[]=up&limit=1",
                "400 /labels?match[]={}",
                "200 /label/job/values",
                "200 /label/U___E4_/values",
                "400 /label/job/values?start=x",
                "200 /series?match[]=up&match[]={job=~\".%2B\"}",
                "200 /series?match[]={job=~\".%2B\"}&limit=1",
                "400 /series",
                "200 /metadata",
                "200 /metadata?metric=up&limit=3&limit_per_metric=1",
                "400 /metadata?limit=x",
                "200 /targets",
                "200 /targets?state=active&scrapePool=hypervigil",
                "200 /targets?state=dropped",
                "200 /targets/metadata",
                "200 /targets/metadata?match_target={job=\"hypervigil\"}&metric=up",
                "400 /targets/metadata?match_target={",
                "200 /scrape_pools",
                "200 /rules",
                "200 /rules?type=alert&group_limit=1",
                "200 /rules?exclude_alerts=true&match[]={severity=\"warning\"}",
                "200 /rules?rule_name[]=none&file[]=none&rule_group[]=none",
                "400 /rules?type=x",
                "400 /rules?match[]={",
                "400 /rules?group_limit=x",
                "400 /rules?group_limit=1&group_next_token=x",
                "200 /alerts",
                "200 /alertmanagers",
                "200 /status/config",
                "200 /status/flags",
                "200 /status/buildinfo",
                "200 /status/runtimeinfo",
                "200 /status/tsdb",
                "400 /status/tsdb?limit=0",
                "200 /status/walreplay");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void an_answer_is_as_described(String request) throws Exception {
        int status = Integer.parseInt(request.substring(0, 3));
        var address = request.substring(4);
        var response = process.send(process.request("/api/v1" + ApiProcess.escaped(address)));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        var path = address.split("\\?", 2)[0].replaceFirst("^/label/.*/", "/label/{name}/");
        assertThat(description.flaws(path, "GET", status, response.body()))
                .as(response.body())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void an_answer_to_a_form_is_that_to_an_address(String request) throws Exception {
        var parts = request.substring(4).split("\\?", 2);
        if (parts.length == 1 || !isForm(parts[0])) {
            return;
        }
        var byAddress =
                process.send(process.request("/api/v1" + ApiProcess.escaped(request.substring(4))));
        var byForm = process.postText("/api/v1" + parts[0], parts[1]);

        assertThat(byForm.statusCode()).isEqualTo(byAddress.statusCode());
        assertThat(untimed(byForm.body())).isEqualTo(untimed(byAddress.body()));
    }

    private static boolean isForm(String path) {
        return path.matches("/(query|labels|series|format_query|parse_query).*");
    }

    private static String untimed(String body) {
        return body.replaceAll("Time\":[-+0-9.eE]+", "Time\":0");
    }
}
