package io.hypervigil.containers.cgroup;

import io.hypervigil.collect.files.FileTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

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

    private final GroupFolder root;
    private final int most;

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
        this.root = new GroupFolder(sys, folder, new Cgroup("", CgroupName.of("")));
        this.most = most;
    }

    /** All groups but the root. */
    public Listing list() {
        return list(_ -> false);
    }

    /**
     * As {@link #list()}, and cheaper: a container that has gone may be listed, and one that came
     * in its place be left out.
     *
     * @param isReadNext of the path of a container, whether the caller reads it now, so that it
     *     finds out that it has gone and lists all of them anew
     */
    public Listing list(Predicate<String> isReadNext) {
        var groups = new ArrayList<Cgroup>();
        root.look();
        boolean isWhole = list(root, 1, groups, isReadNext);
        return new Listing(groups, isWhole);
    }

    /** The names of the groups right below one. */
    public static List<String> children(FileTree sys, String folder) {
        return sys.list(folder).stream().filter(name -> !isFile(name)).toList();
    }

    private boolean list(
            GroupFolder parent, int depth, List<Cgroup> groups, Predicate<String> isReadNext) {
        for (GroupFolder each : parent.below(isReadNext)) {
            if (groups.size() >= most) {
                return false;
            }
            groups.add(each.cgroup());
            if (isToBeEntered(each)
                    && (depth == MAX_DEPTH || !list(each, depth + 1, groups, isReadNext))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isToBeEntered(GroupFolder group) {
        return switch (group.cgroup().kind()) {
            case CgroupKind.Unit(var name) -> name.endsWith(".slice") || group.mayHaveGroups();
            case CgroupKind.Pod _ -> true;
            case CgroupKind.Other _ -> group.mayHaveGroups();
            case CgroupKind.Container _, CgroupKind.Payload _ -> false;
            case CgroupKind.Machine _, CgroupKind.Watcher _ -> false;
        };
    }

    /** Whether a name is that of a file of a group, not of a group below it. */
    static boolean isFile(String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? FILES.contains(name)
                : CONTROLLERS.contains(name.substring(0, dot)) && !isUnit(name);
    }

    private static boolean isUnit(String name) {
        return name.endsWith(".slice") || name.endsWith(".service") || name.endsWith(".scope");
    }
}
