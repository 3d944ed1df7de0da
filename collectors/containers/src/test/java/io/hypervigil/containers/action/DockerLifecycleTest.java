package io.hypervigil.containers.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.action.Value;
import io.hypervigil.containers.daemon.PrivateDockerd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Told to a real Docker Engine. */
class DockerLifecycleTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @SuppressWarnings("NullAway.Init") // By JUnit.
    private static PrivateDockerd docker;

    private final Bed bed = new Bed().docker(docker.socket());

    @BeforeAll
    static void start() {
        docker = PrivateDockerd.start();
    }

    @AfterAll
    static void end() {
        if (docker != null) {
            docker.close();
        }
    }

    @Test
    void a_container_is_started_paused_stopped_and_removed_and_nothing_is_done_twice()
            throws Exception {
        var id = docker.create("life", "", "sleep", "1000");

        assertThat(steps("container.start")).isEqualTo("created -> running, then running");
        assertThat(steps("container.pause")).isEqualTo("running -> paused, then paused");
        assertThat(bed.failure("container.stop", "container", "life"))
                .isEqualTo("CONFLICT: life (docker) is paused");
        assertThat(steps("container.unpause")).isEqualTo("paused -> running, then running");
        assertThat(bed.failure("container.remove", "container", "life"))
                .isEqualTo("CONFLICT: life (docker) is running");
        assertThat(steps("container.stop", "grace", Duration.ZERO))
                .isEqualTo("running -> exited, then exited");
        assertThat(bed.failure("container.pause", "container", "life"))
                .isEqualTo("CONFLICT: life (docker) is exited");
        assertThat(bed.failure("container.kill", "container", "life", "signal", "HUP"))
                .isEqualTo("CONFLICT: life (docker) is exited");
        var restarted = bed.run("container.restart", "container", "life");
        assertThat(Bed.text(restarted, "new")).isEqualTo("running");
        assertThat(steps("container.kill")).isEqualTo("running -> exited, then exited");

        var dry = bed.dryRun("container.remove", "container", "life", "volumes", true);
        assertThat(Bed.texts(dry, "requests"))
                .containsExactly("DELETE /v1.41/containers/" + id + "?force=false&v=true");
        assertThat(Bed.text(dry, "new")).isEmpty();
        assertThat(bed.run("container.remove", "container", "life").isChanged()).isTrue();
        assertThat(bed.failure("container.remove", "container", "life"))
                .isEqualTo("NOT_FOUND: no container is called 'life'");
    }

    /** What it was, what it is, and what it is after the same was told again. */
    private String steps(String action, Object... parameters) throws Exception {
        var all = new ArrayList<Object>(List.of("container", "life"));
        all.addAll(List.of(parameters));
        var first = bed.run(action, all.toArray());
        assertThat(first.isChanged()).as(action).isTrue();
        var second = bed.run(action, all.toArray());
        assertThat(second.isChanged()).as(action + " again").isFalse();
        return Bed.text(first, "old")
                + " -> "
                + Bed.text(first, "new")
                + ", then "
                + Bed.text(second, "old");
    }

    @Test
    void a_dry_run_says_what_would_be_sent_and_sends_nothing() throws Exception {
        var id = docker.create("dry", "", "sleep", "1000");

        var result =
                bed.dryRun("container.stop", "container", "dry", "grace", Duration.ofSeconds(3));
        assertThat(result.isChanged()).isFalse();
        var started = bed.dryRun("container.start", "container", "dry");
        assertThat(started.isChanged()).isTrue();
        assertThat(started.details().fields())
                .containsEntry("container", new Value.Text("dry"))
                .containsEntry("id", new Value.Text(id))
                .containsEntry("runtime", new Value.Text("docker"))
                .containsEntry("old", new Value.Text("created"))
                .doesNotContainKey("new");
        assertThat(Bed.texts(started, "requests"))
                .containsExactly("POST /v1.41/containers/" + id + "/start");
        assertThat(Bed.text(bed.run("container.show", "container", "dry"), "state"))
                .isEqualTo("created");
    }

    @Test
    void a_container_is_found_by_name_by_id_and_by_the_beginning_of_its_id() throws Exception {
        var id = docker.create("Odd_name.with-1", "", "true");
        var other = docker.create(id.substring(0, 12), "", "true");

        assertThat(shownId("Odd_name.with-1")).isEqualTo(id);
        assertThat(shownId(id)).isEqualTo(id);
        assertThat(shownId(id.substring(0, 20))).isEqualTo(id);
        // A name goes before the beginning of an id.
        assertThat(shownId(id.substring(0, 12))).isEqualTo(other);
    }

    private String shownId(String container) throws Exception {
        return Bed.text(bed.run("container.show", "container", container), "id");
    }

    @Test
    void names_that_cannot_be_find_nothing_and_break_nothing() {
        for (String odd :
                List.of("..", ".", "a/b", "a?b=c", "a b", "ü💥", "%2e%2e", "x\r\nHost: y")) {
            assertThat(bed.failure("container.start", "container", odd))
                    .isEqualTo("NOT_FOUND: no container is called '" + odd + "'");
        }
        assertThat(bed.failure("container.start", "container", ""))
                .isEqualTo("INVALID: container: a name or an id expected");
        assertThat(bed.failure("container.start", "container", "a\0b"))
                .isEqualTo("INVALID: container: a name or an id expected");
    }

    @Test
    void wrong_parameters_are_refused_before_anything_is_sent() {
        docker.create("params", "", "sleep", "1000");

        assertThat(bed.failure("container.kill", "container", "params", "signal", "KILL; rm"))
                .isEqualTo("INVALID: signal: 'KILL; rm' is none");
        assertThat(
                        bed.failure(
                                "container.stop",
                                "container",
                                "params",
                                "grace",
                                Duration.ofHours(2)))
                .isEqualTo("INVALID: grace: longer than an hour");
        assertThat(bed.failure("container.start", "container", "params", "share", true))
                .isEqualTo("NOT_PERMITTED: share: GPUs are not shared on this host");
        assertThat(bed.failure("container.start", "container", "params", "runtime", "rkt"))
                .isEqualTo("NOT_FOUND: no runtime is called 'rkt'");
    }

    @Test
    void what_a_container_wrote_is_shown_from_its_end() throws Exception {
        docker.run("talker", "", "sh", "-c", "echo one; echo two >&2; echo drei-ü; sleep 1000");
        Eventually.get(
                SOON,
                () -> {
                    assertThat(log()).contains("drei");
                    return true;
                });

        assertThat(log()).contains("one\n", "two\n", "drei-ü\n");
        assertThat(log("stream", "stderr")).isEqualTo("two\n");
        assertThat(log("stream", "stdout", "tail", 3)).isEqualTo("one\ndrei-ü\n");
        var cut = bed.run("container.logs", "container", "talker", "stream", "stdout", "limit", 2);
        assertThat(Bed.text(cut, "log")).isEqualTo("\n");
        assertThat(cut.details().fields()).containsEntry("is_cut", new Value.Flag(true));
        assertThat(
                        bed.failure(
                                "container.logs",
                                "container",
                                "talker",
                                "since",
                                Duration.ofDays(-1)))
                .isEqualTo("INVALID: since: less than nothing");
    }

    private String log(Object... parameters) throws Exception {
        var all = new ArrayList<Object>(List.of("container", "talker"));
        all.addAll(List.of(parameters));
        return Bed.text(bed.run("container.logs", all.toArray()), "log");
    }

    @Test
    void containers_are_listed_by_state_and_owner_and_a_silent_runtime_is_told_of()
            throws Exception {
        docker.run("listed", ",\"Labels\":{\"hypervigil.owner\":\"ada\"}", "sleep", "1000");
        bed.podman(docker.socket().resolveSibling("nobody.sock"));

        var result = bed.run("container.list", "owner", "ada", "state", "running");

        assertThat(result.details().fields().get("containers"))
                .asInstanceOf(InstanceOfAssertFactories.type(Value.Items.class))
                .satisfies(
                        items ->
                                assertThat(items.items())
                                        .singleElement()
                                        .satisfies(
                                                row ->
                                                        assertThat(((Value.Fields) row).fields())
                                                                .containsEntry(
                                                                        "container",
                                                                        new Value.Text("listed"))
                                                                .containsEntry(
                                                                        "owner",
                                                                        new Value.Text("ada"))));
        assertThat(Bed.texts(result, "silent"))
                .singleElement()
                .asString()
                .startsWith("podman: ")
                .endsWith("nobody.sock: no such socket");
    }
}
