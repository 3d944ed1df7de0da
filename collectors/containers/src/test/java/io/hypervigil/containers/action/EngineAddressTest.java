package io.hypervigil.containers.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.ManualClock;
import io.hypervigil.containers.runtime.Runtimes;
import io.hypervigil.containers.runtime.RuntimesSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineAddressTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // By JUnit.
    Path folder;

    @Test
    void what_has_a_socket_can_be_told_something() throws Exception {
        var docker = folder.resolve("docker.sock");
        var podman = folder.resolve("podman.sock");
        Files.createFile(docker);
        var settings =
                new RuntimesSettings(
                        true,
                        true,
                        true,
                        false,
                        List.of(docker),
                        List.of(podman),
                        List.of(folder),
                        Duration.ZERO);
        try (var runtimes =
                new Runtimes(
                        settings,
                        Path.of("/"),
                        Path.of("/proc"),
                        Path.of("/sys"),
                        new ManualClock(Instant.parse("2026-01-01T00:00:00Z")))) {
            assertThat(runtimes.instances()).hasSize(3);
            assertThat(EngineAddress.of(runtimes.instances()))
                    .containsExactly(
                            new EngineAddress("docker", Optional.empty(), docker),
                            new EngineAddress("podman", Optional.empty(), podman));
        }
    }

    @Test
    void what_is_read_from_a_folder_cannot() throws Exception {
        Files.createDirectories(folder.resolve("var/lib/containers/storage"));
        var settings =
                new RuntimesSettings(
                        true, true, true, false, List.of(), List.of(), List.of(), Duration.ZERO);
        try (var runtimes =
                new Runtimes(
                        settings,
                        folder,
                        Path.of("/proc"),
                        Path.of("/sys"),
                        new ManualClock(Instant.parse("2026-01-01T00:00:00Z")))) {
            assertThat(runtimes.instances()).hasSize(1);
            assertThat(EngineAddress.of(runtimes.instances())).isEmpty();
        }
    }

    @Test
    void another_users_runtime_is_named_with_its_user() {
        assertThat(new EngineAddress("podman", Optional.of("ada"), folder).name())
                .isEqualTo("podman:ada");
    }
}
