package io.hypervigil.libvirt.connection;

import io.hypervigil.libvirt.jna.VirtLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether there is a libvirt to speak to.
 *
 * <p>Thread: any.
 */
@FunctionalInterface
public interface Presence {

    /** Why there is none; empty where it is worth a try. */
    Optional<String> whyAbsent();

    /** For a URI that somebody configured: there is none only where the library is missing. */
    static Presence ofLibrary() {
        return () -> VirtLibrary.whyAbsent().map(reason -> "libvirt.so.0: " + reason);
    }

    /**
     * For {@link LinkTarget#LOCAL}: there has to be a socket too. libvirt itself picks it: without
     * a mode in the URI, that of virtqemud where it exists, else libvirtd's, below /var/run, which
     * is /run. Nothing starts a daemon by connecting but systemd, which then holds the socket. A
     * virtqemud hands calls for networks and pools on to virtnetworkd and virtstoraged as they
     * come, so one of those that is down costs these calls alone.
     */
    static Presence ofLocalSockets() {
        return ofSockets(
                ofLibrary(), List.of(Path.of("/run/libvirt"), Path.of("/var/run/libvirt")));
    }

    /** The same with other folders. */
    static Presence ofSockets(Presence library, List<Path> folders) {
        return () ->
                library.whyAbsent()
                        .or(
                                () ->
                                        folders.stream().anyMatch(Presence::hasSocket)
                                                ? Optional.empty()
                                                : Optional.of(
                                                        "no virtqemud-sock-ro or libvirt-sock-ro"
                                                                + " in "
                                                                + folders.getFirst()));
    }

    private static boolean hasSocket(Path folder) {
        return Files.exists(folder.resolve("virtqemud-sock-ro"))
                || Files.exists(folder.resolve("libvirt-sock-ro"));
    }
}
