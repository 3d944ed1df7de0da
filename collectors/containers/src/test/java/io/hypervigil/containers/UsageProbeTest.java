package io.hypervigil.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.Fact.Claim;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.SampleBook.Missing;
import io.hypervigil.containers.ContainersSettings.Kubernetes;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.Inventory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UsageProbeTest {

    private static final String A = Hosts.A;
    private static final String B = Hosts.B;
    private static final String DOCKER_A = "/system.slice/docker-" + A + ".scope";
    private static final String DOCKER_B = "/system.slice/docker-" + B + ".scope";

    @TempDir Path folder;

    @Test
    void without_a_runtime_containers_are_called_by_their_ids_and_it_says_so() throws Exception {
        HostRoom.in(folder).unified().group(DOCKER_A, 101).process(101, "7", "web");

        try (var harness = open(Told.nothing(), settings(Kubernetes.AUTO, false, 100))) {
            var round = harness.sample().getFirst();

            assertThat(round.missing())
                    .containsExactly(
                            new Missing(
                                    "name and image of 1 containers",
                                    "no container runtime that is read says them: they are"
                                            + " called by their ids"));
            assertThat(Exposition.text(List.of(round.samples())))
                    .contains(
                            "container_memory_usage_bytes{id=\""
                                    + DOCKER_A
                                    + "\",name=\"aaaaaaaaaaaa\",image=\"\"} 100000000\n");
        }
    }

    @Test
    void a_container_that_goes_between_list_and_read_is_left_out_silently() throws Exception {
        var room = HostRoom.in(folder).unified().group(DOCKER_A, 101).group(DOCKER_B, 201);
        var going = room.groupFolder(DOCKER_A);
        var inventory =
                new Told() {
                    @Override
                    public Optional<Container> find(String id) {
                        if (id.equals(A)) {
                            delete(going);
                        }
                        return Optional.empty();
                    }
                };

        try (var harness = open(inventory, settings(Kubernetes.AUTO, false, 100))) {
            var round = harness.sample().getFirst();

            assertThat(round.outcome()).isEqualTo(Outcome.SAMPLED);
            assertThat(round.problems()).isEmpty();
            assertThat(Exposition.text(List.of(round.samples())))
                    .contains(DOCKER_B)
                    .doesNotContain(DOCKER_A);
        }
    }

    @Test
    void a_container_in_anothers_place_is_there_at_once() throws Exception {
        var room = HostRoom.in(folder).unified().group(DOCKER_A, 101);

        try (var harness = open(Told.nothing(), settings(Kubernetes.AUTO, false, 100))) {
            harness.sample();
            delete(room.groupFolder(DOCKER_A));
            room.group(DOCKER_B, 201);

            assertThat(harness.exposition()).contains(DOCKER_B).doesNotContain(DOCKER_A);
        }
    }

    @Test
    void a_container_that_has_ended_takes_its_usage_with_it_and_leaves_its_state()
            throws Exception {
        var room = HostRoom.in(folder).unified().group(DOCKER_A, 101).group(DOCKER_B, 201);
        var told = Told.nothing().exited("docker", A, "web", 1);

        try (var harness = open(told, settings(Kubernetes.AUTO, false, 100))) {
            harness.sample();
            delete(room.groupFolder(DOCKER_A));
            var page = harness.exposition();

            assertThat(page)
                    .doesNotContain("container_memory_usage_bytes{id=\"" + DOCKER_A)
                    .contains("container_exit_code{container_id=\"" + A);
        }
    }

    @Test
    void the_count_of_those_that_ran_out_of_memory_outlives_the_control_group() throws Exception {
        aKillThatTakesTheControlGroupCounts((_, told) -> told.outOfMemory(0, 1));
    }

    @Test
    void a_kill_that_takes_the_control_group_with_it_is_told_by_the_kernels_log() throws Exception {
        aKillThatTakesTheControlGroupCounts(
                (room, _) ->
                        room.file(
                                "root/dev/kmsg",
                                ("6,1,2,-;oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),"
                                                + "cpuset=x,mems_allowed=0,oom_memcg=%1$s,"
                                                + "task_memcg=%1$s,task=a,pid=101,uid=0\n")
                                        .replace("%1$s", DOCKER_A)));
    }

    private void aKillThatTakesTheControlGroupCounts(BiConsumer<HostRoom, Told> kill)
            throws Exception {
        var room = HostRoom.in(folder).unified().group(DOCKER_A, 101).group(DOCKER_B, 201);
        room.groupFile("memory", DOCKER_A, "memory.events", "oom_kill 0\n");
        var told = Told.nothing().running("docker", A, "web", 101);
        var labels = "{id=\"" + DOCKER_A + "\",name=\"web\",image=\"registry/web:1\"} ";

        try (var harness = open(told, settings(Kubernetes.AUTO, false, 100))) {
            assertThat(harness.exposition()).contains("container_oom_events_total" + labels + "0");
            kill.accept(room, told);
            delete(room.groupFolder(DOCKER_A));
            assertThat(harness.exposition())
                    .contains("container_oom_events_total" + labels + "1")
                    .doesNotContain("container_memory_usage_bytes" + labels);
        }
    }

    @Test
    void a_kernels_log_that_may_not_be_read_is_missing_where_there_are_containers()
            throws Exception {
        HostRoom.in(folder).unified().group(DOCKER_A, 101);
        var kmsg = folder.resolve("root/dev/kmsg");
        Files.delete(kmsg);
        var told = Told.nothing().running("docker", A, "web", 101);

        try (var harness = open(told, settings(Kubernetes.AUTO, false, 100))) {
            assertThat(harness.sample().getFirst().missing())
                    .containsExactly(
                            new Missing(
                                    "OOM kills that end a container, where its runtime tells no"
                                            + " such events",
                                    kmsg + ": does not exist"));
        }
    }

    @Test
    void one_that_never_ran_has_run_out_of_memory_never() throws Exception {
        HostRoom.in(folder).unified();
        var told = Told.nothing().exited("docker", A, "web", 137).outOfMemory(0, 1);
        told.exited("docker", B, "db", 0);

        try (var harness = open(told, settings(Kubernetes.AUTO, false, 100))) {
            assertThat(harness.exposition())
                    .contains(
                            "container_oom_events_total{id=\"\",name=\"web\",image=\"registry/web:1\"} 1",
                            "container_oom_events_total{id=\"\",name=\"db\",image=\"registry/db:1\"} 0");
        }
    }

    @Test
    void a_node_of_kubernetes_is_left_to_its_kubelet() throws Exception {
        HostRoom.in(folder).unified().group("/kubepods.slice").group(DOCKER_A, 101);

        try (var harness = open(Told.nothing(), settings(Kubernetes.AUTO, false, 100))) {
            assertThat(harness.sample().getFirst().outcome())
                    .isInstanceOf(Outcome.Unavailable.class);
            assertThat(harness.facts().facts(Claim.class)).isEmpty();
        }
    }

    @Test
    void pods_alone_can_be_left_to_the_kubelet() throws Exception {
        var pod = "/kubepods/pod" + Hosts.UID;
        HostRoom.in(folder).unified().group(pod).group(pod + "/" + B, 201).group(DOCKER_A, 101);

        try (var harness = open(Told.nothing(), settings(Kubernetes.OFF, false, 100))) {
            assertThat(harness.exposition()).contains(DOCKER_A).doesNotContain(pod);
        }
    }

    @Test
    void units_of_systemd_are_given_where_they_are_wanted() throws Exception {
        HostRoom.in(folder)
                .unified()
                .group("/system.slice")
                .group("/system.slice/ssh.service", 1)
                .group("/machine.slice/machine-qemu\\x2d1\\x2dvm.scope", 900);

        try (var harness = open(Told.nothing(), settings(Kubernetes.AUTO, true, 100))) {
            assertThat(harness.exposition())
                    .contains(
                            "container_memory_usage_bytes{id=\"/system.slice/ssh.service\",name=\"\",image=\"\"}")
                    .contains("container_memory_usage_bytes{id=\"/system.slice\",")
                    .doesNotContain("qemu");
        }
    }

    @Test
    void too_many_groups_are_complained_of() throws Exception {
        HostRoom.in(folder).unified().group(DOCKER_A, 101).group(DOCKER_B, 201);

        try (var harness = open(Told.nothing(), settings(Kubernetes.AUTO, false, 2))) {
            var round = harness.sample().getFirst();

            assertThat(round.problems())
                    .singleElement()
                    .satisfies(
                            problem ->
                                    assertThat(problem.cause())
                                            .hasMessage(
                                                    "more than 2 control groups: the others are"
                                                            + " left out; the setting max_cgroups"
                                                            + " takes more"));
            assertThat(Exposition.text(List.of(round.samples())))
                    .contains("container_scrape_error 1\n")
                    .contains(DOCKER_A);
        }
    }

    @Test
    void a_file_that_makes_no_sense_costs_what_it_says_and_is_named() throws Exception {
        HostRoom.in(folder)
                .unified()
                .group(DOCKER_A, 101)
                .groupFile("memory", DOCKER_A, "memory.stat", "anon a lot\n");

        try (var harness = open(Told.nothing(), settings(Kubernetes.AUTO, false, 100))) {
            var round = harness.sample().getFirst();

            assertThat(round.problems())
                    .singleElement()
                    .satisfies(
                            problem ->
                                    assertThat(problem.cause())
                                            .hasMessageContaining("memory.stat, line 1"));
            assertThat(Exposition.text(List.of(round.samples())))
                    .contains("container_memory_usage_bytes")
                    .doesNotContain("container_memory_rss{");
        }
    }

    @Test
    void a_name_may_have_any_character() throws Exception {
        var odd = "ü \"quoted\" back\\slash\nline\t{}=,\ud83d\ude00";
        HostRoom.in(folder).unified().group(DOCKER_A, 101).process(101, "7", "web");
        var told = Told.nothing().running("docker", A, odd, 101);

        try (var harness = open(told, settings(Kubernetes.AUTO, false, 100))) {
            var round = harness.sample().getFirst();

            assertThat(round.lastDropped()).isEmpty();
            assertThat(Exposition.text(List.of(round.samples())))
                    .contains("name=\"ü \\\"quoted\\\" back\\\\slash\\nline\t{}=,\ud83d\ude00\"");
        }
    }

    @Test
    void a_container_by_an_unusual_path_is_known_by_what_its_runtime_says() throws Exception {
        HostRoom.in(folder)
                .unified()
                .group("/my-namespace/redis", 101)
                .group("/somebody/elses", 300)
                .process(101, "7", "redis");
        var told =
                Told.nothing()
                        .running("containerd", "redis", "redis", 101)
                        .in("/my-namespace/redis");

        try (var harness = open(told, settings(Kubernetes.AUTO, false, 100))) {
            assertThat(harness.exposition())
                    .contains(
                            "{id=\"/my-namespace/redis\",name=\"redis\",image=\"registry/redis:1\"}")
                    .doesNotContain("elses");
        }
    }

    @Test
    void a_namespace_of_its_own_is_said() throws Exception {
        HostRoom.in(folder).unified().file("proc/1/cgroup", "0::/../../init.scope\n");

        try (var harness = open(Told.nothing(), settings(Kubernetes.AUTO, false, 100))) {
            assertThat(harness.sample().getFirst().missing())
                    .extracting(Missing::what)
                    .containsExactly("control groups of the host");
        }
    }

    @Test
    void where_network_namespaces_may_not_be_seen_the_runtimes_word_counts() throws Exception {
        var devices =
                """
                Inter-|
                 face |
                  eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
                """;
        HostRoom.in(folder)
                .unified()
                .group(DOCKER_A, 101)
                .group(DOCKER_B, 201)
                .file("proc/101/net/dev", devices)
                .file("proc/201/net/dev", devices);
        var told = Told.nothing().running("docker", A, "web", 101);

        try (var harness = open(told, settings(Kubernetes.AUTO, false, 100))) {
            assertThat(harness.exposition().lines())
                    .filteredOn(line -> line.startsWith("container_network_receive_bytes_total{"))
                    .containsExactly(
                            "container_network_receive_bytes_total{id=\""
                                    + DOCKER_A
                                    + "\",name=\"web\",image=\"registry/web:1\",interface=\"eth0\"} 1");
        }
    }

    @Test
    void open_files_are_counted_where_they_are_wanted() throws Exception {
        HostRoom.in(folder)
                .unified()
                .group(DOCKER_A, 101, 102)
                .process(101, "7", "web")
                .link("proc/101/fd/0", "/dev/null")
                .link("proc/101/fd/1", "/dev/null")
                .link("proc/102/fd/0", "/dev/null");

        try (var harness =
                CollectorHarness.open(
                        new ContainersCollector(Told.nothing()),
                        folder,
                        settings(Kubernetes.AUTO, false, 100),
                        _ -> true)) {
            assertThat(harness.exposition())
                    .contains(
                            "container_file_descriptors{id=\""
                                    + DOCKER_A
                                    + "\",name=\"aaaaaaaaaaaa\",image=\"\"} 3\n");
        }
    }

    private CollectorHarness open(Inventory inventory, ContainersSettings settings)
            throws Exception {
        return CollectorHarness.open(
                new ContainersCollector(inventory), folder, settings, Group::byDefault);
    }

    private static ContainersSettings settings(Kubernetes kubernetes, boolean units, int most) {
        return new ContainersSettings(
                List.of(),
                kubernetes,
                units,
                most,
                Hosts.SELDOM,
                Hosts.NO_RUNTIMES,
                Hosts.NO_ACTIONS,
                Hosts.NO_QUOTAS);
    }

    private static void delete(Path group) {
        try (var files = Files.list(group)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(group);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
