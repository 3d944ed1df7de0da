package io.hypervigil.containers.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.containers.daemon.PrivateDockerd;
import io.hypervigil.containers.launch.PublishedPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ports that a real Docker Engine publishes, in a network of its own. */
class DockerPortsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    @SuppressWarnings("NullAway.Init") // By JUnit.
    Path folder;

    @Test
    void a_published_port_leads_to_the_container_and_to_no_second_one() throws Exception {
        try (var docker = PrivateDockerd.withBridge()) {
            var bed = new Bed().docker(docker.socket());
            bed.hostNet = Path.of("/proc", Long.toString(docker.pid()), "net");
            bed.ports = List.of("8000-8999");

            launch(bed, "web", "8080:80");

            Eventually.get(SOON, () -> assertThat(page(docker, 8080)).isEqualTo("hello\n"));
            assertThat(Bed.texts(bed.run("container.show", "container", "web"), "ports"))
                    .containsExactly("8080:80/tcp");
            assertThat(launch(bed, "web", "8080:80").isChanged()).isFalse();
            assertThat(failure(bed, "second", "127.0.0.1:8080:80"))
                    .isEqualTo(
                            "CONFLICT: ports: 127.0.0.1:8080/tcp of the host is taken: container"
                                    + " web has it");
            assertThat(failure(bed, "second", "9080:80"))
                    .isEqualTo(
                            "NOT_PERMITTED: ports: 9080/tcp of the host is not one that containers"
                                    + " may have");
            var taken = PublishedPort.parse("8081:80").orElseThrow();
            try (var _ = listener(docker, "8081")) {
                Eventually.get(
                        SOON,
                        () ->
                                assertThat(new HostListeners(bed.hostNet).inTheWayOf(taken))
                                        .isPresent());
                assertThat(failure(bed, "second", "8081:80"))
                        .isEqualTo(
                                "CONFLICT: ports: 8081/tcp of the host is taken: somebody on this"
                                        + " host listens at 127.0.0.1:8081/tcp");
            }
            launch(bed, "second", "8082:80");
        }
    }

    private static ActionResult launch(Bed bed, String name, String port) throws Exception {
        return bed.run("container.launch", asked(name, port));
    }

    private static String failure(Bed bed, String name, String port) {
        return bed.failure("container.launch", asked(name, port));
    }

    private static Object[] asked(String name, String port) {
        return new Object[] {
            "name",
            name,
            "image",
            PrivateDockerd.IMAGE,
            "network",
            "bridge",
            "ports",
            List.of(port),
            "command",
            List.of("sh", "-c", "echo hello > index.html; exec httpd -f -p 80")
        };
    }

    private String page(PrivateDockerd docker, int port) {
        return in(docker, "busybox", "wget", "-q", "-O", "-", "http://127.0.0.1:" + port + "/");
    }

    private String in(PrivateDockerd docker, String... command) {
        return RealPart.run(folder, "", entering(docker, command)).output();
    }

    private RealPart listener(PrivateDockerd docker, String port) {
        return RealPart.start(
                folder,
                "listener",
                entering(docker, "busybox", "httpd", "-f", "-p", "127.0.0.1:" + port));
    }

    private static List<String> entering(PrivateDockerd docker, String... command) {
        var all = new ArrayList<>(List.of("nsenter", "-n", "-t", Long.toString(docker.pid())));
        all.addAll(List.of(command));
        return all;
    }
}
