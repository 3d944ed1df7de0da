package io.hypervigil.host.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * {@code sys/socket.h} as far as one question to the kernel over netlink needs it.
 *
 * <p>Thread: any.
 */
public final class Socket {

    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final int TIMEOUT_SECONDS = 2;
    private static final int BUFFER_BYTES = 64 * 1024;

    private static final Optional<String> UNLINKED = CLibrary.link(Socket.class);

    private Socket() {}

    private static native int socket(int domain, int type, int protocol) throws LastErrorException;

    private static native int setsockopt(int fd, int level, int optname, Pointer optval, int optlen)
            throws LastErrorException;

    private static native long send(int fd, Pointer buf, long n, int flags)
            throws LastErrorException;

    private static native long recv(int fd, Pointer buf, long n, int flags)
            throws LastErrorException;

    private static native int close(int fd) throws LastErrorException;

    /**
     * Asks the kernel over netlink and hands on each datagram of its answer until the reader has
     * enough. An answer that does not come within 2 s fails with EAGAIN.
     *
     * @param netlinkFamily as in linux/netlink.h
     * @param wantsMore reads a datagram, in this machine's byte order; false after the last
     */
    public static CallResult<Boolean> ask(
            int netlinkFamily, byte[] request, Predicate<ByteBuffer> wantsMore) {
        return CLibrary.call(
                "netlink",
                UNLINKED,
                () -> {
                    int fd = socket(AF_NETLINK, SOCK_RAW_CLOEXEC, netlinkFamily);
                    try (var buffer = new Memory(BUFFER_BYTES)) {
                        limitWaiting(fd, buffer);
                        buffer.write(0, request, 0, request.length);
                        send(fd, buffer, request.length, 0);
                        while (wantsMore.test(receive(fd, buffer))) {}
                    } finally {
                        close(fd);
                    }
                    return true;
                });
    }

    private static void limitWaiting(int fd, Memory buffer) {
        buffer.setLong(0, TIMEOUT_SECONDS);
        buffer.setLong(Long.BYTES, 0);
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, buffer, 2 * Long.BYTES);
    }

    private static ByteBuffer receive(int fd, Memory buffer) {
        long length = recv(fd, buffer, BUFFER_BYTES, 0);
        return buffer.getByteBuffer(0, length).order(ByteOrder.nativeOrder());
    }
}
