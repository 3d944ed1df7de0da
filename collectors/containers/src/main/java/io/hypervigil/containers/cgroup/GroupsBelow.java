package io.hypervigil.containers.cgroup;

import io.hypervigil.collect.files.FileTree;
import java.util.ArrayList;
import java.util.List;

/**
 * What lies below a container: the {@code container} of Podman, the {@code init.scope} of a systemd
 * within, the containers of a pod.
 */
final class GroupsBelow {

    private static final int MAX_DEPTH = 4;
    private static final int MOST = 64;

    private final FileTree sys;
    private final String folder;
    private final List<String> paths = new ArrayList<>();

    GroupsBelow(FileTree sys, String folder) {
        this.sys = sys;
        this.folder = folder;
    }

    List<String> of(String path) {
        add(path, 1);
        return paths;
    }

    private void add(String path, int depth) {
        for (String child : CgroupTree.children(sys, folder + path)) {
            if (paths.size() >= MOST) {
                return;
            }
            var childPath = path + "/" + child;
            paths.add(childPath);
            if (depth < MAX_DEPTH) {
                add(childPath, depth + 1);
            }
        }
    }
}
