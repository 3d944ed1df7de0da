package io.hypervigil.containers.cgroup;

import io.hypervigil.collect.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lists the groups of a hierarchy by one look into each folder that may have containers: into
 * slices, pods and runtimes' folders always, into services and scopes that have groups of their own
 * below them, into containers and virtual machines never.
 *
 * <p>Thread: one.
 */
public final class CgroupTree {

    /** Deeper than any runtime goes: rootless Podman's pods lie seven below the root. */
    private static final int MAX_DEPTH = 16;

    /** What a folder's files begin with, so that groups are told from files without asking. */
    private static final Set<String> CONTROLLERS =
            Set.of(
                    "cgroup",
                    "cpu",
                    "cpuacct",
                    "cpuset",
                    "memory",
                    "io",
                    "blkio",
                    "pids",
                    "hugetlb",
                    "rdma",
                    "misc",
                    "irq",
                    "devices",
                    "freezer",
                    "net_cls",
                    "net_prio",
                    "perf_event",
                    "dmem",
                    "debug");

    private static final Set<String> FILES = Set.of("tasks", "notify_on_release", "release_agent");

    private final FileTree sys;
    private final String folder;
    private final int most;
    private Map<String, Cgroup> known = Map.of();

    /**
     * @param groups in the order of their paths
     * @param isWhole false where there are more, which are left out
     */
    public record Listing(List<Cgroup> groups, boolean isWhole) {

        public Listing {
            groups = List.copyOf(groups);
        }
    }

    /**
     * @param folder of the hierarchy, below /sys
     * @param most groups to look at
     */
    public CgroupTree(FileTree sys, String folder, int most) {
        this.sys = sys;
        this.folder = folder;
        this.most = most;
    }

    /** All groups but the root. */
    public Listing list() {
        var found = new HashMap<String, Cgroup>();
        var groups = new ArrayList<Cgroup>();
        boolean isWhole = list("", 1, groups, found);
        known = found;
        return new Listing(groups, isWhole);
    }

    /** The names of the groups right below one. */
    public static List<String> children(FileTree sys, String folder) {
        return sys.list(folder).stream().filter(name -> !isFile(name)).toList();
    }

    private boolean list(String parent, int depth, List<Cgroup> groups, Map<String, Cgroup> found) {
        for (String name : children(sys, folder + parent)) {
            if (groups.size() >= most) {
                return false;
            }
            var path = parent + "/" + name;
            var cgroup = known.get(path);
            if (cgroup == null) {
                cgroup = new Cgroup(path, CgroupName.of(path));
            }
            found.put(path, cgroup);
            groups.add(cgroup);
            if (isToBeEntered(cgroup)
                    && (depth == MAX_DEPTH || !list(path, depth + 1, groups, found))) {
                return false;
            }
        }
        return true;
    }

    private boolean isToBeEntered(Cgroup cgroup) {
        return switch (cgroup.kind()) {
            case CgroupKind.Unit(var name) -> name.endsWith(".slice") || hasGroups(cgroup.path());
            case CgroupKind.Pod _ -> true;
            case CgroupKind.Other _ -> hasGroups(cgroup.path());
            case CgroupKind.Container _, CgroupKind.Payload _ -> false;
            case CgroupKind.Machine _, CgroupKind.Watcher _ -> false;
        };
    }

    /**
     * A folder has two links and one for each folder in it; a file system that counts none has 1.
     */
    private boolean hasGroups(String path) {
        try {
            return !Integer.valueOf(2)
                    .equals(Files.getAttribute(sys.root().resolve(folder + path), "unix:nlink"));
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    private static boolean isFile(String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? FILES.contains(name)
                : CONTROLLERS.contains(name.substring(0, dot)) && !isUnit(name);
    }

    private static boolean isUnit(String name) {
        return name.endsWith(".slice") || name.endsWith(".service") || name.endsWith(".scope");
    }
}
