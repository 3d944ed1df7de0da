package io.hypervigil.containers.runtime;

import io.hypervigil.collect.settings.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Which runtimes are read, and where; paths are below path.rootfs. */
public record RuntimesSettings(
        @Setting(help = "Whether Docker Engine is read, by its API.", byDefault = "true")
                boolean docker,
        @Setting(help = "Whether Podman is read, by its API or its files.", byDefault = "true")
                boolean podman,
        @Setting(help = "Whether containerd is read, by its state folder.", byDefault = "true")
                boolean containerd,
        @Setting(
                        help = "Whether runtimes of users other than root are read too.",
                        byDefault = "true")
                boolean rootless,
        @Setting(
                        help =
                                "Docker's sockets; where none is named, /run/docker.sock and those in"
                                        + " /run/user are looked for.")
                List<Path> dockerSockets,
        @Setting(
                        help =
                                "Podman's sockets; where none is named, root's is used where it is"
                                        + " there, and files where it is not. Those of users start a"
                                        + " service when they are connected to.")
                List<Path> podmanSockets,
        @Setting(
                        help =
                                "State folders of containerd; where none is named, those of"
                                        + " containerd, Docker, k3s and MicroK8s are looked for.")
                List<Path> containerdStates,
        @Setting(
                        help =
                                "How long the containers of a runtime are told on that has stopped"
                                        + " answering.",
                        byDefault = "1m")
                Duration keepLast) {

    /** Refuses paths that are relative to wherever the process was started. */
    public RuntimesSettings {
        dockerSockets = absolute("docker_sockets", dockerSockets);
        podmanSockets = absolute("podman_sockets", podmanSockets);
        containerdStates = absolute("containerd_states", containerdStates);
        if (keepLast.isNegative()) {
            throw new IllegalArgumentException("keep_last: " + keepLast + ", 0s or more expected");
        }
    }

    private static List<Path> absolute(String name, List<Path> paths) {
        for (Path path : paths) {
            if (!path.isAbsolute()) {
                throw new IllegalArgumentException(
                        name + ": " + path + ", an absolute path expected");
            }
        }
        return List.copyOf(paths);
    }
}
