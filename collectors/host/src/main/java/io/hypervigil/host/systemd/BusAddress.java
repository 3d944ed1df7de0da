package io.hypervigil.host.systemd;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the system bus listens. */
final class BusAddress {

    private static final String UNIX_PATH = "unix:path=";

    private BusAddress() {}

    /**
     * The socket of a host's system bus.
     *
     * @param root of the host's file system
     * @param environment {@code unix:path=/…} where it lies elsewhere; counts for our own root only
     */
    static Path ofSystemBus(Path root, @Nullable String environment) {
        if (environment != null && environment.startsWith(UNIX_PATH) && root.equals(Path.of("/"))) {
            return Path.of(environment.substring(UNIX_PATH.length()).split("[,;]", 2)[0]);
        }
        return root.resolve("run/dbus/system_bus_socket");
    }
}
