package io.hypervigil.containers.memory;

import io.hypervigil.collect.kernel.KernelLog;
import io.hypervigil.collect.kernel.KernelRecord;
import io.hypervigil.containers.cgroup.CgroupKind;
import io.hypervigil.containers.cgroup.CgroupName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * In which control groups processes were killed for want of memory, as the kernel's log says: the
 * one witness where the first process was killed, since the group's own count goes with it. A count
 * never falls, but it may be too low: what the log's ring has lost before it was read is not in it,
 * and of processes that are killed together the first alone.
 *
 * <pre>
 * oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=libpod-3f…,mems_allowed=0,oom_memcg=/libpod_parent/libpod-3f…,task_memcg=/libpod_parent/libpod-3f…,task=tail,pid=9743,uid=0
 * </pre>
 *
 * <p>Thread: one.
 */
public final class KernelOomLog implements AutoCloseable {

    private static final String GROUP = ",task_memcg=";
    private static final String TASK = ",task=";

    /** Groups with kills that are remembered, those above them included; the oldest go first. */
    private static final int MOST_GROUPS = 10_000;

    private final KernelLog log;
    private final Map<String, Long> kills = new LinkedHashMap<>();

    /**
     * @param log is closed with it
     */
    public KernelOomLog(KernelLog log) {
        this.log = log;
    }

    /** Reads what is new; why it cannot be read, where it cannot. */
    Optional<String> read() {
        return log.drain(this::take).absence();
    }

    /**
     * Processes killed in a container.
     *
     * @param group the path of its control group; "" where it is not known
     */
    long of(String container, String group) {
        return kills.getOrDefault(container, kills.getOrDefault(group, 0L));
    }

    /** Gives the log back; it is not read again. */
    @Override
    public void close() {
        log.close();
    }

    private void take(KernelRecord record) {
        var message = record.message();
        int at = message.indexOf(GROUP);
        // Names of groups and of processes are their makers': what is there twice is a forgery.
        if (message.startsWith("oom-kill:") && at > 0 && at == message.lastIndexOf(GROUP)) {
            int start = at + GROUP.length();
            int end = message.indexOf(TASK, start);
            if (end > start && message.charAt(start) == '/') {
                count(message.substring(start, end));
            }
        }
    }

    /** Counts for a group and for those above it. */
    private void count(String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            kills.merge(key(path.substring(0, end)), 1L, Long::sum);
        }
        var oldest = kills.keySet().iterator();
        while (kills.size() > MOST_GROUPS) {
            oldest.next();
            oldest.remove();
        }
    }

    private static String key(String path) {
        return CgroupName.of(path) instanceof CgroupKind.Container(_, var id, _) ? id : path;
    }
}
