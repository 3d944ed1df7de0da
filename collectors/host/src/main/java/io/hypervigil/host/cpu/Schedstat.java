package io.hypervigil.host.cpu;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How long tasks ran on each CPU, and how long they waited for it.
 *
 * <pre>
 * node_schedstat_running_seconds_total{cpu="0"} 2045936.778163039
 * node_schedstat_waiting_seconds_total{cpu="0"} 343796.328169361
 * node_schedstat_timeslices_total{cpu="0"} 4.767485306e+09
 * </pre>
 */
public final class Schedstat implements HostPart {

    public static final Group GROUP =
            Group.on("schedstat", "the scheduler's counts by CPU from /proc/schedstat");

    static final Family RUNNING =
            Family.counter(
                    GROUP,
                    "node_schedstat_running_seconds_total",
                    "Time tasks ran on a CPU, from /proc/schedstat.",
                    "cpu");
    static final Family WAITING =
            Family.counter(
                    GROUP,
                    "node_schedstat_waiting_seconds_total",
                    "Time tasks waited for a CPU, from /proc/schedstat.",
                    "cpu");
    static final Family TIMESLICES =
            Family.counter(
                    GROUP,
                    "node_schedstat_timeslices_total",
                    "Timeslices run on a CPU, from /proc/schedstat.",
                    "cpu");

    public static final List<Family> FAMILIES = List.of(RUNNING, WAITING, TIMESLICES);

    private static final double NANOSECONDS = 1e9;

    /** Columns before the three that are wanted, in all versions of the file. */
    private static final int OTHER_COLUMNS = 6;

    private final FileTree proc;

    public Schedstat(FileTree proc) {
        this.proc = proc;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        for (Reading cpu : proc.read("schedstat", Schedstat::parse)) {
            sink.add(RUNNING, cpu.runningNanos / NANOSECONDS, cpu.cpu);
            sink.add(WAITING, cpu.waitingNanos / NANOSECONDS, cpu.cpu);
            sink.add(TIMESLICES, cpu.timeslices, cpu.cpu);
        }
    }

    static List<Reading> parse(Text text) {
        var cpus = new ArrayList<Reading>();
        while (text.nextLine()) {
            if (text.startsWith("cpu")) {
                var cpu = text.field().substring(3);
                text.skip(OTHER_COLUMNS);
                cpus.add(new Reading(cpu, text.unsigned(), text.unsigned(), text.unsigned()));
            }
        }
        return cpus;
    }

    record Reading(String cpu, double runningNanos, double waitingNanos, double timeslices) {}
}
