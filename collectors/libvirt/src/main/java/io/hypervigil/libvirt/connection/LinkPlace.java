package io.hypervigil.libvirt.connection;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where on this host the things are that a connection's daemon leaves, if it is on this host. */
public final class LinkPlace {

    private static final String SYSTEM = "run/libvirt/qemu";
    private static final String SOCKET = "socket=";

    private LinkPlace() {}

    /** Whether the daemon runs on this host, as far as the URI says. */
    public static boolean isLocal(LinkTarget target) {
        return isLocal(target.uri());
    }

    /** The same of a URI as libvirt takes it, where a host's name may have an underscore. */
    public static boolean isLocal(String uri) {
        return URI.create(uri).getRawAuthority() == null;
    }

    /**
     * Folders, below the host's root, in which QEMU's PIDs may be noted: that of the system's
     * daemon, and that of a session whose socket is named.
     */
    public static List<String> pidFolders(LinkTarget target) {
        var folders = new ArrayList<>(List.of(SYSTEM));
        socket(target)
                .map(Path::getParent)
                .ifPresent(
                        folder -> folders.add(folder.resolve("qemu/run").toString().substring(1)));
        return List.copyOf(folders);
    }

    /** The socket that a URI names; empty where libvirt picks it. */
    private static Optional<Path> socket(LinkTarget target) {
        var query = Optional.ofNullable(URI.create(target.uri()).getQuery()).orElse("");
        return Arrays.stream(query.split("&", -1))
                .filter(parameter -> parameter.startsWith(SOCKET))
                .map(parameter -> Path.of(parameter.substring(SOCKET.length())))
                .filter(Path::isAbsolute)
                .findFirst();
    }
}
