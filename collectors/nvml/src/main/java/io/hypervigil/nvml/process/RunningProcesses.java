package io.hypervigil.nvml.process;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.nvml.cgroup.ProcessStat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the processes that a driver lists in /proc, and remembers when they began, so that what a
 * process did is not taken for the work of another that was given its PID.
 *
 * <p>Thread: one.
 */
final class RunningProcesses {

    private final FileTree proc;
    private Map<Long, Long> startTicks = Map.of();

    RunningProcesses(FileTree proc) {
        this.proc = proc;
    }

    /** Those that run; the driver's list may hold some that have ended since. */
    List<RunningProcess> of(List<ListedProcess> listed, Map<Long, EngineShares> shares) {
        var running = new ArrayList<RunningProcess>(listed.size());
        var starts = new HashMap<Long, Long>();
        for (ListedProcess process : listed) {
            ProcessStat.find(proc, process.pid())
                    .ifPresent(
                            stat -> {
                                starts.put(process.pid(), stat.startTicks());
                                running.add(running(process, stat, shares));
                            });
        }
        startTicks = starts;
        return running;
    }

    /** The driver says how busy a PID was: a number of a former process' is not this one's. */
    private RunningProcess running(
            ListedProcess process, ProcessStat stat, Map<Long, EngineShares> shares) {
        var before = startTicks.get(process.pid());
        boolean isSame = before == null || before == stat.startTicks();
        var own = shares.get(process.pid());
        return new RunningProcess(process, stat, isSame && own != null ? own : EngineShares.NONE);
    }
}
