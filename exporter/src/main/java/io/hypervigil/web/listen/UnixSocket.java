package io.hypervigil.web.listen;

import io.hypervigil.config.ListenAddress.Unix;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The file of a unix socket. It is bound under another name and takes its own only once its mode is
 * set, so that at no moment others than owner and group get in.
 */
final class UnixSocket {

    private static final String MODE = "rw-rw----";
    private static final String BINDING_SUFFIX = ".new";

    /** What sun_path holds, less its zero byte. */
    private static final int MAX_PATH_BYTES = 107;

    private final Unix address;

    private UnixSocket(Unix address) {
        this.address = address;
    }

    /**
     * Makes way for a socket: what a process left behind that is no more is removed, anything else
     * that lies there is refused.
     */
    static UnixSocket claim(Unix address) throws ListenException {
        var path = address.path();
        var folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ListenException(address, "no folder " + folder);
        }
        var socket = new UnixSocket(address);
        int bytes = socket.bindingPath().toString().getBytes(Charset.defaultCharset()).length;
        if (bytes > MAX_PATH_BYTES) {
            int most = MAX_PATH_BYTES - BINDING_SUFFIX.length();
            throw new ListenException(address, "longer than " + most + " bytes");
        }
        if (!Files.isWritable(folder)) {
            throw new ListenException(address, "permission denied: " + folder + " is not writable");
        }
        removeStale(path, address);
        removeStale(socket.bindingPath(), address);
        return socket;
    }

    Path path() {
        return address.path();
    }

    /** Where to bind it. */
    Path bindingPath() {
        return path().resolveSibling(path().getFileName() + BINDING_SUFFIX);
    }

    /** Gives the bound socket its mode and its name. */
    void publish() throws IOException {
        var bound = bindingPath();
        if (Files.getFileAttributeView(bound, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(bound, PosixFilePermissions.fromString(MODE));
        }
        Files.move(bound, path(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes the name away; the socket itself is closed by who bound it. */
    void remove() throws IOException {
        Files.deleteIfExists(path());
    }

    private static void removeStale(Path path, Unix address) throws ListenException {
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            var attributes =
                    Files.readAttributes(
                            path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isOther()) {
                throw new ListenException(
                        address, "there is a file " + path + ", which is no socket");
            }
            if (isAnswered(path)) {
                throw new ListenException(address, "in use by another process");
            }
            Files.delete(path);
        } catch (IOException e) {
            throw new ListenException(address, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isAnswered(Path path) {
        try (var _ = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
