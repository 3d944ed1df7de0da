package io.hypervigil.libvirt.process;

import io.hypervigil.collect.files.FileTree;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The threads of a process but its first, which is QEMU's main loop and whose time is what the
 * others leave. They are listed anew only where there are others: as many as there were, all of
 * which are still there, are the same.
 *
 * <p>Thread: one.
 */
final class GuestThreads {

    private final long pid;
    private final Map<Long, String> folders = new LinkedHashMap<>();

    GuestThreads(long pid) {
        this.pid = pid;
    }

    /** Takes one thread. */
    @FunctionalInterface
    interface Visitor {
        void on(long id, TaskStat stat);
    }

    /** Reads those that are known; those that have ended are known no more. */
    void read(FileTree proc, Visitor visitor) {
        for (var all = folders.entrySet().iterator(); all.hasNext(); ) {
            var each = all.next();
            var stat = TaskStat.find(proc, each.getValue());
            if (stat.isPresent()) {
                visitor.on(each.getKey(), stat.get());
            } else {
                all.remove();
            }
        }
    }

    /**
     * Whether there are others than were read.
     *
     * @param count of all, the first included, since they were read
     */
    boolean isStale(long count) {
        return folders.size() + 1 != count;
    }

    /** Lists them anew. */
    void look(FileTree proc) {
        var tasks = pid + "/task";
        folders.clear();
        for (String name : proc.list(tasks)) {
            long id = Long.parseLong(name);
            if (id != pid) {
                folders.put(id, tasks + "/" + name);
            }
        }
    }
}
