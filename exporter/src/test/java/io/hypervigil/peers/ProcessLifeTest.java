package io.hypervigil.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as its supervisor sees it: signals, exit codes, a configuration that changes. */
final class ProcessLifeTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir Path folder;

    @Test
    void sigterm_ends_it_with_0_within_five_seconds_even_while_a_source_hangs() throws Exception {
        // Reading a named pipe that nobody writes to hangs for ever, as a lost disk does.
        var proc = Files.createDirectories(folder.resolve("proc"));
        Files.writeString(proc.resolve("stat"), "btime 1\n");
        RealPart.run(folder, "", List.of("mkfifo", proc.resolve("loadavg").toString()));
        try (var ours = start("--path.procfs=" + proc)) {
            Eventually.get(
                    SOON,
                    () -> {
                        assertThat(Peers.ok(ours.root().resolve("/api/v1/status/collectors")))
                                .contains("\"name\":\"kernel\",\"state\":\"hanging\"");
                        return true;
                    });
            assertThat(Peers.ok(ours.root().resolve("/metrics")))
                    .contains("hypervigil_collector_success{collector=\"host\"} 0\n")
                    .contains("hypervigil_probe_success{collector=\"host\",probe=\"kernel\"} 0\n");

            long before = System.nanoTime();
            signal("TERM", ours.part().pid());
            int exitCode = ours.part().exitCode(SOON);

            assertThat(exitCode).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void sighup_reads_the_configuration_again_and_a_bad_one_changes_nothing() throws Exception {
        var file = Files.writeString(folder.resolve("hypervigil.yml"), "collectors: {}\n");
        try (var ours = start("--config.file=" + file)) {
            assertThat(Peers.ok(ours.root().resolve("/metrics"))).contains("\nnode_load1 ");

            Files.writeString(file, "colectors: {}\n");
            signal("HUP", ours.part().pid());
            Eventually.get(
                    SOON,
                    () -> {
                        assertThat(Peers.ok(ours.root().resolve("/metrics")))
                                .contains("\nhypervigil_config_last_reload_successful 0\n")
                                .contains("\nnode_load1 ");
                        return true;
                    });
            assertThat(ours.part().log())
                    .contains("line 1, column 1: unknown key colectors, did you mean collectors?");

            Files.writeString(file, "collectors: {host: {groups: {loadavg: false}}}\n");
            signal("HUP", ours.part().pid());
            Eventually.get(
                    SOON,
                    () -> {
                        assertThat(Peers.ok(ours.root().resolve("/metrics")))
                                .contains("\nhypervigil_config_last_reload_successful 1\n")
                                .contains("\nnode_time_seconds ")
                                .doesNotContain("node_load1");
                        return true;
                    });
        }
    }

    @Test
    void an_address_in_use_is_said_in_one_line_and_ends_it_with_1() throws Exception {
        try (var first = OurProcess.start(folder)) {
            var address = first.root().getAuthority();
            var second =
                    RealPart.run(
                            folder,
                            "",
                            OurProcess.command(
                                    List.of("serve", "--web.listen-address=" + address)));

            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output()).contains(address).doesNotContain("\tat ");
        }
    }

    private Peers.Server start(String... flags) throws Exception {
        return OurProcess.start(folder, flags);
    }

    private void signal(String name, long pid) {
        assertThat(
                        RealPart.run(folder, "", List.of("kill", "-" + name, String.valueOf(pid)))
                                .exitCode())
                .isZero();
    }
}
