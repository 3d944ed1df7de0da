package io.hypervigil.nvml.cgroup;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The control groups of processes, read once for each and remembered, so that it is still known
 * whose a process was that has ended since. The 8,192 last asked for are remembered.
 *
 * <p>Thread: any.
 */
public final class ProcessCgroups {

    private static final int MOST = 8192;

    private final FileTree proc;
    private final Map<ProcessKey, Known> known;

    /** What is known of a process. */
    public record Known(String command, ProcessCgroup cgroup) {}

    /**
     * @param proc the host's /proc, used by nobody else
     */
    public ProcessCgroups(FileTree proc) {
        this(proc, MOST);
    }

    ProcessCgroups(FileTree proc, int most) {
        this.proc = proc;
        this.known = new Latest(most);
    }

    /** Of a process; empty where it had gone before it was first asked for. */
    public synchronized Optional<Known> find(ProcessKey process) {
        var entry = known.get(process);
        if (entry != null) {
            return Optional.of(entry);
        }
        var fresh = read(process);
        fresh.ifPresent(read -> known.put(process, read));
        return fresh;
    }

    /** The start time is read last: where it is still the same, so was the process before. */
    private Optional<Known> read(ProcessKey process) {
        var cgroup = cgroup(process.pid());
        return ProcessStat.find(proc, process.pid())
                .filter(stat -> stat.startTicks() == process.startTicks())
                .map(stat -> new Known(stat.command(), cgroup));
    }

    private ProcessCgroup cgroup(long pid) {
        try {
            return ProcessCgroup.parse(proc.read(pid + "/cgroup", Text::trimmed));
        } catch (IOException _) {
            return ProcessCgroup.NONE;
        }
    }

    private static final class Latest extends LinkedHashMap<ProcessKey, Known> {

        @Serial private static final long serialVersionUID = 1;

        private final int most;

        Latest(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<ProcessKey, Known> eldest) {
            return size() > most;
        }
    }
}
