package io.hypervigil.collect.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

/**
 * {@code <sys/statvfs.h>}: the size of the file system below a path, and its inodes, of which the
 * JDK does not tell.
 *
 * <p>A call hangs as long as the file system's server does not answer.
 *
 * <p>Thread: one, since it reuses its memory.
 */
public final class SysStatvfs implements AutoCloseable {

    private static final int PATH_MAX = 4096;
    private static final int SIZEOF_STATVFS = 112;

    private final Memory path = new Memory(PATH_MAX);
    private final Memory buf = new Memory(SIZEOF_STATVFS);

    /** How a call ended. */
    public sealed interface Result {

        /**
         * struct statvfs; blocks are counted in units of {@code f_frsize}, all numbers without
         * sign.
         */
        record Statvfs(
                long f_frsize,
                long f_blocks,
                long f_bfree,
                long f_bavail,
                long f_files,
                long f_ffree)
                implements Result {}

        /** The call failed. */
        record Failed(int errno) implements Result {}
    }

    /** Asks the file system that a path leads to. */
    public Result statvfs(String pathname) {
        var bytes = pathname.getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= PATH_MAX) {
            return new Result.Failed(36);
        }
        path.write(0, bytes, 0, bytes.length);
        path.setByte(bytes.length, (byte) 0);
        try {
            LibC.statvfs(path, buf);
        } catch (LastErrorException e) {
            return new Result.Failed(e.getErrorCode());
        }
        return new Result.Statvfs(
                buf.getLong(8),
                buf.getLong(16),
                buf.getLong(24),
                buf.getLong(32),
                buf.getLong(40),
                buf.getLong(48));
    }

    /** Gives its memory back. */
    @Override
    public void close() {
        path.close();
        buf.close();
    }

    /** Bound at the first call, so that a machine without JNA's library lacks this call alone. */
    private static final class LibC {

        static {
            Native.register(LibC.class, Platform.C_LIBRARY_NAME);
        }

        private LibC() {}

        @SuppressWarnings("UnusedReturnValue")
        static native int statvfs(Pointer path, Pointer buf) throws LastErrorException;
    }
}
