package io.hypervigil.collect.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

/**
 * {@code /dev/kmsg} by {@code open} and {@code read} with O_NONBLOCK, which Java's files do not
 * know: a read gives the next record, or says that there is none yet.
 *
 * <p>Thread: one.
 */
public final class DevKmsg implements KmsgSource {

    /** Of Linux on x86 and ARM alike: to read, without waiting, closed where a program starts. */
    private static final int FLAGS = 0 | 04000 | 02000000;

    private static final int EPERM = 1;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    private static final int EACCES = 13;
    private static final int EPIPE = 32;

    /** Twice what the kernel makes of its longest record. */
    private static final int RECORD_BYTES = 16 * 1024;

    private final Memory buffer = new Memory(RECORD_BYTES);
    private final int fd;
    private boolean isClosed;

    private DevKmsg(int fd) {
        this.fd = fd;
    }

    /** Opens the kernel's log, or a file of records that stands for it. */
    public static Opening open(String path) {
        var utf8 = path.getBytes(StandardCharsets.UTF_8);
        try (var name = new Memory(utf8.length + 1L)) {
            name.write(0, utf8, 0, utf8.length);
            name.setByte(utf8.length, (byte) 0);
            return new Opening.Opened(new DevKmsg(LibC.open(name, FLAGS)));
        } catch (LastErrorException e) {
            return new Opening.Refused(path + ": " + text(e.getErrorCode()));
        } catch (LinkageError e) {
            return new Opening.Refused("the C library could not be linked: " + e.getMessage());
        }
    }

    @Override
    public Read read() {
        while (!isClosed) {
            int length = (int) LibC.read(fd, buffer, RECORD_BYTES);
            if (length >= 0) {
                return length == 0
                        ? new Read.Nothing()
                        : new Read.Piece(
                                new String(buffer.getByteArray(0, length), StandardCharsets.UTF_8));
            }
            int errno = Native.getLastError();
            if (errno != EINTR) {
                return failed(errno);
            }
        }
        return new Read.Nothing();
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            LibC.close(fd);
            buffer.close();
        }
    }

    private static Read failed(int errno) {
        return switch (errno) {
            case EAGAIN -> new Read.Nothing();
            case EPIPE -> new Read.Overwritten();
            default -> new Read.Failed(errno);
        };
    }

    private static String text(int errno) {
        return switch (errno) {
            case EPERM, EACCES -> "not permitted: root or the capability CAP_SYSLOG may read it";
            case 2 -> "does not exist";
            default -> "errno " + errno;
        };
    }

    /** Bound at the first call, so that a machine without JNA's library lacks this file alone. */
    private static final class LibC {

        static {
            Native.register(LibC.class, Platform.C_LIBRARY_NAME);
        }

        private LibC() {}

        static native int open(Pointer path, int flags) throws LastErrorException;

        // Without LastErrorException: to be at the end is the rule, and to throw is dear.
        static native long read(int fd, Pointer buffer, long count);

        @SuppressWarnings("UnusedReturnValue")
        static native int close(int fd);
    }
}
