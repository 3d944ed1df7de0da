package io.hypervigil.containers.runtime;

import io.hypervigil.containers.podman.StorageFolders;
import java.nio.file.Path;
import java.util.Optional;

/** Where a runtime is to be found. */
sealed interface Place {

    /** Whose it is, where it is not root's. */
    Optional<String> user();

    /** An API of Docker's. */
    record DockerSocket(Path socket, Optional<String> user) implements Place {}

    /** An API of Podman's. */
    record PodmanSocket(Path socket, Optional<String> user) implements Place {}

    /** Files of Podman's. */
    record PodmanStorage(StorageFolders folders, Optional<String> user) implements Place {}

    /** Files of containerd's. */
    record ContainerdState(Path folder) implements Place {

        @Override
        public Optional<String> user() {
            return Optional.empty();
        }
    }
}
