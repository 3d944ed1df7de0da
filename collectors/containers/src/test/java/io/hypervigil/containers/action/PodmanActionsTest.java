package io.hypervigil.containers.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import io.hypervigil.collect.action.Value;
import io.hypervigil.containers.daemon.PrivatePodman;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Told to a real Podman, by its service. */
class PodmanActionsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @SuppressWarnings("NullAway.Init") // By JUnit.
    private static ServedPodman podman;

    @TempDir
    @SuppressWarnings("NullAway.Init") // By JUnit.
    Path folder;

    private final Bed bed = new Bed().podman(podman.socket());

    @BeforeAll
    static void start() throws Exception {
        podman = ServedPodman.start();
    }

    @AfterAll
    static void end() {
        if (podman != null) {
            podman.close();
        }
    }

    @Test
    void a_published_port_leads_to_the_container_and_to_no_second_one() throws Exception {
        try (var bridged = ServedPodman.withBridge(folder)) {
            var own = new Bed().podman(bridged.socket());
            own.hostNet = Path.of("/proc", Long.toString(bridged.pid()), "net");
            own.ports = List.of("8080");
            own.run("container.launch", published("web"));
            var page =
                    List.of(
                            "nsenter",
                            "-n",
                            "-t",
                            Long.toString(bridged.pid()),
                            "busybox",
                            "wget",
                            "-q",
                            "-O",
                            "-",
                            "http://127.0.0.1:8080/");
            Eventually.get(
                    SOON,
                    () -> assertThat(RealPart.run(folder, "", page).output()).isEqualTo("hello\n"));
            assertThat(own.failure("container.launch", published("second")))
                    .isEqualTo(
                            "CONFLICT: ports: 8080/tcp of the host is taken: container web has it");
            own.run("container.kill", "container", "web");
            own.run("container.remove", "container", "web");
        }
    }

    private static Object[] published(String name) {
        return new Object[] {
            "name",
            name,
            "image",
            PrivatePodman.IMAGE,
            "network",
            "bridge",
            "ports",
            List.of("8080:80"),
            "command",
            List.of("sh", "-c", "echo hello > index.html; exec httpd -f -p 80")
        };
    }

    @Test
    void an_image_is_pulled_with_the_login_to_its_registry() throws Exception {
        try (var registry = new PlainRegistry(false, Optional.of("ada:s3cret"));
                var trusting = ServedPodman.trusting(registry.host(), folder)) {
            var own = new Bed().podman(trusting.socket());
            own.registries = List.of(registry.host());
            DockerPullTest.pullsWithLogin(own, registry, folder);
        }
    }

    @Test
    void a_container_lives_from_its_launch_to_its_removal() throws Exception {
        var data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("greeting"), "hello from the host\n");
        bed.mounts = List.of(data + ":rw");
        Object[] asked = {
            "name",
            "pod.1",
            "image",
            PrivatePodman.IMAGE,
            "command",
            List.of("sh", "-c", "cat /data/greeting; echo $TOKEN; sleep 1000"),
            "environment",
            List.of("TOKEN=s3cret"),
            "mounts",
            List.of(data + ":/data"),
            "memory",
            64L << 20,
            "cpus",
            new Value.Decimal(new BigDecimal("0.5")),
            "owner",
            "ada"
        };

        var launched = bed.run("container.launch", asked);
        assertThat(Bed.text(launched, "state")).isEqualTo("running");
        assertThat(bed.run("container.launch", asked).isChanged()).isFalse();
        var logs =
                Eventually.get(
                        SOON,
                        () -> {
                            var log = bed.run("container.logs", "container", "pod.1");
                            assertThat(Bed.text(log, "log")).contains("s3cret");
                            return Bed.text(log, "log");
                        });
        assertThat(logs).isEqualTo("hello from the host\ns3cret\n");
        var shown = bed.run("container.show", "container", "pod.1");
        assertThat(shown.details().fields())
                .containsEntry("owner", new Value.Text("ada"))
                .containsEntry("memory_bytes", new Value.Whole(64L << 20))
                .containsEntry("cpus", new Value.Decimal(new BigDecimal("0.5")));
        assertThat(shown.toString()).doesNotContain("s3cret");

        assertThat(steps("container.stop", "grace", Duration.ZERO)).isEqualTo("running -> exited");
        assertThat(steps("container.start")).isEqualTo("exited -> running");
        assertThat(steps("container.kill")).startsWith("running -> ");
        assertThat(bed.run("container.remove", "container", "pod.1", "force", true).isChanged())
                .isTrue();
        assertThat(bed.failure("container.show", "container", "pod.1"))
                .isEqualTo("NOT_FOUND: no container is called 'pod.1'");
    }

    private String steps(String action, Object... parameters) throws Exception {
        var all = new ArrayList<Object>(List.of("container", "pod.1"));
        all.addAll(List.of(parameters));
        var result = bed.run(action, all.toArray());
        return Bed.text(result, "old") + " -> " + Bed.text(result, "new");
    }

    @Test
    void what_does_not_start_is_removed_again() {
        assertThat(
                        bed.failure(
                                "container.launch",
                                "name",
                                "broken",
                                "image",
                                PrivatePodman.IMAGE,
                                "command",
                                List.of("/no/such/program")))
                .contains("/no/such/program")
                .endsWith("; what was created is removed again");
        assertThat(bed.failure("container.show", "container", "broken")).startsWith("NOT_FOUND");
    }

    @Test
    void gpus_are_asked_for_by_the_names_of_cdi() throws Exception {
        bed.gpus(2);
        bed.root = folder;
        Object[] asked = {
            "name",
            "gpu",
            "image",
            PrivatePodman.IMAGE,
            "gpus",
            List.of("1"),
            "command",
            List.of("true")
        };

        assertThat(bed.failure("container.launch", asked))
                .isEqualTo(
                        "UNSUPPORTED: no CDI specification in ["
                                + folder.resolve("etc/cdi")
                                + ", "
                                + folder.resolve("var/run/cdi")
                                + "] names GPU GPU-b (as GPU-b or 1)");
        var specifications = Files.createDirectories(folder.resolve("etc/cdi"));
        try (var recorded = getClass().getResourceAsStream("/cdi/nvidia.yaml")) {
            Files.write(
                    specifications.resolve("nvidia.yaml"),
                    Objects.requireNonNull(recorded).readAllBytes());
        }
        var dry = bed.dryRun("container.launch", asked);
        assertThat(Bed.texts(dry, "requests").getFirst())
                .startsWith("POST /v4.0.0/libpod/containers/create {\"name\":\"gpu\"")
                .contains("\"hypervigil.gpus\":\"GPU-b\"")
                .endsWith("\"devices\":[{\"path\":\"nvidia.com/gpu=1\"}]}");
        assertThat(bed.run("runtime.show").details().toString()).contains("gpus_by", "cdi");
    }
}
