package io.hypervigil.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the running process keeps of its rounds, asked for by its own API and command line. */
final class OurWindowTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir Path folder;

    private Peers.Server start(String... more) throws Exception {
        var flags = new ArrayList<String>();
        flags.add("--sampling.interval=1s");
        flags.add("--window.interval=1s");
        flags.addAll(List.of(more));
        return OurProcess.start(folder, flags.toArray(String[]::new));
    }

    /** Waits until a query gives anything. */
    private static String await(URI server, String query) throws Exception {
        return Eventually.get(
                SOON,
                () -> {
                    var answer = Peers.query(server, query);
                    assertThat(answer).as(query).contains("\"value\":");
                    return answer;
                });
    }

    private void end(Peers.Server server) throws Exception {
        RealPart.run(folder, "", List.of("kill", String.valueOf(server.part().pid())));
        assertThat(server.part().exitCode(SOON)).isZero();
    }

    @Test
    void rounds_can_be_asked_for_as_if_a_prometheus_had_scraped_them() throws Exception {
        try (var ours = start("--window.instance=host-1", "--window.job=gpu")) {
            var root = ours.root();

            await(root, "count_over_time(up{job=\"gpu\", instance=\"host-1\"}[1m]) > 1");

            for (var query :
                    List.of(
                            "node_load1{job=\"gpu\", instance=\"host-1\"}",
                            "sum by (mode) (rate(node_cpu_seconds_total[1m])) > 0",
                            "scrape_samples_scraped > 100",
                            "process_resident_memory_bytes > 1e6",
                            "hypervigil_collector_success{collector=\"host\"} == 1",
                            "hypervigil_build_info",
                            "prometheus_tsdb_head_series > 100",
                            "sum(hypervigil_window_refused_total) == 0")) {
                await(root, query);
            }
            assertThat(Peers.ok(root.resolve("/metrics")))
                    .contains("\nprometheus_tsdb_head_series ")
                    .doesNotContain("\nup ");
        }
    }

    @Test
    void the_series_of_a_source_that_breaks_end() throws Exception {
        var proc = Files.createDirectories(folder.resolve("proc"));
        Files.writeString(proc.resolve("stat"), "btime 1\n");
        var load = Files.writeString(proc.resolve("loadavg"), "0.25 0.5 0.75 1/2 3\n");
        try (var ours = start("--path.procfs=" + proc)) {
            assertThat(await(ours.root(), "node_load1")).contains("\"0.25\"");

            Files.delete(load);

            await(ours.root(), "count(count_over_time(node_load1[1m])) unless on () node_load1");
        }
    }

    @Test
    void samples_are_there_again_after_a_restart() throws Exception {
        var state = folder.resolve("state");
        var flags = new String[] {"--window.instance=h", "--storage.tsdb.path=" + state};
        try (var first = start(flags)) {
            await(first.root(), "count_over_time(node_load1[5m]) > 2");
            end(first);
        }

        try (var second = start(flags)) {
            await(second.root(), "count_over_time(node_load1[5m]) > 3");
            // Of both processes, each with its own start.
            await(second.root(), "changes(process_start_time_seconds[5m]) == 1");
            assertThat(second.part().log()).contains("msg=\"window read back\"");
        }
    }

    @Test
    void a_file_that_is_no_window_is_set_aside_and_said_once() throws Exception {
        var state = Files.createDirectories(folder.resolve("state"));
        Files.writeString(state.resolve("window.snapshot"), "torn");

        try (var ours = start("--storage.tsdb.path=" + state)) {
            await(ours.root(), "up");
            end(ours);
            assertThat(ours.part().log().lines().filter(line -> line.contains("level=ERROR")))
                    .singleElement()
                    .asString()
                    .endsWith(
                            "msg=\"window could not be read back, its file is set aside\" path="
                                    + state.resolve("window.snapshot.bad")
                                    + " error=\"4 bytes are no snapshot\"");
        }
        assertThat(state.resolve("window.snapshot.bad")).hasContent("torn");
        assertThat(state.resolve("window.snapshot")).isNotEmptyFile();
    }

    @Test
    void the_command_line_asks_it() throws Exception {
        try (var ours = start("--window.instance=h")) {
            await(ours.root(), "up");

            var run =
                    RealPart.run(
                            folder,
                            "",
                            OurProcess.command(
                                    List.of("query", "instant", "up", "--url=" + ours.root())));

            assertThat(run.output())
                    .isEqualTo(
                            """
                            SERIES                              VALUE
                            up{instance="h", job="hypervigil"}  1
                            """);
            assertThat(run.exitCode()).isZero();
        }
    }
}
