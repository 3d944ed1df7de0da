package io.hypervigil.host.process;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NotHere;
import io.hypervigil.host.part.OneNumber;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many processes and threads there are, by state, and how many there may be.
 *
 * <pre>
 * node_processes_pids 82
 * node_processes_state{state="S"} 50
 * node_processes_threads_state{thread_state="R"} 1
 * node_processes_max_processes 4.194304e+06
 * </pre>
 */
public final class Processes implements HostPart {

    public static final Group GROUP = Group.on("processes", "processes by state from /proc/*/stat");

    static final Family THREADS =
            Family.gauge(GROUP, "node_processes_threads", "Threads there are, from /proc/*/stat.");
    static final Family MAX_THREADS =
            Family.gauge(
                    GROUP,
                    "node_processes_max_threads",
                    "Threads there may be, from /proc/sys/kernel/threads-max.");
    static final Family THREADS_STATE =
            Family.gauge(
                    GROUP,
                    "node_processes_threads_state",
                    "Threads in a state, from /proc/*/task/*/stat.",
                    "thread_state");
    static final Family STATE =
            Family.gauge(
                    GROUP,
                    "node_processes_state",
                    "Processes in a state, from /proc/*/stat.",
                    "state");
    static final Family PIDS =
            Family.gauge(GROUP, "node_processes_pids", "Processes there are, from /proc.");
    static final Family MAX_PROCESSES =
            Family.gauge(
                    GROUP,
                    "node_processes_max_processes",
                    "Highest process id, from /proc/sys/kernel/pid_max.");

    public static final List<Family> FAMILIES =
            List.of(THREADS, MAX_THREADS, THREADS_STATE, STATE, PIDS, MAX_PROCESSES);

    private final FileTree proc;

    public Processes(FileTree proc) {
        this.proc = proc;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        var pids = proc.list("").stream().filter(Processes::isNumber).toList();
        if (pids.isEmpty()) {
            throw new NotHere("no process below " + proc.root());
        }
        var census = new Census();
        for (String pid : pids) {
            count(pid, census);
        }
        write(census, sink);
    }

    private void write(Census census, SampleSink sink) throws IOException {
        sink.add(THREADS, census.threads);
        sink.add(MAX_THREADS, proc.read("sys/kernel/threads-max", OneNumber::parse));
        census.processesByState.forEach((state, count) -> sink.add(STATE, count, state));
        census.threadsByState.forEach((state, count) -> sink.add(THREADS_STATE, count, state));
        sink.add(PIDS, census.processes);
        sink.add(MAX_PROCESSES, proc.read("sys/kernel/pid_max", OneNumber::parse));
    }

    private void count(String pid, Census census) throws IOException {
        var process = stat(pid + "/stat");
        if (process.isEmpty()) {
            return;
        }
        census.processes++;
        census.threads += process.get().threads();
        census.processesByState.merge(process.get().state(), 1, Integer::sum);
        for (String thread : threads(pid, process.get())) {
            var state = thread.equals(pid) ? process : stat(pid + "/task/" + thread + "/stat");
            state.ifPresent(found -> census.threadsByState.merge(found.state(), 1, Integer::sum));
        }
    }

    /** Most processes have one thread: itself. */
    private List<String> threads(String pid, ProcessStat process) {
        return process.threads() == 1 && proc.exists(pid + "/task")
                ? List.of(pid)
                : proc.list(pid + "/task").stream().filter(Processes::isNumber).toList();
    }

    /** Empty where it ended since the folder was listed. */
    private Optional<ProcessStat> stat(String file) throws IOException {
        try {
            return Optional.of(proc.read(file, ProcessStat::parse));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No such process")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isNumber(String name) {
        return name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** What was counted so far. */
    private static final class Census {
        private int processes;
        private int threads;
        private final Map<String, Integer> processesByState = new TreeMap<>();
        private final Map<String, Integer> threadsByState = new TreeMap<>();
    }
}
