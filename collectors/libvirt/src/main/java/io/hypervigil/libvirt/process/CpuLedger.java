package io.hypervigil.libvirt.process;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/**
 * What each kind of thread of a process has used since it began to be looked at.
 *
 * <p>Threads come and go, workers above all: what a thread has used stays with its kind when it
 * ends. What is left of the process' own total, that of threads too short to be seen included, is
 * the emulator's. So no count ever falls, and all together are the total.
 */
final class CpuLedger {

    private static final int MOST_UNSEEN = 1024;

    private final Map<Key, Long> lastTicks = new HashMap<>();
    private final Map<ThreadRole, Long> ticks = new EnumMap<>(ThreadRole.class);
    private long foreign;

    /** A thread, never mistaken for one that was given its number later. */
    record Key(long id, long startTicks) {}

    /**
     * A thread as it is now.
     *
     * @param isForeign whether the process' total is without it
     */
    record Task(Key key, ThreadRole role, long cpuTicks, boolean isForeign) {}

    /**
     * Takes one round.
     *
     * @param totalTicks of the process, read after the threads were
     */
    void take(Collection<Task> threads, long totalTicks) {
        var seen = new HashSet<Key>();
        for (Task task : threads) {
            if (task.role() != ThreadRole.EMULATOR) {
                seen.add(task.key());
                add(task);
            }
        }
        // One that could not be read this once comes back, and is not counted anew.
        if (lastTicks.size() > seen.size() + MOST_UNSEEN) {
            lastTicks.keySet().retainAll(seen);
        }
        ticks.merge(ThreadRole.EMULATOR, Math.max(0, totalTicks - named()), Math::max);
    }

    /** By kind; those that never were are not among them. */
    Map<ThreadRole, Long> ticks() {
        return Map.copyOf(ticks);
    }

    /** How many threads are remembered, those that ended included. */
    int remembered() {
        return lastTicks.size();
    }

    private void add(Task task) {
        var before = lastTicks.put(task.key(), task.cpuTicks());
        long more = Math.max(0, task.cpuTicks() - (before == null ? 0 : before));
        ticks.merge(task.role(), more, Long::sum);
        if (task.isForeign()) {
            foreign += more;
        }
    }

    /** What of the process' total has a name. */
    private long named() {
        long all = ticks.values().stream().mapToLong(used -> used).sum();
        return all - ticks.getOrDefault(ThreadRole.EMULATOR, 0L) - foreign;
    }
}
