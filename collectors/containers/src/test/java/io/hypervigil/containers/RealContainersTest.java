package io.hypervigil.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.RealPart;
import io.hypervigil.collect.Threads;
import io.hypervigil.containers.RealHost.Page;
import io.hypervigil.containers.daemon.PrivateDockerd;
import io.hypervigil.containers.http.Request;
import io.hypervigil.containers.http.Target;
import io.hypervigil.containers.runtime.RuntimesSettings;
import io.hypervigil.containers.runtime.SizeMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole collector over containers of a Docker Engine, on this machine's own kernel. */
final class RealContainersTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int BRIEF = 8;

    @SuppressWarnings("NullAway.Init") // Before all.
    private static PrivateDockerd dockerd;

    @TempDir Path folder;

    @BeforeAll
    static void startDocker() {
        dockerd = PrivateDockerd.start();
    }

    @AfterAll
    @SuppressWarnings("RedundantNullCheck") // Null where the test was skipped.
    static void endDocker() {
        if (dockerd != null) {
            dockerd.close();
        }
    }

    @Test
    void what_stands_still_is_told_as_its_control_group_and_docker_say() throws Exception {
        var id =
                dockerd.run(
                        "busy",
                        hostConfig(
                                "\"Memory\":67108864,\"CpuPeriod\":100000,\"CpuQuota\":50000,"
                                        + "\"PidsLimit\":100"),
                        "sh",
                        "-c",
                        "i=0; while [ $i -lt 30000 ]; do i=$((i+1)); done; sleep 99 & sleep 99");
        var cgroup = RealCgroup.of(pid(id));
        Eventually.get(SOON, () -> assertThat(cgroup.threads()).isEqualTo(2));
        dockerd.tell(id, "pause");

        try (var host = open()) {
            var page = await(host, each -> each.lines("container_state", state("busy", "paused")));
            var stats = stats(id);

            assertThat(page.value("container_cpu_usage_seconds_total", "busy"))
                    .hasValue(cgroup.cpuSeconds());
            assertThat(number("total_usage", stats) / 1e9)
                    .isCloseTo(cgroup.cpuSeconds(), within(0.001));
            assertThat(page.value("container_memory_usage_bytes", "busy"))
                    .hasValue(cgroup.memoryBytes());
            assertThat(page.value("container_threads", "busy")).hasValue(2);
            assertThat(page.value("container_processes", "busy")).hasValue(2);
            assertThat(Pattern.compile("\"pids_stats\":\\{\"current\":2[,}]").matcher(stats).find())
                    .isTrue();
            assertThat(page.value("container_spec_memory_limit_bytes", "busy"))
                    .hasValue(64 * 1024 * 1024);
            assertThat(page.value("container_spec_cpu_quota", "busy")).hasValue(50_000);
            assertThat(page.value("container_cpu_cfs_periods_total", "busy")).isPresent();
            assertThat(page.value("container_threads_max", "busy")).hasValue(100);
            assertThat(page.lines("container_last_seen", "name=\"busy\"").getFirst())
                    .contains(id)
                    .contains("image=\"busy:1\"");
        }
    }

    @Test
    void the_file_system_of_its_layer_is_that_of_dockers_folder() throws Exception {
        dockerd.run("layered", "", "sleep", "1000");
        var store = Files.getFileStore(dockerd.folder());

        try (var host = open()) {
            var page = host.page();

            assertThat(page.value("container_fs_limit_bytes", "layered"))
                    .hasValue((double) store.getTotalSpace());
            assertThat(page.lines("container_fs_limit_bytes", "name=\"layered\"").getFirst())
                    .contains("device=\"" + store.name() + "\"");
            var inodes = page.value("container_fs_inodes_total", "layered").orElse(0);
            assertThat(page.value("container_fs_inodes_free", "layered").orElse(0))
                    .isBetween(0.0, inodes);
        }
    }

    @Test
    void docker_measures_layers_and_volumes_where_that_is_asked_for_alone() throws Exception {
        var id =
                dockerd.run(
                        "writer",
                        hostConfig("\"Binds\":[\"written:/volume\"]"),
                        "sh",
                        "-c",
                        "head -c 2000000 /dev/zero >/own; head -c 3000000 /dev/zero >/volume/its;"
                                + " sleep 1000");
        try (var host = open()) {
            var page = await(host, each -> each.lines("container_last_seen", "name=\"writer\""));

            assertThat(page.text())
                    .doesNotContain("container_fs_usage_bytes")
                    .doesNotContain("container_runtime_volume_bytes");
        }
        try (var host =
                RealHost.open(
                        folder,
                        docker(Duration.ZERO),
                        group -> group.byDefault() || group.equals(SizeMetrics.GROUP))) {
            Eventually.get(
                    SOON,
                    () -> {
                        var page = host.page();
                        assertThat(page.value("container_fs_usage_bytes", "writer").orElse(0))
                                .isBetween(2_000_000.0, 2_100_000.0);
                        assertThat(page.lines("container_runtime_volume_bytes", "docker"))
                                .singleElement()
                                .asString()
                                .endsWith(" 3000000");
                        var limit = page.lines("container_fs_limit_bytes", id).getFirst();
                        assertThat(page.lines("container_fs_usage_bytes", id).getFirst())
                                .as("beside its limit")
                                .startsWith(
                                        limit.substring(0, limit.lastIndexOf(' '))
                                                .replace("_limit_", "_usage_"));
                        return page;
                    });
        }
    }

    @Test
    void a_daemon_that_is_stopped_costs_neither_names_nor_series() throws Exception {
        dockerd.run("patient", "", "sleep", "1000");
        try (var host = RealHost.open(folder, docker(Duration.ofMinutes(1)))) {
            await(host, each -> each.lines("container_last_seen", "name=\"patient\""));
            var before = seriesOf("patient", host.page());
            try {
                dockerd.stop();

                var stopped = await(host, each -> upIs(0, each));
                assertThat(seriesOf("patient", stopped)).isEqualTo(before);
                assertThat(stopped.missing()).anyMatch(what -> what.startsWith("docker at "));
            } finally {
                dockerd.cont();
            }

            var back = await(host, each -> upIs(1, each));
            assertThat(seriesOf("patient", back)).isEqualTo(before);
        }
    }

    /** All but their values, and but what is read when something moves. */
    private static Set<String> seriesOf(String name, Page page) {
        return page.text()
                .lines()
                .filter(line -> line.contains("name=\"" + name + "\""))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toSet());
    }

    @Test
    void promtool_finds_nothing_in_a_real_page_but_names_that_are_kept() throws Exception {
        var promtool = RealPart.require("promtool", "run ./test, which fetches it").toString();
        dockerd.run("linted", "", "sleep", "1000");
        try (var host = open()) {
            var page = await(host, each -> each.lines("container_last_seen", "name=\"linted\""));

            var check = RealPart.run(folder, page.text(), List.of(promtool, "check", "metrics"));

            assertThat(KeptNames.withoutThem(check.output())).isEmpty();
        }
    }

    @Test
    void the_first_round_of_all_knows_the_runtime_and_names() throws Exception {
        dockerd.run("at-once", "", "sleep", "1000");
        try (var host = open()) {
            var page = host.page();

            assertThat(upIs(1, page)).hasSize(1);
            assertThat(page.value("container_memory_usage_bytes", "at-once")).isPresent();
            assertThat(page.lines("container_runtime_images", "kind=\"tagged\"")).hasSize(1);
        }
    }

    @Test
    void ends_restarts_and_health_are_told() throws Exception {
        dockerd.run("ended", "", "sh", "-c", "exit 3");
        dockerd.run(
                "failing",
                hostConfig("\"RestartPolicy\":{\"Name\":\"on-failure\",\"MaximumRetryCount\":2}"),
                "false");
        dockerd.run(
                "healthy",
                ",\"Healthcheck\":{\"Test\":[\"CMD\",\"true\"],\"Interval\":1000000000}",
                "sleep",
                "1000");
        dockerd.run("unchecked", "", "sleep", "1000");

        try (var host = open()) {
            var page =
                    Eventually.get(
                            SOON,
                            () -> {
                                var now = host.page();
                                assertThat(now.value("container_health_state", "healthy"))
                                        .hasValue(1);
                                assertThat(now.value("container_restarts_total", "failing"))
                                        .hasValue(2);
                                assertThat(now.lines("container_state", state("failing", "exited")))
                                        .hasSize(1);
                                return now;
                            });

            assertThat(page.value("container_exit_code", "ended")).hasValue(3);
            assertThat(page.value("container_exit_code", "failing")).hasValue(1);
            assertThat(page.lines("container_state", state("ended", "exited"))).hasSize(1);
            assertThat(page.lines("container_last_seen", "name=\"ended\"")).isEmpty();
            assertThat(page.value("container_health_state", "unchecked")).hasValue(-1);
            assertThat(page.value("container_exit_code", "unchecked")).isEmpty();
        }
    }

    @Test
    void those_that_run_out_of_memory_are_counted_though_it_ends_their_control_groups()
            throws Exception {
        var grow = "s=x; while :; do s=$s$s; done";
        var memory = "\"Memory\":20971520,\"MemorySwap\":20971520";
        var again = ",\"RestartPolicy\":{\"Name\":\"on-failure\",\"MaximumRetryCount\":3}";
        dockerd.run("hog", hostConfig(memory), "sh", "-c", "sleep 2; " + grow);
        dockerd.run("loop", hostConfig(memory + again), "sh", "-c", grow);
        dockerd.run("frugal", hostConfig(memory), "sleep", "1000");

        try (var host = open()) {
            await(host, page -> page.lines("container_oom_events_total", "name=\"frugal\""));
            Eventually.get(
                    SOON,
                    () -> {
                        var page = host.page();
                        assertThat(page.value("container_exit_code", "hog")).hasValue(137);
                        assertThat(page.value("container_exit_code", "loop")).hasValue(137);
                        assertThat(page.lines("container_state", state("loop", "exited")))
                                .hasSize(1);
                        assertThat(page.value("container_oom_events_total", "hog")).hasValue(1);
                        assertThat(page.value("container_oom_events_total", "frugal")).hasValue(0);
                        assertThat(page.value("container_oom_events_total", "loop")).hasValue(4);
                        return page;
                    });
        }
    }

    @Test
    void without_dockers_socket_containerd_tells_what_runs_by_short_ids_and_it_says_so()
            throws Exception {
        var id = dockerd.run("nameless", "", "sleep", "1000");
        try (var host = RealHost.open(folder, RealHost.containerd(dockerd.containerdState()))) {
            var page = await(host, each -> each.lines("container_state", id));

            assertThat(page.lines("container_state", id))
                    .singleElement()
                    .asString()
                    .contains("name=\"" + id.substring(0, 12) + "\",image=\"\"");
            assertThat(page.lines("container_health_state", id)).isEmpty();
            assertThat(page.missing())
                    .anyMatch(what -> what.matches("name and image of \\d+ containers"));
        }
    }

    @Test
    void odd_names_labels_and_control_groups_are_kept_to_the_letter() throws Exception {
        var parent = "/hv odd {}=,'ü";
        var name = "a_b.c-D" + "e".repeat(120);
        var id =
                dockerd.run(
                        name,
                        hostConfig("\"CgroupParent\":\"" + parent + "\"")
                                + ",\"Labels\":{\"te.am\":\"l\\n\\\"q\\\" b\\\\ ü€\"}",
                        "sleep",
                        "1000");
        try (var host = open("te.am")) {
            var page = await(host, each -> each.lines("container_last_seen", name));

            assertThat(page.lines("container_info", id))
                    .singleElement()
                    .asString()
                    .contains("id=\"" + parent + "/" + id + "\"")
                    .contains("name=\"" + name + "\"")
                    .contains("container_label_te_am=\"l\\n\\\"q\\\" b\\\\ ü€\"");
            assertThat(page.rounds()).allSatisfy(round -> assertThat(round.problems()).isEmpty());
        } finally {
            dockerd.remove(id);
            RealCgroup.removeAll(parent);
        }
    }

    @Test
    void containers_that_live_for_a_moment_leave_nothing() throws Exception {
        var all =
                Threads.start(
                        "brief",
                        () -> {
                            for (int i = 0; i < BRIEF; i++) {
                                dockerd.run(
                                        "brief-" + i,
                                        hostConfig("\"AutoRemove\":true"),
                                        "sleep",
                                        "0.1");
                            }
                        });
        try (var host = open()) {
            int seen = 0;
            while (all.isAlive()) {
                var page = host.page();
                seen += page.lines("container_state", "name=\"brief-").size();
                assertThat(page.rounds())
                        .allSatisfy(
                                round -> {
                                    assertThat(round.outcome())
                                            .isNotInstanceOf(Outcome.Failed.class);
                                    assertThat(round.problems()).isEmpty();
                                });
            }

            assertThat(seen).isPositive();
            Eventually.get(SOON, () -> assertThat(host.page().text()).doesNotContain("\"brief-"));
        }
    }

    @Test
    void traffic_is_that_of_its_own_network() throws Exception {
        RealPart.require("ip", "apt-get install iproute2");
        RealPart.require("nsenter", "apt-get install util-linux");
        var id = dockerd.run("networked", "", "sleep", "1000");
        dockerd.run("alone", "", "sleep", "1000");
        var pid = Long.toString(pid(id));
        program(
                "ip",
                "link",
                "add",
                "hvbench0",
                "type",
                "veth",
                "peer",
                "name",
                "e7",
                "netns",
                pid);
        program("ip", "link", "set", "hvbench0", "up");
        // The kernel says hello over IPv6, or is asked to over IPv4.
        program("nsenter", "-t", pid, "-n", "ip", "addr", "add", "192.0.2.7/24", "dev", "e7");
        program("nsenter", "-t", pid, "-n", "ip", "link", "set", "e7", "up");

        try (var host = open()) {
            await(host, each -> each.lines("container_network_receive_bytes_total", "networked"));
            var device = Path.of("/proc", pid, "net/dev");
            Eventually.get(
                    SOON,
                    () -> {
                        var before = Files.readString(device);
                        var page = host.page();
                        assertThat(Files.readString(device)).isEqualTo(before);
                        var line = before.substring(before.indexOf("e7:") + 3).strip();
                        assertThat(page.value("container_network_receive_bytes_total", "networked"))
                                .hasValue(Double.parseDouble(line.split("\\s+", 2)[0]));
                        return page;
                    });
            var page = host.page();
            assertThat(page.lines("container_network_transmit_packets_total", "\"networked\""))
                    .singleElement()
                    .asString()
                    .contains("interface=\"e7\"");
            assertThat(page.lines("container_network_receive_bytes_total", "\"alone\"")).isEmpty();
        }
    }

    @Test
    void a_daemon_that_is_killed_costs_states_and_neither_usage_nor_names() throws Exception {
        dockerd.run("survivor", "", "sleep", "1000");
        try (var host = open();
                var patient = RealHost.open(folder, docker(Duration.ofMinutes(1)))) {
            await(host, each -> each.lines("container_last_seen", "name=\"survivor\""));
            await(patient, each -> each.lines("container_last_seen", "name=\"survivor\""));

            dockerd.kill();
            Files.deleteIfExists(dockerd.socket());

            await(host, each -> upIs(0, each));
            var without = host.page();
            assertThat(without.value("container_memory_usage_bytes", "survivor")).isPresent();
            assertThat(without.lines("container_info", "name=\"survivor\",image=\"busy:1\""))
                    .hasSize(1);
            assertThat(without.lines("container_state", "name=\"survivor\"")).isEmpty();
            assertThat(without.missing())
                    .anyMatch(what -> what.matches("state, health and restarts of \\d+ containers"))
                    .anyMatch(what -> what.startsWith("docker at "));
            var kept = await(patient, each -> upIs(0, each));
            assertThat(kept.value("container_memory_usage_bytes", "survivor")).isPresent();

            dockerd.startAgain();

            // A daemon that was killed ends what it finds when it comes back.
            await(host, each -> upIs(1, each));
            await(host, each -> each.lines("container_state", state("survivor", "exited")));
        }
    }

    private static List<String> upIs(int value, Page page) {
        return page.lines("hypervigil_container_runtime_up", "runtime=\"docker\"").stream()
                .filter(line -> line.endsWith(" " + value))
                .toList();
    }

    private RealHost open(String... labels) throws Exception {
        return RealHost.open(folder, docker(Duration.ZERO), labels);
    }

    private static RuntimesSettings docker(Duration keepLast) {
        return RealHost.docker(dockerd.socket(), keepLast);
    }

    /** A round in which these lines are there. */
    private static Page await(RealHost host, Function<Page, List<String>> lines) throws Exception {
        return Eventually.get(
                SOON,
                () -> {
                    var page = host.page();
                    assertThat(lines.apply(page)).isNotEmpty();
                    return page;
                });
    }

    private void program(String... command) {
        var run = RealPart.run(folder, "", List.of(command));
        assertThat(run.exitCode()).as(String.join(" ", command) + run.output()).isZero();
    }

    private static String hostConfig(String more) {
        return ",\"HostConfig\":" + PrivateDockerd.NO_NETWORK.replace("}", "," + more + "}");
    }

    /** A state of the container whose name it is. */
    private static String state(String name, String state) {
        return "name=\"" + name + "\",image=\"busy:1\",state=\"" + state + "\"";
    }

    private static long pid(String id) {
        var inspected = dockerd.send(Request.get(Target.of("containers", id, "json"))).text();
        return (long) number("Pid", inspected);
    }

    private static String stats(String id) {
        return dockerd.send(
                        Request.get(
                                Target.of("containers", id, "stats")
                                        .with("stream", "false")
                                        .with("one-shot", "true")))
                .text();
    }

    private static double number(String key, String json) {
        var found = Pattern.compile("\"" + key + "\":(\\d+)").matcher(json);
        assertThat(found.find()).as(key + " in " + json).isTrue();
        return Double.parseDouble(found.group(1));
    }
}
