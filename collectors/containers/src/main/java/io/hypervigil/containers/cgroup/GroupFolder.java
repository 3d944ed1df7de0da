package io.hypervigil.containers.cgroup;

import io.hypervigil.collect.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * The folder of a group, kept from one look to the next. A folder has a link for each folder in it,
 * and the kernel counts them exactly for control groups: where there are as many as before, and all
 * that were there still are, it has no others, and its names, which are files for the most part,
 * need not be listed.
 *
 * <p>Thread: one.
 */
final class GroupFolder {

    /** Of a folder with none in it. */
    private static final int OWN_LINKS = 2;

    /** To look at a group takes as long as to list so many names. */
    private static final int NAMES_A_LOOK = 3;

    private final FileTree sys;
    private final String folder;
    private final Path place;
    private final Cgroup cgroup;
    private Map<String, GroupFolder> below = Map.of();
    private OptionalInt count = OptionalInt.empty();
    private boolean isThere;
    private int names;

    /**
     * @param folder of the hierarchy, below /sys
     */
    GroupFolder(FileTree sys, String folder, Cgroup cgroup) {
        this.sys = sys;
        this.folder = folder;
        this.place = sys.root().resolve(folder + cgroup.path());
        this.cgroup = cgroup;
    }

    Cgroup cgroup() {
        return cgroup;
    }

    /** Sees whether it is there, and how many groups are right below it. */
    boolean look() {
        count = OptionalInt.empty();
        try {
            int links = (int) Files.getAttribute(place, "unix:nlink");
            // A file system that counts no folders has 1.
            if (links >= OWN_LINKS) {
                count = OptionalInt.of(links - OWN_LINKS);
            }
            isThere = true;
        } catch (IOException | UnsupportedOperationException _) {
            isThere = false;
        }
        return isThere;
    }

    /** Whether groups may lie below it, by the last look. */
    boolean mayHaveGroups() {
        return isThere && !count.equals(OptionalInt.of(0));
    }

    /**
     * The groups right below it, by their names; those that may have others are looked at.
     *
     * @param isReadNext of the path of a container, whether it need not be looked at
     */
    Collection<GroupFolder> below(Predicate<String> isReadNext) {
        if (!isAsBefore(isReadNext)) {
            list();
            below.values().stream().filter(GroupFolder::mayBeEntered).forEach(GroupFolder::look);
        }
        return below.values();
    }

    private void list() {
        var listed = sys.list(folder + cgroup.path());
        var fresh = new LinkedHashMap<String, GroupFolder>();
        for (String name : listed) {
            if (!CgroupTree.isFile(name)) {
                var known = below.get(name);
                fresh.put(name, known == null ? child(name) : known);
            }
        }
        below = fresh;
        names = listed.size();
    }

    /** Where it has none, the file system may be one that counts none: that is not relied on. */
    private boolean isAsBefore(Predicate<String> isReadNext) {
        if (below.isEmpty() || !count.equals(OptionalInt.of(below.size()))) {
            return false;
        }
        var unread =
                below.values().stream()
                        .filter(each -> each.mayBeEntered() || !isReadNext.test(each.cgroup.path()))
                        .toList();
        long onlyForThis = unread.stream().filter(each -> !each.mayBeEntered()).count();
        return onlyForThis * NAMES_A_LOOK <= names && unread.stream().allMatch(GroupFolder::look);
    }

    private GroupFolder child(String name) {
        var path = cgroup.path() + "/" + name;
        return new GroupFolder(sys, folder, new Cgroup(path, CgroupName.of(path)));
    }

    private boolean mayBeEntered() {
        return switch (cgroup.kind()) {
            case CgroupKind.Unit _, CgroupKind.Pod _, CgroupKind.Other _ -> true;
            case CgroupKind.Container _, CgroupKind.Payload _ -> false;
            case CgroupKind.Machine _, CgroupKind.Watcher _ -> false;
        };
    }
}
