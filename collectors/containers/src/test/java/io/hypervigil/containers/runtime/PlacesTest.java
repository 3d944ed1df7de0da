package io.hypervigil.containers.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.containers.podman.StorageFolders;
import io.hypervigil.containers.runtime.Place.ContainerdState;
import io.hypervigil.containers.runtime.Place.DockerSocket;
import io.hypervigil.containers.runtime.Place.PodmanSocket;
import io.hypervigil.containers.runtime.Place.PodmanStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // By JUnit.
    Path root;

    @Test
    void runtimes_of_root_and_of_users_are_found() throws IOException {
        file("run/docker.sock");
        file("run/podman/podman.sock");
        file("run/user/1000/docker.sock");
        file("run/user/1000/podman/podman.sock");
        folder("run/user/1000/containers");
        file("run/user/1001/docker.sock");
        folder("run/user/1002");
        folder("run/user/../user/x");
        folder("run/containerd/io.containerd.runtime.v2.task");
        folder("run/k3s/containerd/io.containerd.runtime.v2.task");
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(
                root.resolve("etc/passwd"),
                "root:x:0:0:root:/root:/bin/sh\nada:x:1000:1000:,,,:/home/ada:/bin/sh\nbroken\n");

        var ada = Optional.of("ada");
        assertThat(found(settings(List.of(), true)))
                .containsExactly(
                        new PodmanSocket(root.resolve("run/podman/podman.sock"), Optional.empty()),
                        new PodmanStorage(
                                new StorageFolders(
                                        root.resolve("home/ada/.local/share/containers/storage"),
                                        root.resolve("run/user/1000/containers"),
                                        root.resolve("run/user/1000/libpod/tmp/exits")),
                                ada),
                        new DockerSocket(root.resolve("run/docker.sock"), Optional.empty()),
                        new DockerSocket(root.resolve("run/user/1000/docker.sock"), ada),
                        new DockerSocket(
                                root.resolve("run/user/1001/docker.sock"), Optional.of("1001")),
                        new ContainerdState(root.resolve("run/containerd")),
                        new ContainerdState(root.resolve("run/k3s/containerd")));
        assertThat(found(settings(List.of(), false)))
                .allMatch(place -> place.user().isEmpty())
                .hasSize(4);
    }

    @Test
    void roots_podman_without_a_socket_is_read_by_its_files() throws IOException {
        folder("var/lib/containers/storage");

        assertThat(found(settings(List.of(), true)))
                .containsExactly(
                        new PodmanStorage(
                                new StorageFolders(
                                        root.resolve("var/lib/containers/storage"),
                                        root.resolve("run/containers/storage"),
                                        root.resolve("run/libpod/exits")),
                                Optional.empty()));
    }

    @Test
    void a_socket_of_podmans_by_dockers_name_is_podman() throws IOException {
        file("run/podman/podman.sock");
        Files.createSymbolicLink(
                root.resolve("run/docker.sock"), root.resolve("run/podman/podman.sock"));

        assertThat(found(settings(List.of(), true)))
                .containsExactly(
                        new PodmanSocket(root.resolve("run/podman/podman.sock"), Optional.empty()));
    }

    @Test
    void a_users_link_is_not_followed() throws IOException {
        file("run/other.sock");
        folder("run/user/1000");
        Files.createSymbolicLink(
                root.resolve("run/user/1000/docker.sock"), root.resolve("run/other.sock"));

        assertThat(found(settings(List.of(), true))).isEmpty();
    }

    @Test
    void a_configured_socket_is_wanted_whether_or_not_it_is_there() throws IOException {
        file("run/docker.sock");

        assertThat(found(settings(List.of(Path.of("/srv/docker.sock")), true)))
                .containsExactly(
                        new DockerSocket(root.resolve("srv/docker.sock"), Optional.empty()));
    }

    @Test
    void a_relative_path_is_refused() {
        assertThatThrownBy(() -> settings(List.of(Path.of("docker.sock")), true))
                .hasMessage("docker_sockets: docker.sock, an absolute path expected");
    }

    private List<Place> found(RuntimesSettings settings) {
        return List.copyOf(new Places(settings, root).found());
    }

    private static RuntimesSettings settings(List<Path> dockerSockets, boolean rootless) {
        return new RuntimesSettings(
                true,
                true,
                true,
                rootless,
                dockerSockets,
                List.of(),
                List.of(),
                Duration.ofMinutes(1));
    }

    private void file(String path) throws IOException {
        folder(path + "/..");
        Files.createFile(root.resolve(path));
    }

    private void folder(String path) throws IOException {
        Files.createDirectories(root.resolve(path).normalize());
    }
}
