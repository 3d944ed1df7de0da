package io.hypervigil.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypervigil.collect.Eventually;
import io.hypervigil.containers.daemon.PrivateDockerd;
import io.hypervigil.containers.http.LineStream;
import io.hypervigil.containers.http.LogStream;
import io.hypervigil.containers.http.Request;
import io.hypervigil.containers.http.Target;
import io.hypervigil.containers.instance.ApiInstance;
import io.hypervigil.containers.instance.ApiRefusal;
import io.hypervigil.containers.instance.InstanceState.Down;
import io.hypervigil.containers.instance.InstanceState.Up;
import io.hypervigil.containers.instance.Patience;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.Container.Health;
import io.hypervigil.containers.inventory.Container.State;
import io.hypervigil.containers.inventory.GpuRequest;
import io.hypervigil.containers.inventory.OomKills;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a Docker Engine, one for all. */
class RealDockerTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Patience SHORT =
            new Patience(Duration.ofMillis(300), Duration.ofMinutes(5), Duration.ofMillis(100));

    @SuppressWarnings("NullAway.Init") // Before all.
    private static PrivateDockerd dockerd;

    @SuppressWarnings("NullAway.Init") // Before each.
    private ApiInstance docker;

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

    @BeforeEach
    void open() {
        docker =
                new ApiInstance(
                        DockerApi.RUNTIME,
                        Optional.empty(),
                        dockerd.socket().toString(),
                        new DockerApi(dockerd.socket(), Optional.empty()),
                        InstantSource.system(),
                        SHORT);
    }

    @AfterEach
    void close() {
        docker.close();
    }

    @Test
    void a_running_container_is_told_whole() throws Exception {
        var before = Instant.ofEpochSecond(InstantSource.system().instant().getEpochSecond());
        var id =
                dockerd.run(
                        "one_run.ning-1",
                        ",\"Labels\":{\"com.docker.compose.project\":\"shop\",\"odd \\n\\\"ü\":\"\\\\ €\"}",
                        "sleep",
                        "1000");
        var told = await(id, each -> each.state() == State.RUNNING);

        var started = told.times().started().orElseThrow();
        var created = told.times().created().orElseThrow();
        assertThat(created).isBetween(before, started);
        assertThat(told)
                .isEqualTo(
                        new Container(
                                "docker",
                                Optional.empty(),
                                id,
                                "one_run.ning-1",
                                "busy:1",
                                State.RUNNING,
                                told.pid(),
                                OptionalInt.empty(),
                                Optional.of(Health.NONE),
                                OptionalLong.of(0),
                                new Container.Times(
                                        Optional.of(created),
                                        Optional.of(started),
                                        Optional.empty()),
                                Optional.empty(),
                                true,
                                Map.of("com.docker.compose.project", "shop", "odd \n\"ü", "\\ €"),
                                Optional.empty(),
                                List.of(),
                                OomKills.NONE));
        assertThat(ProcessHandle.of(told.pid().orElseThrow())).isPresent();
        assertThat(docker.state())
                .isInstanceOfSatisfying(Up.class, up -> assertThat(up.version()).isNotEmpty());
    }

    @Test
    void events_tell_what_becomes_of_a_container() throws Exception {
        awaitUp();
        var id = dockerd.create("becoming", "", "sleep", "1000");
        await(id, each -> each.state() == State.CREATED && each.pid().isEmpty());
        dockerd.tell(id, "start");
        await(id, each -> each.state() == State.RUNNING && each.pid().isPresent());
        dockerd.tell(id, "pause");
        await(id, each -> each.state() == State.PAUSED);
        dockerd.tell(id, "unpause");
        await(id, each -> each.state() == State.RUNNING);
        dockerd.send(Request.post(Target.of("containers", id, "rename").with("name", "renamed")));
        await(id, each -> each.name().equals("renamed"));
        dockerd.tell(id, "kill");
        var ended = await(id, each -> each.state() == State.EXITED);
        assertThat(ended.exitCode()).hasValue(137);
        assertThat(ended.times().finished()).isPresent();
        dockerd.remove(id);
        Eventually.get(SOON, () -> assertThat(docker.containers()).doesNotContainKey(id));
    }

    @Test
    void a_container_that_lives_100_ms_leaves_its_exit_code() throws Exception {
        awaitUp();
        var id = dockerd.run("brief", "", "sh", "-c", "sleep 0.1; exit 7");

        assertThat(await(id, each -> each.state() == State.EXITED).exitCode()).hasValue(7);
    }

    @Test
    void a_container_that_removes_itself_leaves_nothing() throws Exception {
        awaitUp();
        var id =
                dockerd.run(
                        "gone",
                        ",\"HostConfig\":{\"NetworkMode\":\"none\",\"AutoRemove\":true}",
                        "true");
        var other = dockerd.create("after", "", "true");

        await(other, each -> each.state() == State.CREATED);
        Eventually.get(SOON, () -> assertThat(docker.containers()).doesNotContainKey(id));
    }

    @Test
    void gpus_that_were_asked_for_are_told() throws Exception {
        awaitUp();
        var requests =
                "\"DeviceRequests\":[{\"Count\":2,\"Capabilities\":[[\"gpu\"]]},"
                        + "{\"DeviceIDs\":[\"GPU-7f3c\"],\"Capabilities\":[[\"gpu\"]]}]";
        var id =
                dockerd.create(
                        "gpus",
                        ",\"HostConfig\":{\"NetworkMode\":\"none\"," + requests + "}",
                        "true");

        assertThat(await(id, each -> each.state() == State.CREATED).gpus())
                .containsExactly(new GpuRequest.Count(2), new GpuRequest.Uuid("GPU-7f3c"));
    }

    @Test
    void restarts_are_counted() throws Exception {
        awaitUp();
        var id =
                dockerd.run(
                        "again",
                        ",\"HostConfig\":{\"NetworkMode\":\"host\",\"RestartPolicy\":{\"Name\":\"on-failure\",\"MaximumRetryCount\":2}}",
                        "false");

        var told =
                await(id, each -> each.restarts().orElse(0) == 2 && each.state() == State.EXITED);
        assertThat(told.exitCode()).hasValue(1);
        assertThat(told.ownNetwork()).isFalse();
    }

    @Test
    void health_is_told_when_it_changes() throws Exception {
        awaitUp();
        var id =
                dockerd.run(
                        "healthy",
                        ",\"Healthcheck\":{\"Test\":[\"CMD\",\"/bin/true\"],\"Interval\":300000000}",
                        "sleep",
                        "1000");

        var told = await(id, each -> each.health().equals(Optional.of(Health.HEALTHY)));
        assertThat(told.state()).isEqualTo(State.RUNNING);
        dockerd.remove(id);
    }

    @Test
    void what_happened_while_nobody_listened_is_found() throws Exception {
        var first = dockerd.create("early", "", "sleep", "1000");
        await(first, each -> each.state() == State.CREATED);
        dockerd.kill();
        Eventually.get(SOON, () -> assertThat(docker.state()).isInstanceOf(Down.class));
        assertThat(docker.containers()).as("kept meanwhile").containsKey(first);

        dockerd.startAgain();
        var second = dockerd.run("late", "", "sleep", "1000");

        await(second, each -> each.state() == State.RUNNING);
        awaitUp();
    }

    @Test
    void a_daemon_that_hangs_is_down_and_comes_back() throws Exception {
        awaitUp();
        dockerd.stop();
        var down =
                Eventually.get(
                        SOON,
                        () -> {
                            assertThat(docker.state()).isInstanceOf(Down.class);
                            return (Down) docker.state();
                        });
        assertThat(down.reason()).endsWith("docker.sock: no answer in time");
        dockerd.cont();

        awaitUp();
    }

    @Test
    void a_daemon_that_was_stopped_is_not_started_by_us() throws Exception {
        awaitUp();
        dockerd.terminate();
        Eventually.get(
                SOON,
                () ->
                        assertThat(docker.state())
                                .isInstanceOfSatisfying(
                                        Down.class,
                                        down ->
                                                assertThat(down.reason())
                                                        .contains("dockerd was stopped")));
        dockerd.startAgain();

        awaitUp();
    }

    @Test
    void many_are_told_and_images_counted() throws Exception {
        awaitUp();
        for (int i = 0; i < 40; i++) {
            dockerd.create("many-" + i, "", "true");
        }
        Eventually.get(
                SOON,
                () ->
                        assertThat(docker.containers().values())
                                .filteredOn(each -> each.name().startsWith("many-"))
                                .hasSize(40));

        var stock = docker.stock().orElseThrow();
        assertThat(stock.taggedImages()).isEqualTo(1);
        assertThat(stock.imageBytes()).isPositive();
    }

    @Test
    void an_action_may_use_the_engine_for_streams_and_refusals() throws Exception {
        try (var engine = new DockerEngine(dockerd.socket())) {
            engine.negotiate(SOON);
            assertThat(engine.info().runtimes()).contains("runc");
            var id = dockerd.run("speaker", "", "sh", "-c", "echo out; echo err >&2");
            await(id, each -> each.state() == State.EXITED);
            assertThat(log(engine, id)).containsExactly("STDERR err\n", "STDOUT out\n");
            var refusal =
                    catchThrowableOfType(
                            ApiRefusal.class,
                            () ->
                                    engine.send(
                                            Request.post(
                                                    engine.target(
                                                            "containers", "no such", "start")),
                                            SOON));
            assertThat(refusal.status()).isEqualTo(404);
            assertThat(refusal).hasMessageEndingWith("404 No such container: no such");
        }
    }

    @Test
    void the_progress_of_a_pull_that_fails_is_a_stream_or_a_refusal() throws Exception {
        try (var engine = new DockerEngine(dockerd.socket())) {
            engine.negotiate(SOON);
            var pull =
                    Request.post(
                            engine.target("images", "create")
                                    .with("fromImage", "localhost:1/nothing")
                                    .with("tag", "1"));
            try (var progress = new LineStream(engine.open(pull, SOON))) {
                assertThat(progress.next(SOON))
                        .hasValueSatisfying(line -> assertThat(line).contains("error"));
            } catch (ApiRefusal e) {
                assertThat(e).hasMessageContaining("localhost:1");
            }
        }
    }

    /** The two streams overtake each other. */
    private static List<String> log(DockerEngine engine, String id) throws IOException {
        var target =
                engine.target("containers", id, "logs").with("stdout", "1").with("stderr", "1");
        var pieces = new ArrayList<String>();
        try (var log = LogStream.multiplexed(engine.open(Request.get(target), SOON))) {
            for (var piece = log.next(SOON); piece.isPresent(); piece = log.next(SOON)) {
                var text = StandardCharsets.UTF_8.decode(piece.get().bytes());
                pieces.add(piece.get().source() + " " + text);
            }
        }
        pieces.sort(null);
        return pieces;
    }

    private void awaitUp() throws Exception {
        Eventually.get(SOON, () -> assertThat(docker.state()).isInstanceOf(Up.class));
    }

    private Container await(String id, Predicate<Container> isRight) throws Exception {
        return Eventually.get(
                SOON,
                () -> {
                    var found = Objects.requireNonNull(docker.containers().get(id));
                    assertThat(found).matches(isRight);
                    return found;
                });
    }
}
