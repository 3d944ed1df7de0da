package io.hypervigil.host.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.hypervigil.collect.Threads;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real FUSE file system whose daemon is this process: it does not answer until it is told to, as
 * the daemon of a network file system whose server is gone. Mounted where only the calling thread
 * and those it starts see it.
 *
 * <p>Thread: {@link #mount} and {@link #close} from one.
 */
public final class FuseMount implements AutoCloseable {

    private static final int CLONE_NEWNS = 0x20000;
    private static final int MS_NOSUID = 2;
    private static final int MS_NODEV = 4;
    private static final int MS_REC = 0x4000;
    private static final int MS_PRIVATE = 0x40000;
    private static final int MNT_DETACH = 2;
    private static final int O_RDWR = 2;
    private static final int O_CLOEXEC = 0x80000;

    private static final int FUSE_STATFS = 17;
    private static final int FUSE_INIT = 26;
    private static final int FUSE_FORGET = 2;
    private static final int FUSE_INTERRUPT = 36;
    private static final int ENOSYS = 38;
    private static final int IN_HEADER_BYTES = 40;
    private static final int OUT_HEADER_BYTES = 16;

    /** What statvfs(2) of the mounted file system tells once it answers. */
    public static final long BLOCKS = 1_000;

    public static final long BLOCK_BYTES = 4_096;

    private final int fd;
    private final Path path;
    private final AtomicInteger statfsRequests = new AtomicInteger();

    private FuseMount(int fd, Path path) {
        this.fd = fd;
        this.path = path;
    }

    /**
     * Mounts at a folder, in a mount namespace of the calling thread's own; empty where this
     * process may not.
     */
    public static Optional<FuseMount> mount(Path folder) {
        try {
            LibC.unshare(CLONE_NEWNS);
            LibC.mount("none", "/", "none", new NativeLong(MS_REC | MS_PRIVATE), "");
            int fd = LibC.open("/dev/fuse", O_RDWR | O_CLOEXEC);
            LibC.mount(
                    "hypervigil-test",
                    folder.toString(),
                    "fuse",
                    new NativeLong(MS_NOSUID | MS_NODEV),
                    "fd=" + fd + ",rootmode=40000,user_id=0,group_id=0");
            return Optional.of(new FuseMount(fd, folder));
        } catch (LastErrorException _) {
            return Optional.empty();
        }
    }

    /** From now on answers, those requests that have been waiting first. */
    public void answer() {
        Threads.start("test-fuse", this::serve);
    }

    /** How often the space was asked for. */
    public int statfsRequests() {
        return statfsRequests.get();
    }

    @Override
    public void close() {
        LibC.umount2(path.toString(), MNT_DETACH);
        LibC.close(fd);
    }

    private void serve() {
        try (var in = new Memory(1 << 20);
                var out = new Memory(256)) {
            while (true) {
                LibC.read(fd, in, new NativeLong(in.size()));
                reply(in, out);
            }
        } catch (LastErrorException _) {
            // Unmounted: the kernel lets go of the daemon.
        }
    }

    private void reply(Memory in, Memory out) {
        int opcode = in.getInt(4);
        if (opcode == FUSE_FORGET || opcode == FUSE_INTERRUPT) {
            return;
        }
        out.clear();
        int body =
                switch (opcode) {
                    case FUSE_INIT -> init(in, out);
                    case FUSE_STATFS -> statfs(out);
                    default -> {
                        out.setInt(4, -ENOSYS);
                        yield 0;
                    }
                };
        out.setInt(0, OUT_HEADER_BYTES + body);
        out.setLong(8, in.getLong(8));
        LibC.write(fd, out, new NativeLong(OUT_HEADER_BYTES + body));
    }

    /** struct fuse_init_out: version 7, whatever minor the kernel has, no abilities. */
    private static int init(Memory in, Memory out) {
        out.setInt(OUT_HEADER_BYTES, 7);
        out.setInt(OUT_HEADER_BYTES + 4, in.getInt(IN_HEADER_BYTES + 4));
        out.setInt(OUT_HEADER_BYTES + 8, 65_536);
        out.setInt(OUT_HEADER_BYTES + 20, 65_536);
        return 64;
    }

    /** struct fuse_kstatfs. */
    private int statfs(Memory out) {
        statfsRequests.incrementAndGet();
        out.setLong(OUT_HEADER_BYTES, BLOCKS);
        out.setLong(OUT_HEADER_BYTES + 8, BLOCKS / 2);
        out.setLong(OUT_HEADER_BYTES + 16, BLOCKS / 4);
        out.setInt(OUT_HEADER_BYTES + 40, (int) BLOCK_BYTES);
        out.setInt(OUT_HEADER_BYTES + 44, 255);
        out.setInt(OUT_HEADER_BYTES + 48, (int) BLOCK_BYTES);
        return 80;
    }

    private static final class LibC {

        static {
            Native.register(LibC.class, Platform.C_LIBRARY_NAME);
        }

        private LibC() {}

        static native int unshare(int flags) throws LastErrorException;

        static int mount(String source, String target, String type, NativeLong flags, String data) {
            return mount(text(source), text(target), text(type), flags, text(data));
        }

        static int umount2(String target, int flags) {
            return umount2(text(target), flags);
        }

        static int open(String path, int flags) {
            return open(text(path), flags);
        }

        private static Memory text(String text) {
            var memory = new Memory(text.length() * 4L + 1);
            memory.setString(0, text, StandardCharsets.UTF_8.name());
            return memory;
        }

        private static native int mount(
                Pointer source, Pointer target, Pointer type, NativeLong flags, Pointer data)
                throws LastErrorException;

        private static native int umount2(Pointer target, int flags) throws LastErrorException;

        private static native int open(Pointer path, int flags) throws LastErrorException;

        static native NativeLong read(int fd, Pointer buffer, NativeLong size)
                throws LastErrorException;

        static native NativeLong write(int fd, Pointer buffer, NativeLong size)
                throws LastErrorException;

        static native int close(int fd) throws LastErrorException;
    }
}
