package io.hypervigil.host.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * {@code <linux/btrfs.h>}: what only ioctl(2) tells of a mounted Btrfs. Needs CAP_SYS_ADMIN on most
 * kernels.
 *
 * <p>Thread: one, since it reuses its memory.
 */
public final class LinuxBtrfs {

    private static final int O_RDONLY = 0;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x80000;

    private static final long BTRFS_IOC_DEV_INFO = 0xD000941EL;
    private static final long BTRFS_IOC_FS_INFO = 0x8400941FL;
    private static final long BTRFS_IOC_GET_DEV_STATS = 0xC4089434L;

    private static final HexFormat HEX = HexFormat.of();
    private static final int BTRFS_UUID_SIZE = 16;
    private static final int BTRFS_DEV_STAT_VALUES_MAX = 5;

    /** The largest argument, struct btrfs_ioctl_dev_info_args; its path begins at 3072. */
    private static final int ARGUMENT_BYTES = 4096;

    private static final int DEV_INFO_PATH = 3072;

    private final Memory argument = new Memory(ARGUMENT_BYTES);

    /** How the questions ended. */
    public sealed interface Result {

        /**
         * struct btrfs_ioctl_fs_info_args, and its devices.
         *
         * @param fsid 32 hexadecimal digits
         */
        record FsInfo(String fsid, List<DevInfo> devices) implements Result {
            public FsInfo {
                devices = List.copyOf(devices);
            }
        }

        /** The path could not be opened, or is no Btrfs that may be asked. */
        record Failed(int errno) implements Result {}
    }

    /**
     * struct btrfs_ioctl_dev_info_args and struct btrfs_ioctl_get_dev_stats.
     *
     * @param uuid with its dashes
     * @param path {@code /dev/sda}
     */
    public record DevInfo(
            String uuid,
            String path,
            long bytesUsed,
            long totalBytes,
            long writeErrs,
            long readErrs,
            long flushErrs,
            long corruptionErrs,
            long generationErrs) {}

    /** Asks the file system that is mounted at a path. */
    public Result fsInfo(String mountPoint) {
        try {
            int fd = LibC.open(pathArgument(mountPoint), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
            try {
                return fsInfo(fd);
            } finally {
                LibC.close(fd);
            }
        } catch (LastErrorException e) {
            return new Result.Failed(e.getErrorCode());
        }
    }

    private Result fsInfo(int fd) {
        argument.clear();
        ioctl(fd, BTRFS_IOC_FS_INFO);
        long maxId = argument.getLong(0);
        long numDevices = argument.getLong(8);
        var fsid = HEX.formatHex(argument.getByteArray(16, BTRFS_UUID_SIZE));
        var devices = new ArrayList<DevInfo>();
        // Ids begin at 1 (0 is a device being replaced) and have gaps.
        for (long devid = 0; devid <= maxId && devices.size() < numDevices; devid++) {
            if (hasDevice(fd, devid)) {
                devices.add(devInfo(fd, devid));
            }
        }
        return new Result.FsInfo(fsid, devices);
    }

    /** Whether there is a device of that id; its struct then lies in the argument. */
    private boolean hasDevice(int fd, long devid) {
        argument.clear();
        argument.setLong(0, devid);
        try {
            ioctl(fd, BTRFS_IOC_DEV_INFO);
            return true;
        } catch (LastErrorException e) {
            if (e.getErrorCode() == Errno.ENODEV) {
                return false;
            }
            throw e;
        }
    }

    private DevInfo devInfo(int fd, long devid) {
        var uuid = new UUID(bigEndian(8), bigEndian(16)).toString();
        long bytesUsed = argument.getLong(24);
        long totalBytes = argument.getLong(32);
        var path = argument.getString(DEV_INFO_PATH, StandardCharsets.UTF_8.name());
        argument.clear();
        argument.setLong(0, devid);
        argument.setLong(8, BTRFS_DEV_STAT_VALUES_MAX);
        ioctl(fd, BTRFS_IOC_GET_DEV_STATS);
        return new DevInfo(
                uuid,
                path,
                bytesUsed,
                totalBytes,
                argument.getLong(24),
                argument.getLong(32),
                argument.getLong(40),
                argument.getLong(48),
                argument.getLong(56));
    }

    private void ioctl(int fd, long request) {
        LibC.ioctl(fd, new NativeLong(request, true), argument);
    }

    private long bigEndian(long offset) {
        return ByteBuffer.wrap(argument.getByteArray(offset, Long.BYTES)).getLong();
    }

    private Memory pathArgument(String path) {
        var bytes = (path + '\0').getBytes(StandardCharsets.UTF_8);
        if (bytes.length > ARGUMENT_BYTES) {
            throw new LastErrorException(36);
        }
        argument.write(0, bytes, 0, bytes.length);
        return argument;
    }

    /**
     * Bound at the first call, so that a machine without JNA's library lacks this call alone. open
     * and ioctl are variadic in C; on Linux their arguments travel as those of any other function.
     */
    private static final class LibC {

        static {
            Native.register(LibC.class, Platform.C_LIBRARY_NAME);
        }

        private LibC() {}

        static native int open(Pointer path, int flags) throws LastErrorException;

        @SuppressWarnings("UnusedReturnValue")
        static native int ioctl(int fd, NativeLong request, Pointer argument)
                throws LastErrorException;

        @SuppressWarnings("UnusedReturnValue")
        static native int close(int fd) throws LastErrorException;
    }
}
