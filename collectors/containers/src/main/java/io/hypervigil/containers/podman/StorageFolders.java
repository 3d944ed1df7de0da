package io.hypervigil.containers.podman;

import java.nio.file.Path;

/**
 * Where Podman keeps containers.
 *
 * @param graph {@code /var/lib/containers/storage}, or below a home
 * @param run {@code /run/containers/storage}, or {@code /run/user/UID/containers}
 */
public record StorageFolders(Path graph, Path run) {}
