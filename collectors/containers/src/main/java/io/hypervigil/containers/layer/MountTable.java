package io.hypervigil.containers.layer;

import io.hypervigil.collect.files.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a process sees mounted, as its {@code /proc/PID/mountinfo} has it.
 *
 * @param mounts in the order in which they were made: of several at one place the last is seen
 */
record MountTable(List<Mount> mounts) {

    private static final Set<String> LOCAL_WITHOUT_DEVICE =
            Set.of("bcachefs", "btrfs", "overlay", "tmpfs", "zfs");
    private static final String UPPER = "upperdir=";

    MountTable {
        mounts = List.copyOf(mounts);
    }

    /**
     * @param device {@code 254:0}, the same for all who see the file system
     * @param point where it is
     * @param source what is mounted, {@code /dev/sda1}
     * @param options of the file system
     */
    record Mount(String device, String point, String type, String source, String options) {

        /** The folder that an overlay writes to; empty for another type, or none to write. */
        Optional<String> upper() {
            if (!type.equals("overlay")) {
                return Optional.empty();
            }
            for (String option : options.split(",", -1)) {
                if (option.startsWith(UPPER)) {
                    // The overlay has escapes of its own, for what parts its options.
                    var folder = plain(option.substring(UPPER.length())).replace("\\", "");
                    return Optional.of(folder).filter(path -> path.startsWith("/"));
                }
            }
            return Optional.empty();
        }

        private boolean holds(String path) {
            return point.equals("/") || path.equals(point) || path.startsWith(point + "/");
        }

        /** Whether neither a server nor a program of somebody's can make those wait who ask it. */
        boolean isLocal() {
            return LOCAL_WITHOUT_DEVICE.contains(type)
                    || (source.startsWith("/dev/") && !type.startsWith("fuse"));
        }
    }

    static MountTable parse(Text mountinfo) {
        var mounts = new ArrayList<Mount>();
        while (mountinfo.nextLine()) {
            mountinfo.skip(2);
            var device = mountinfo.field();
            mountinfo.skip(1);
            var point = plain(mountinfo.field());
            while (mountinfo.hasField() && !mountinfo.field().equals("-")) {
                // Flags, and how it is shared.
            }
            mounts.add(
                    new Mount(
                            device,
                            point,
                            mountinfo.field(),
                            plain(mountinfo.field()),
                            mountinfo.rest()));
        }
        return new MountTable(mounts);
    }

    /** The mount that a path lies in. */
    Optional<Mount> holding(String path) {
        return mounts.stream()
                .filter(mount -> mount.holds(path))
                // Of equals the last.
                .reduce((one, other) -> other.point.length() >= one.point.length() ? other : one);
    }

    /** A place of a file system, the shortest. */
    Optional<Mount> ofDevice(String device) {
        return mounts.stream()
                .filter(mount -> mount.device.equals(device))
                .min(Comparator.comparingInt(mount -> mount.point.length()));
    }

    /** What the kernel wrote as three octal digits: blanks, ends of lines, backslashes. */
    private static String plain(String escaped) {
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        var bytes = escaped.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\\' && i + 3 < bytes.length) {
                bytes[length++] =
                        (byte)
                                ((bytes[i + 1] - '0') << 6
                                        | (bytes[i + 2] - '0') << 3
                                        | (bytes[i + 3] - '0'));
                i += 3;
            } else {
                bytes[length++] = bytes[i];
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
