package io.hypervigil.containers.podman;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.containers.daemon.PrivatePodman;
import io.hypervigil.containers.instance.ApiInstance;
import io.hypervigil.containers.instance.FileInstance;
import io.hypervigil.containers.instance.InstanceState.Down;
import io.hypervigil.containers.instance.InstanceState.Up;
import io.hypervigil.containers.instance.Patience;
import io.hypervigil.containers.instance.RuntimeInstance;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.Container.Pod;
import io.hypervigil.containers.inventory.Container.State;
import io.hypervigil.containers.inventory.GpuRequest;
import io.hypervigil.containers.inventory.OomKills;
import io.hypervigil.containers.json.Json;
import io.hypervigil.containers.oci.Frozen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a Podman, one for all. */
class RealPodmanTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Path PROC = Path.of("/proc");
    private static final Frozen FROZEN = new Frozen(PROC, Path.of("/sys"));

    @SuppressWarnings("NullAway.Init") // Before all.
    private static PrivatePodman podman;

    @BeforeAll
    static void makePodman() throws Exception {
        podman = PrivatePodman.make();
        podman.serve();
    }

    @AfterAll
    @SuppressWarnings("RedundantNullCheck") // Null where the test was skipped.
    static void endPodman() {
        if (podman != null) {
            podman.close();
        }
    }

    @Test
    void containers_and_pods_are_told_by_the_api_as_they_change() throws Exception {
        try (var api = api()) {
            Eventually.get(SOON, () -> assertThat(api.state()).isInstanceOf(Up.class));
            var pod = podman.podman("pod", "create", "--infra=false", "shop").strip();
            var id =
                    podman.run(
                            List.of("--pod=shop", "--name=odd_Na.me-1", "--label=a=b \"ü\""),
                            "sleep",
                            "1000");

            var told = await(api, id, each -> each.state() == State.RUNNING);
            assertThat(told.runtime()).isEqualTo("podman");
            assertThat(told.name()).isEqualTo("odd_Na.me-1");
            assertThat(told.image()).isEqualTo("localhost/busy:1");
            assertThat(told.labels()).isEqualTo(Map.of("a", "b \"ü\""));
            assertThat(told.pod()).contains(new Pod(pod, "shop", "", ""));
            assertThat(told.pid()).isPresent();
            assertThat(told.cgroup()).hasValueSatisfying(path -> assertThat(path).contains(id));
            assertThat(told.restarts()).hasValue(0);
            Eventually.get(
                    SOON,
                    () ->
                            assertThat(api.pods())
                                    .singleElement()
                                    .satisfies(
                                            each -> {
                                                assertThat(each.id()).isEqualTo(pod);
                                                assertThat(each.name()).isEqualTo("shop");
                                                assertThat(each.state()).isEqualTo("Running");
                                                assertThat(each.containers()).isEqualTo(1);
                                                assertThat(each.created()).isPresent();
                                            }));

            podman.podman("pause", id);
            await(api, id, each -> each.state() == State.PAUSED);
            podman.podman("unpause", id);
            podman.podman("pod", "rm", "-f", "-t", "0", "shop");
            Eventually.get(SOON, () -> assertThat(api.containers()).doesNotContainKey(id));
            Eventually.get(SOON, () -> assertThat(api.pods()).hasSize(0));
        }
    }

    @Test
    void a_container_that_lives_100_ms_leaves_its_exit_code() throws Exception {
        try (var api = api()) {
            Eventually.get(SOON, () -> assertThat(api.state()).isInstanceOf(Up.class));
            var id = podman.run(List.of(), "sh", "-c", "sleep 0.1; exit 5");

            var told = await(api, id, each -> each.state() == State.EXITED);
            assertThat(told.exitCode()).hasValue(5);
            assertThat(told.times().finished()).isPresent();
            podman.podman("rm", id);
        }
    }

    @Test
    void images_are_counted() throws Exception {
        try (var api = api()) {
            Eventually.get(SOON, () -> assertThat(api.state()).isInstanceOf(Up.class));

            var stock = api.stock().orElseThrow();

            assertThat(stock.taggedImages()).isEqualTo(1);
            assertThat(stock.imageBytes()).isPositive();
            assertThat(stock.volumes()).isEmpty();
        }
    }

    @Test
    void layers_and_volumes_are_measured() throws Exception {
        var id =
                podman.run(
                        List.of("--volume=written:/volume"),
                        "sh",
                        "-c",
                        "head -c 2000000 /dev/zero >/own; head -c 3000000 /dev/zero >/volume/its");
        podman.podman("wait", id);
        try (var api = api()) {
            Eventually.get(SOON, () -> assertThat(api.state()).isInstanceOf(Up.class));

            var sizes = api.sizes().orElseThrow();

            assertThat(sizes.layerBytes().get(id)).isBetween(2_000_000L, 2_100_000L);
            assertThat(sizes.volumeBytes()).isBetween(3_000_000L, 3_100_000L);
        } finally {
            podman.podman("rm", id);
            podman.podman("volume", "rm", "written");
        }
    }

    @Test
    void files_alone_tell_names_images_and_pids() throws Exception {
        var running = podman.run(List.of("--name=by_file", "--network=host"), "sleep", "1000");
        var ended = podman.run(List.of("--name=ended_by_file"), "true");
        podman.podman("wait", ended);
        try (var files = files()) {
            var told = await(files, running, each -> each.state() == State.RUNNING);
            assertThat(told.name()).isEqualTo("by_file");
            assertThat(told.user()).contains("someone");
            assertThat(told.image()).isEqualTo("localhost/busy:1");
            assertThat(told.ownNetwork()).isFalse();
            assertThat(told.times().created()).isPresent();
            assertThat(told.pid())
                    .hasValue(
                            Long.parseLong(
                                    podman.podman("inspect", "-f", "{{.State.Pid}}", running)
                                            .strip()));
            assertThat(await(files, ended, each -> each.state() == State.EXITED).pid()).isEmpty();

            podman.podman("rm", "-f", "-t", "0", running, ended);
            Eventually.get(
                    SOON, () -> assertThat(files.containers()).doesNotContainKeys(running, ended));
        }
    }

    @Test
    void files_alone_tell_states_and_what_is_left_of_an_end() throws Exception {
        var made = podman.podman("create", "--name=made_by_file", "busy:1", "true").strip();
        var paused = podman.run(List.of("--name=paused_by_file"), "sleep", "1000");
        podman.podman("pause", paused);
        var ended = podman.run(List.of("--name=code_by_file"), "sh", "-c", "exit 5");
        podman.podman("wait", ended);
        try (var files = files()) {
            await(files, paused, each -> each.state() == State.PAUSED);
            await(files, made, each -> each.state() == State.CREATED);
            var told = await(files, ended, each -> each.state() == State.EXITED);
            assertThat(told.oomKills()).isEqualTo(OomKills.NONE);
            assertThat(files.unsaid())
                    .isEqualTo("exit codes, labels, restarts, health and names of pods");

            // Podman 4 takes both away once it has read them, older ones leave them.
            var folders = podman.folders();
            Files.createDirectories(folders.exits());
            Files.writeString(folders.exits().resolve(ended), "5");
            Files.createFile(folders.graph().resolve("vfs-containers/" + ended + "/userdata/oom"));
            var left = await(files, ended, each -> each.oomKills().all() == 1);
            assertThat(left.exitCode()).hasValue(5);
            assertThat(left.times().finished()).isPresent();

            podman.podman("unpause", paused);
            await(files, paused, each -> each.state() == State.RUNNING);
        } finally {
            podman.podman("rm", "-f", "-t", "0", made, paused, ended);
        }
    }

    @Test
    void a_device_that_was_asked_for_is_told() throws Exception {
        var json =
                """
                {"Id":"1","Config":{"CreateCommand":["podman","run","--device","nvidia.com/gpu=1",
                "--device=/dev/fuse","--device=nvidia.com/gpu=all"]}}""";

        var told = PodmanContainer.parse(Json.parse("test", json), Optional.empty(), Map.of());

        assertThat(told.gpus()).containsExactly(new GpuRequest.Index(1), new GpuRequest.All());

        var byFile =
                "{\"Id\":\"1\",\"HostConfig\":{\"Devices\":[{\"PathOnHost\":\"/dev/nvidia0\"}]}}";
        assertThat(
                        PodmanContainer.parse(
                                        Json.parse("test", byFile), Optional.empty(), Map.of())
                                .gpus())
                .containsExactly(new GpuRequest.DeviceFile("/dev/nvidia0"));
    }

    @Test
    void storage_that_is_not_there_is_said(@TempDir Path folder) throws Exception {
        var missing =
                new StorageFolders(
                        folder.resolve("graph"), folder.resolve("run"), folder.resolve("exits"));
        try (var files =
                new FileInstance(
                        "podman",
                        Optional.empty(),
                        "x",
                        new PodmanFiles(missing, Optional.empty(), PROC, FROZEN),
                        InstantSource.system(),
                        Duration.ofMillis(50))) {
            Eventually.get(
                    SOON,
                    () ->
                            assertThat(files.state())
                                    .isInstanceOfSatisfying(
                                            Down.class,
                                            down ->
                                                    assertThat(down.reason())
                                                            .isEqualTo(
                                                                    missing.graph()
                                                                            + ": may not be read,"
                                                                            + " or is gone")));
        }
    }

    private static ApiInstance api() {
        return new ApiInstance(
                PodmanApi.RUNTIME,
                Optional.empty(),
                podman.socket().toString(),
                new PodmanApi(podman.socket(), Optional.empty()),
                InstantSource.system(),
                Patience.USUAL);
    }

    private static FileInstance files() {
        return new FileInstance(
                PodmanApi.RUNTIME,
                Optional.of("someone"),
                podman.folders().graph().toString(),
                new PodmanFiles(podman.folders(), Optional.of("someone"), PROC, FROZEN),
                InstantSource.system(),
                Duration.ofMillis(100));
    }

    private static Container await(RuntimeInstance of, String id, Predicate<Container> isRight)
            throws Exception {
        return Eventually.get(
                SOON,
                () -> {
                    var found = Objects.requireNonNull(of.containers().get(id));
                    assertThat(found).matches(isRight);
                    return found;
                });
    }
}
