package io.hypervigil.containers.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.ManualClock;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.containers.daemon.PrivateDockerd;
import io.hypervigil.containers.instance.InstanceState.Down;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.Container.State;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimesTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final RuntimesSettings FOUND =
            new RuntimesSettings(
                    true, true, true, true, List.of(), List.of(), List.of(), Duration.ofMinutes(1));

    @Test
    void a_machine_without_runtimes_has_none(@TempDir Path root) {
        try (var runtimes = open(FOUND, root, InstantSource.system())) {
            assertThat(runtimes.instances()).isEmpty();
            assertThat(runtimes.containers()).isEmpty();
        }
    }

    @Test
    void docker_and_its_containerd_tell_a_container_once(@TempDir Path root) throws Exception {
        try (var dockerd = PrivateDockerd.start()) {
            Files.createDirectories(root.resolve("run"));
            Files.createSymbolicLink(root.resolve("run/docker.sock"), dockerd.socket());
            Files.createSymbolicLink(root.resolve("run/containerd"), dockerd.containerdState());
            var clock = new ManualClock(Instant.ofEpochSecond(2_000_000_000));
            var id = dockerd.run("once", "", "sleep", "1000");
            try (var runtimes = open(FOUND, root, clock)) {
                Eventually.get(SOON, () -> assertThat(metrics(runtimes)).contains(up(root)));

                Eventually.get(
                        SOON,
                        () ->
                                assertThat(runtimes.instances())
                                        .allSatisfy(
                                                each ->
                                                        assertThat(each.containers())
                                                                .containsOnlyKeys(id)));
                assertThat(runtimes.containers())
                        .singleElement()
                        .satisfies(
                                each -> {
                                    assertThat(each.runtime()).isEqualTo("docker");
                                    assertThat(each.name()).isEqualTo("once");
                                });
                assertThat(runtimes.find(id)).map(Container::state).contains(State.RUNNING);

                dockerd.kill();
                Eventually.get(
                        SOON,
                        () ->
                                assertThat(metrics(runtimes))
                                        .contains(up(root).replace("} 1", "} 0")));
                assertThat(runtimes.find(id)).map(Container::name).contains("once");
                clock.advance(Duration.ofMinutes(1));
                assertThat(runtimes.find(id))
                        .as("containerd still tells of it, and Docker's name is remembered")
                        .hasValueSatisfying(
                                each -> {
                                    assertThat(each.runtime()).isEqualTo("containerd");
                                    assertThat(each.name()).isEqualTo("once");
                                    assertThat(each.image()).isEqualTo("busy:1");
                                });
            }
        }
    }

    @Test
    void one_that_hangs_is_waited_for_once(@TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("run"));
        var address = UnixDomainSocketAddress.of(root.resolve("run/docker.sock"));
        try (var silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(address);
            try (var runtimes = open(FOUND, root, InstantSource.system())) {
                long began = System.nanoTime();
                for (int i = 0; i < 50; i++) {
                    runtimes.awaitAsked(Duration.ofMillis(200));
                }

                assertThat(Duration.ofNanos(System.nanoTime() - began))
                        .isLessThan(Duration.ofSeconds(10));
                assertThat(metrics(runtimes)).contains(up(root).replace("} 1", "} 0"));
                assertThat(runtimes.instances().getFirst().state())
                        .isInstanceOfSatisfying(
                                Down.class,
                                down -> assertThat(down.reason()).isEqualTo("no answer yet"));
            }
        }
    }

    private static String up(Path root) {
        return "hypervigil_container_runtime_up{runtime=\"docker\",user=\"\",address=\""
                + root
                + "/run/docker.sock\"} 1\n";
    }

    private static String metrics(Runtimes runtimes) {
        var book = new SampleBook(new SeriesTable(), 1000);
        book.begin();
        RuntimeMetrics.write(runtimes.instances(), book);
        return Exposition.text(List.of(book.finish()));
    }

    private static Runtimes open(RuntimesSettings settings, Path root, InstantSource clock) {
        return new Runtimes(settings, root, Path.of("/proc"), Path.of("/sys"), clock);
    }
}
