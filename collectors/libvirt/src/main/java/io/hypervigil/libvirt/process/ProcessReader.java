package io.hypervigil.libvirt.process;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.MalformedTextException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what processes use.
 *
 * <p>Thread: one.
 */
final class ProcessReader {

    private final FileTree proc;
    private final OpenFiles openFiles;

    ProcessReader(FileTree proc) {
        this.proc = proc;
        this.openFiles = new OpenFiles(proc);
    }

    /** Empty where the process has ended, its PID given to another or not. */
    Optional<ProcessReading> read(GuestProcess guest) {
        var times = guest.lastTimes().flatMap(last -> unchanged(guest, last));
        var again = times.flatMap(_ -> guest.lastReadingAgain());
        if (again.isPresent()) {
            return again;
        }
        if (times.isEmpty()) {
            times = times(guest);
        }
        if (times.isEmpty() || times.get().total().startTicks() != guest.process().startTicks()) {
            return Optional.empty();
        }
        guest.hasTimes(times.get());
        var reading = reading(guest, times.get());
        guest.hasReading(reading);
        return Optional.of(reading);
    }

    private ProcessReading reading(GuestProcess guest, ThreadTimes times) {
        var folder = guest.process().folder();
        var threads = times.threads();
        guest.cpu().take(threads, times.total().cpuTicks());
        var io = io(folder);
        return new ProcessReading(
                guest.process(),
                guest.cpu().ticks(),
                counted(threads),
                times.total().majorFaults(),
                ProcessFiles.memory(proc, folder),
                io.counts(),
                io.refusal(),
                openFiles.of(folder),
                guest.mostOpenFiles(),
                proc.wholeAttribute(folder + "/oom_score"));
    }

    /**
     * The threads of a guest that did nothing for a round and has done nothing since: as many as
     * there were, not a tick of CPU more in all, no page touched that was not there, as a new
     * thread does, and none taken from it. One that does something is not asked beforehand.
     */
    private Optional<ThreadTimes> unchanged(GuestProcess guest, ThreadTimes last) {
        return last.isIdle() && guest.vhosts().isEmpty()
                ? TaskStat.find(proc, guest.process().folder())
                        .filter(last.total()::equals)
                        .map(_ -> last)
                : Optional.empty();
    }

    private Optional<ThreadTimes> times(GuestProcess guest) {
        var folder = guest.process().folder();
        var threads = threads(guest);
        var total = TaskStat.find(proc, folder);
        if (total.isPresent() && guest.threads().isStale(total.get().threads())) {
            guest.threads().look(proc);
            threads = threads(guest);
            total = TaskStat.find(proc, folder);
        }
        if (total.isEmpty()) {
            return Optional.empty();
        }
        boolean isIdle = guest.lastTimes().map(ThreadTimes::total).equals(total);
        return Optional.of(new ThreadTimes(threads, total.get(), isIdle));
    }

    private List<CpuLedger.Task> threads(GuestProcess guest) {
        var threads = new ArrayList<CpuLedger.Task>();
        guest.threads().read(proc, (id, stat) -> threads.add(thread(id, stat, false)));
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
        counted.put(ThreadRole.EMULATOR, 1); // The first, which is not among them.
        threads.forEach(thread -> counted.merge(thread.role(), 1, Integer::sum));
        return counted;
    }

    private Io io(String folder) {
        try {
            return new Io(ProcessFiles.io(proc, folder), Optional.empty());
        } catch (IOException | MalformedTextException e) {
            return new Io(Map.of(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private record Io(Map<String, Long> counts, Optional<String> refusal) {}
}
