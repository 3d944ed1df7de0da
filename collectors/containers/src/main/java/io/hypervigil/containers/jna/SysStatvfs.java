package io.hypervigil.containers.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code <sys/statvfs.h>}: how large a file system is, and how many inodes it has, which the JDK
 * does not say.
 *
 * <p>Thread: any. A call hangs as long as the file system's server does not answer.
 */
public final class SysStatvfs {

    private static final int SIZEOF_STATVFS = 112;

    private SysStatvfs() {}

    /**
     * struct statvfs; blocks are counted in units of {@code f_frsize}, all numbers without sign.
     */
    public record Statvfs(long f_frsize, long f_blocks, long f_files, long f_ffree) {}

    /** Asks the file system that a path leads to; empty where it cannot be asked. */
    public static Optional<Statvfs> statvfs(Path pathname) {
        var bytes = pathname.toString().getBytes(StandardCharsets.UTF_8);
        try (var path = new Memory(bytes.length + 1);
                var buf = new Memory(SIZEOF_STATVFS)) {
            path.write(0, bytes, 0, bytes.length);
            path.setByte(bytes.length, (byte) 0);
            LibC.statvfs(path, buf);
            return Optional.of(
                    new Statvfs(buf.getLong(8), buf.getLong(16), buf.getLong(40), buf.getLong(48)));
        } catch (LastErrorException _) {
            return Optional.empty();
        }
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
