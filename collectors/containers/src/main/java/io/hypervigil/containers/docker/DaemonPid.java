package io.hypervigil.containers.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether dockerd was ended on purpose. Where systemd holds its socket, connecting would start it
 * again at once, and nobody could stop it while we run. dockerd keeps {@code docker.pid} beside its
 * socket and removes it when it ends in order; so once there was such a file and it is gone, the
 * socket is left alone until it is back.
 *
 * <p>Thread: one.
 */
final class DaemonPid {

    private final Path file;
    private boolean wasThere;

    DaemonPid(Path socket) {
        this.file = socket.resolveSibling("docker.pid");
    }

    /** Why not to connect now. */
    Optional<String> whyNot() {
        boolean isThere = isThere();
        wasThere |= isThere;
        return wasThere && !isThere
                ? Optional.of(
                        file + " is gone: dockerd was stopped, and is not to be started by us")
                : Optional.empty();
    }

    /** A file that may not be read says nothing, as one that never was. */
    private boolean isThere() {
        try {
            return !Files.readString(file, StandardCharsets.US_ASCII).isBlank();
        } catch (IOException _) {
            return false;
        }
    }
}
