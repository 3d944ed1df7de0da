package io.hypervigil.containers.runtime;

import io.hypervigil.containers.oci.StateFiles;
import io.hypervigil.containers.podman.StorageFolders;
import io.hypervigil.containers.runtime.Place.ContainerdState;
import io.hypervigil.containers.runtime.Place.DockerSocket;
import io.hypervigil.containers.runtime.Place.PodmanSocket;
import io.hypervigil.containers.runtime.Place.PodmanStorage;
import io.hypervigil.containers.runtime.Users.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for runtimes: at what was configured, or at their usual places. A socket is told by its
 * path alone; nothing is connected to.
 *
 * <p>Thread: one.
 */
final class Places {

    /** Where containerd has its state. */
    private static final List<String> CONTAINERD =
            List.of(
                    "run/containerd",
                    "run/docker/containerd/daemon",
                    "run/k3s/containerd",
                    "var/snap/microk8s/common/run/containerd");

    private final RuntimesSettings settings;
    private final Path root;

    Places(RuntimesSettings settings, Path root) {
        this.settings = settings;
        this.root = root;
    }

    /** Those that are there now; configured ones always. */
    Set<Place> found() {
        var found = new LinkedHashSet<Place>();
        var users = settings.rootless() ? Users.below(root) : List.<User>of();
        var podmanSockets = new HashSet<Path>();
        if (settings.podman()) {
            podman(users, found);
            found.stream()
                    .filter(PodmanSocket.class::isInstance)
                    .forEach(each -> podmanSockets.add(real(((PodmanSocket) each).socket())));
            podmanSockets.add(real(root.resolve("run/podman/podman.sock")));
        }
        if (settings.docker()) {
            docker(users, podmanSockets, found);
        }
        if (settings.containerd()) {
            containerd(found);
        }
        return found;
    }

    /**
     * @param podmanSockets the package podman-docker links Docker's socket to one of these
     */
    private void docker(List<User> users, Set<Path> podmanSockets, Set<Place> found) {
        if (!settings.dockerSockets().isEmpty()) {
            settings.dockerSockets().forEach(each -> found.add(docker(below(each), users)));
            return;
        }
        var sockets = new LinkedHashSet<Path>();
        sockets.add(root.resolve("run/docker.sock"));
        users.stream()
                .map(user -> user.run().resolve("docker.sock"))
                // A user's link may lead to any socket, and it is root who would connect.
                .filter(socket -> !Files.isSymbolicLink(socket))
                .forEach(sockets::add);
        for (Path socket : sockets) {
            if (Files.exists(socket) && !podmanSockets.contains(real(socket))) {
                found.add(docker(socket, users));
            }
        }
    }

    private static Place docker(Path socket, List<User> users) {
        return new DockerSocket(socket, owner(socket, users));
    }

    private void podman(List<User> users, Set<Place> found) {
        if (!settings.podmanSockets().isEmpty()) {
            settings.podmanSockets()
                    .forEach(
                            each ->
                                    found.add(
                                            new PodmanSocket(
                                                    below(each), owner(below(each), users))));
        } else if (Files.exists(root.resolve("run/podman/podman.sock"))) {
            found.add(new PodmanSocket(root.resolve("run/podman/podman.sock"), Optional.empty()));
        } else if (Files.isDirectory(root.resolve("var/lib/containers/storage"))) {
            found.add(
                    new PodmanStorage(
                            new StorageFolders(
                                    root.resolve("var/lib/containers/storage"),
                                    root.resolve("run/containers/storage"),
                                    root.resolve("run/libpod/exits")),
                            Optional.empty()));
        }
        for (User user : users) {
            storage(user).ifPresent(found::add);
        }
    }

    /** Whoever has used Podman since the last login has a folder for what runs. */
    private static Optional<Place> storage(User user) {
        var run = user.run().resolve("containers");
        return Files.isDirectory(run)
                ? user.home()
                        .map(home -> home.resolve(".local/share/containers/storage"))
                        .map(
                                graph ->
                                        new PodmanStorage(
                                                new StorageFolders(
                                                        graph,
                                                        run,
                                                        user.run().resolve("libpod/tmp/exits")),
                                                Optional.of(user.name())))
                : Optional.empty();
    }

    private void containerd(Set<Place> found) {
        if (!settings.containerdStates().isEmpty()) {
            settings.containerdStates()
                    .forEach(each -> found.add(new ContainerdState(below(each))));
            return;
        }
        for (String folder : CONTAINERD) {
            if (!StateFiles.names(root.resolve(folder)).isEmpty()) {
                found.add(new ContainerdState(root.resolve(folder)));
            }
        }
    }

    private Path below(Path absolute) {
        return root.resolve(Path.of("/").relativize(absolute));
    }

    private static Optional<String> owner(Path socket, List<User> users) {
        return users.stream()
                .filter(user -> socket.startsWith(user.run()))
                .map(User::name)
                .findFirst();
    }

    private static Path real(Path socket) {
        try {
            return socket.toRealPath();
        } catch (IOException _) {
            return socket;
        }
    }
}
