package io.hypervigil.containers.layer;

import io.hypervigil.collect.files.MountInfo;
import io.hypervigil.collect.files.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a process sees mounted, as its {@code /proc/PID/mountinfo} has it.
 *
 * @param mounts in the order in which they were made: of several at one place the last is seen
 */
record MountTable(List<MountInfo> mounts) {

    private static final Set<String> LOCAL_WITHOUT_DEVICE =
            Set.of("bcachefs", "btrfs", "overlay", "tmpfs", "zfs");
    private static final String UPPER = "upperdir=";

    MountTable {
        mounts = List.copyOf(mounts);
    }

    static MountTable parse(Text mountinfo) {
        return new MountTable(MountInfo.parse(mountinfo));
    }

    /** The mount that a path lies in. */
    Optional<MountInfo> holding(String path) {
        return mounts.stream()
                .filter(mount -> isBelow(path, mount.point()))
                // Of equals the last.
                .reduce(
                        (one, other) ->
                                other.point().length() >= one.point().length() ? other : one);
    }

    /** A place of a file system, the shortest. */
    Optional<MountInfo> ofDevice(String device) {
        return mounts.stream()
                .filter(mount -> mount.device().equals(device))
                .min(Comparator.comparingInt(mount -> mount.point().length()));
    }

    /** The folder that an overlay writes to; empty for one that is read only. */
    static Optional<String> upperOf(MountInfo overlay) {
        for (String option : overlay.superOptions().split(",", -1)) {
            if (option.startsWith(UPPER)) {
                // The overlay has escapes of its own, for what parts its options.
                var folder = MountInfo.plain(option.substring(UPPER.length())).replace("\\", "");
                return Optional.of(folder).filter(path -> path.startsWith("/"));
            }
        }
        return Optional.empty();
    }

    /** Whether neither a server nor a program of somebody's can make those wait who ask it. */
    static boolean isLocal(MountInfo mount) {
        return LOCAL_WITHOUT_DEVICE.contains(mount.type())
                || (mount.source().startsWith("/dev/") && !mount.type().startsWith("fuse"));
    }

    private static boolean isBelow(String path, String point) {
        return point.equals("/") || path.equals(point) || path.startsWith(point + "/");
    }
}
