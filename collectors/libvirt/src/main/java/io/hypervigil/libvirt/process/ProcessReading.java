package io.hypervigil.libvirt.process;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.MalformedTextException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a process uses now.
 *
 * @param cpuTicks since it began, by kind of thread
 * @param threads that it has, by kind
 * @param memoryBytes by the names of /proc/PID/status
 * @param io by the names of /proc/PID/io; none where that may not be read
 * @param ioRefusal why it may not be
 */
record ProcessReading(
        QemuProcess process,
        Map<ThreadRole, Long> cpuTicks,
        Map<ThreadRole, Integer> threads,
        long majorFaults,
        Map<String, Long> memoryBytes,
        Map<String, Long> io,
        Optional<String> ioRefusal,
        OptionalLong openFiles,
        OptionalLong mostOpenFiles,
        OptionalLong oomScore) {

    /** Empty where the process has ended, its PID given to another or not. */
    static Optional<ProcessReading> of(FileTree proc, GuestProcess guest) {
        var folder = guest.process().folder();
        var threads = threads(proc, guest);
        var total = TaskStat.find(proc, folder);
        if (total.isEmpty() || total.get().startTicks() != guest.process().startTicks()) {
            return Optional.empty();
        }
        guest.cpu().take(threads, total.get().cpuTicks());
        var io = Io.of(proc, folder);
        return Optional.of(
                new ProcessReading(
                        guest.process(),
                        guest.cpu().ticks(),
                        counted(threads),
                        total.get().majorFaults(),
                        ProcessFiles.memory(proc, folder),
                        io.counts(),
                        io.refusal(),
                        openFiles(proc, folder),
                        guest.mostOpenFiles(),
                        proc.wholeAttribute(folder + "/oom_score")));
    }

    private static List<CpuLedger.Task> threads(FileTree proc, GuestProcess guest) {
        var threads = new ArrayList<CpuLedger.Task>();
        var tasks = guest.process().folder() + "/task";
        for (String id : proc.list(tasks)) {
            TaskStat.find(proc, tasks + "/" + id)
                    .ifPresent(stat -> threads.add(thread(Long.parseLong(id), stat, false)));
        }
        for (QemuProcess vhost : guest.vhosts()) {
            TaskStat.find(proc, vhost.folder())
                    .filter(stat -> stat.startTicks() == vhost.startTicks())
                    .ifPresent(stat -> threads.add(thread(vhost.pid(), stat, true)));
        }
        return threads;
    }

    private static CpuLedger.Task thread(long id, TaskStat stat, boolean isForeign) {
        var key = new CpuLedger.Key(id, stat.startTicks());
        return new CpuLedger.Task(key, ThreadRole.of(stat.name()), stat.cpuTicks(), isForeign);
    }

    private static Map<ThreadRole, Integer> counted(List<CpuLedger.Task> threads) {
        var counted = new EnumMap<ThreadRole, Integer>(ThreadRole.class);
        threads.forEach(thread -> counted.merge(thread.role(), 1, Integer::sum));
        return counted;
    }

    /** A process has at least one: an empty folder is one that may not be read. */
    private static OptionalLong openFiles(FileTree proc, String folder) {
        int files = proc.list(folder + "/fd").size();
        return files == 0 ? OptionalLong.empty() : OptionalLong.of(files);
    }

    private record Io(Map<String, Long> counts, Optional<String> refusal) {

        static Io of(FileTree proc, String folder) {
            try {
                return new Io(ProcessFiles.io(proc, folder), Optional.empty());
            } catch (IOException | MalformedTextException e) {
                return new Io(Map.of(), Optional.of(String.valueOf(e.getMessage())));
            }
        }
    }
}
