package io.hypervigil.containers.podman;

import java.nio.file.Path;

/**
 * Where Podman keeps containers.
 *
 * @param graph {@code /var/lib/containers/storage}, or below a home
 * @param run of what runs, {@code /run/containers/storage}, or {@code /run/user/UID/containers}
 * @param exits of exit codes, {@code /run/libpod/exits}, or {@code /run/user/UID/libpod/tmp/exits}
 */
public record StorageFolders(Path graph, Path run, Path exits) {}
