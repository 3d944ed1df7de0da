package io.hypervigil.host.filesystem;

import io.hypervigil.collect.settings.Durations;
import io.hypervigil.collect.settings.Setting;
import io.hypervigil.host.part.NameFilter;
import java.time.Duration;
import java.util.Optional;

/** {@code --collector.filesystem.*}, with node_exporter's names and defaults. */
public record FilesystemSettings(
        @Setting(
                        help =
                                "Mount points to leave out, as a pattern; where neither this nor an include is given: "
                                        + FilesystemSettings.MOUNT_POINTS)
                Optional<String> mountPointsExclude,
        @Setting(help = "Mount points to keep, as a pattern; none other is.")
                Optional<String> mountPointsInclude,
        @Setting(
                        help =
                                "Types of file systems to leave out, as a pattern; where neither this nor an include is given: "
                                        + FilesystemSettings.FS_TYPES)
                Optional<String> fsTypesExclude,
        @Setting(help = "Types of file systems to keep, as a pattern; none other is.")
                Optional<String> fsTypesInclude,
        @Setting(
                        help = "A mount that does not answer within this time counts as stuck.",
                        byDefault = "5s")
                Duration mountTimeout,
        @Setting(
                        help = "How many mounts are asked at the same time.",
                        byDefault = "4",
                        min = 1,
                        max = 64)
                int statWorkers) {

    static final String MOUNT_POINTS =
            "^/(dev|proc|run/credentials/.+|sys|var/lib/docker/.+|var/lib/containers/storage/.+)($|/)";

    static final String FS_TYPES =
            "^(autofs|binfmt_misc|bpf|cgroup2?|configfs|debugfs|devpts|devtmpfs|fusectl|hugetlbfs"
                    + "|iso9660|mqueue|nsfs|overlay|proc|procfs|pstore|rpc_pipefs|securityfs|selinuxfs"
                    + "|squashfs|erofs|sysfs|tracefs)$";

    public FilesystemSettings {
        NameFilter.requireOneOf(
                "mount_points_include",
                mountPointsInclude.orElse(""),
                "mount_points_exclude",
                mountPointsExclude.orElse(""));
        NameFilter.requireOneOf(
                "fs_types_include",
                fsTypesInclude.orElse(""),
                "fs_types_exclude",
                fsTypesExclude.orElse(""));
        if (!mountTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "mount_timeout: " + Durations.format(mountTimeout) + ", more than 0 expected");
        }
    }

    /** How calls into mounts are limited. */
    public MountCalls.Limits limits() {
        return MountCalls.Limits.of(statWorkers, mountTimeout);
    }

    NameFilter mountPoints() {
        return filter(mountPointsInclude, mountPointsExclude, MOUNT_POINTS);
    }

    NameFilter fsTypes() {
        return filter(fsTypesInclude, fsTypesExclude, FS_TYPES);
    }

    private static NameFilter filter(
            Optional<String> include, Optional<String> exclude, String byDefault) {
        var included = include.orElse("");
        return NameFilter.of(included, exclude.orElse(included.isEmpty() ? byDefault : ""));
    }
}
