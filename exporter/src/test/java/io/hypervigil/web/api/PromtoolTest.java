package io.hypervigil.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.RealPart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** promtool asks us as it asks a Prometheus. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PromtoolTest {

    @TempDir private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private ApiProcess process;

    @SuppressWarnings("NullAway.Init")
    private Path promtool;

    @BeforeAll
    void start() throws Exception {
        promtool =
                RealPart.require(
                        "promtool", "run ./test, or .ci/peers and put its folder on the PATH");
        process = ApiProcess.start();
    }

    @AfterAll
    void stop() {
        if (process != null) {
            process.close();
        }
    }

    @Test
    void an_instant_query() {
        assertThat(ask("instant", "--time=1767607200", "http_requests_total"))
                .isEqualTo(
                        """
                        http_requests_total{instance="host-1:10048", job="hypervigil", path="/"} \
                        => 120 @[1767607200]
                        http_requests_total{instance="host-1:10048", job="hypervigil", path="/api"} \
                        => 480 @[1767607200]
                        """);
    }

    @Test
    void a_range_query() {
        assertThat(ask("range", "--start=1767607140", "--end=1767607200", "--step=30s", "sum(up)"))
                .isEqualTo(
                        """
                        {} =>
                        1 @[1767607140]
                        1 @[1767607170]
                        1 @[1767607200]
                        """);
    }

    @Test
    void series() {
        assertThat(ask("series", "--match=up", "--start=1767607140", "--end=1767607200"))
                .isEqualTo("{__name__=\"up\", instance=\"host-1:10048\", job=\"hypervigil\"}\n");
    }

    @Test
    void values_of_a_label() {
        assertThat(ask("labels", "path")).isEqualTo("/\n/api\n");
    }

    @Test
    void a_query_that_is_refused() {
        assertThat(ask("instant", "rate(up)"))
                .contains("1:6: parse error: expected type range vector in call to function");
    }

    private String ask(String kind, String... arguments) {
        var command = new ArrayList<>(List.of(promtool.toString(), "query", kind));
        var flags = List.of(arguments).stream().filter(one -> one.startsWith("--")).toList();
        command.addAll(flags);
        command.add(process.root().toString());
        List.of(arguments).stream().filter(one -> !flags.contains(one)).forEach(command::add);
        return RealPart.run(folder, "", command).output();
    }
}
