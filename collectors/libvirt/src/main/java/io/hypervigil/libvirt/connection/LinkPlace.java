package io.hypervigil.libvirt.connection;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where on this host the things are that a connection's daemon leaves, if it is on this host. */
public final class LinkPlace {

    private static final String SYSTEM = "run/libvirt/qemu";
    private static final String SOCKET = "socket=";
    private static final Path SYSTEM_SOCKETS = Path.of("/run/libvirt");

    /** {@code libvirt-sock}, {@code virtqemud-sock-ro}. */
    private static final Pattern SOCKET_NAME =
            Pattern.compile("(libvirt|virt[a-z]+d)-sock(?:-ro)?");

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

    /**
     * The socket of the admin interface of a connection's daemon, which is beside the one that is
     * connected to. Empty where the daemon is on another host or there is none, and where libvirt
     * picks the socket of a session.
     */
    public static Optional<Path> adminSocket(LinkTarget target) {
        return adminSocket(target, SYSTEM_SOCKETS);
    }

    /** The same with another folder of the system's sockets. */
    static Optional<Path> adminSocket(LinkTarget target, Path systemSockets) {
        return isLocal(target)
                ? socket(target)
                        .or(() -> systemSocket(target, systemSockets))
                        .flatMap(LinkPlace::admin)
                : Optional.empty();
    }

    private static Optional<Path> admin(Path socket) {
        var name = SOCKET_NAME.matcher(String.valueOf(socket.getFileName()));
        return name.matches()
                ? Optional.of(socket.resolveSibling(name.group(1) + "-admin-sock"))
                : Optional.empty();
    }

    /** As libvirt picks it: the driver's own daemon where it is there, else the one for all. */
    private static Optional<Path> systemSocket(LinkTarget target, Path folder) {
        var uri = URI.create(target.uri());
        if (!uri.getPath().equals("/system") && !uri.getPath().equals("/")) {
            return Optional.empty();
        }
        var driver = uri.getScheme().split("[+]", -1)[0];
        var own = folder.resolve("virt" + driver + "d-sock");
        return Optional.of(Files.exists(own) ? own : folder.resolve("libvirt-sock"));
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
