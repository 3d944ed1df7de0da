package io.hypervigil.host.filesystem;

import java.nio.file.Path;
import java.util.List;

/** The mounts of the host as a container sees them, that has the host's root at a path. */
public final class HostMounts {

    private HostMounts() {}

    /**
     * The same mounts, with paths as the host has them: {@code /host/home} becomes {@code /home}.
     *
     * <p>A container that is given the host's root for reading only has every mount below it for
     * reading only; then only the file system itself tells whether the host may write.
     */
    public static List<Mount> below(Path root, List<Mount> mounts) {
        var prefix = root.toString();
        if (prefix.equals("/")) {
            return mounts;
        }
        boolean isLentReadOnly =
                mounts.stream()
                        .anyMatch(mount -> mount.path().equals(prefix) && mount.isReadOnlyHere());
        return mounts.stream().map(mount -> below(prefix, isLentReadOnly, mount)).toList();
    }

    private static Mount below(String prefix, boolean isLentReadOnly, Mount mount) {
        boolean isRoot = mount.path().equals(prefix);
        if (!isRoot && !mount.path().startsWith(prefix + "/")) {
            return mount;
        }
        return new Mount(
                mount.major(),
                mount.minor(),
                isRoot ? "/" : mount.path().substring(prefix.length()),
                mount.fsType(),
                mount.device(),
                mount.isReadOnlyHere() && !isLentReadOnly,
                mount.isReadOnlyItself());
    }
}
