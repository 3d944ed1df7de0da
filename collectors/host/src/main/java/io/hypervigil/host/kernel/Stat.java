package io.hypervigil.host.kernel;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the kernel did since it started.
 *
 * <pre>
 * node_boot_time_seconds 1.795235149e+09
 * node_context_switches_total 741903
 * node_intr_total 333534
 * node_procs_running 1
 * </pre>
 */
public final class Stat implements HostPart {

    public static final Group GROUP = Group.on("stat", "totals of the kernel from /proc/stat");

    static final Family SOFTIRQS =
            Family.counter(
                    GROUP,
                    "node_softirqs_total",
                    "Deferred interrupt work by kind, from /proc/stat.",
                    "vector");

    /** By the keyword of its line. */
    private static final Map<String, Family> BY_KEYWORD =
            Map.of(
                    "intr",
                    counter("node_intr_total", "Interrupts served"),
                    "ctxt",
                    counter("node_context_switches_total", "Times a CPU went to another task"),
                    "processes",
                    counter("node_forks_total", "Processes and threads made"),
                    "btime",
                    gauge(
                            "node_boot_time_seconds",
                            "When the kernel started, in seconds since 1970"),
                    "procs_running",
                    gauge("node_procs_running", "Tasks that run or could"),
                    "procs_blocked",
                    gauge("node_procs_blocked", "Tasks that wait for input or output"));

    public static final List<Family> FAMILIES =
            Stream.concat(BY_KEYWORD.values().stream(), Stream.of(SOFTIRQS)).toList();

    /** In the order of the line's columns, behind their sum. */
    private static final List<String> VECTORS =
            List.of(
                    "hi",
                    "timer",
                    "net_tx",
                    "net_rx",
                    "block",
                    "block_iopoll",
                    "tasklet",
                    "sched",
                    "hrtimer",
                    "rcu");

    private final FileTree proc;
    private final StatSettings settings;

    public Stat(FileTree proc, StatSettings settings) {
        this.proc = proc;
        this.settings = settings;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        var reading = proc.read("stat", Stat::parse);
        reading.totals.forEach((keyword, total) -> sink.add(family(keyword), total));
        if (settings.softirq()) {
            reading.softirqs.forEach((vector, count) -> sink.add(SOFTIRQS, count, vector));
        }
    }

    private static Family family(String keyword) {
        return Objects.requireNonNull(BY_KEYWORD.get(keyword));
    }

    static Reading parse(Text text) {
        var totals = new LinkedHashMap<String, Double>();
        var softirqs = new LinkedHashMap<String, Double>();
        while (text.nextLine()) {
            // The lines of CPUs and of interrupts are long: no field of them is made a string.
            if (text.startsWith("cpu") || !text.hasField()) {
                continue;
            }
            var keyword = text.field();
            if (BY_KEYWORD.containsKey(keyword)) {
                totals.put(keyword, text.unsigned());
            } else if (keyword.equals("softirq")) {
                text.skip(1);
                for (String vector : VECTORS) {
                    softirqs.put(vector, text.unsigned());
                }
            }
        }
        return new Reading(totals, softirqs);
    }

    private static Family counter(String name, String what) {
        return Family.counter(GROUP, name, what + ", from /proc/stat.");
    }

    private static Family gauge(String name, String what) {
        return Family.gauge(GROUP, name, what + ", from /proc/stat.");
    }

    record Reading(Map<String, Double> totals, Map<String, Double> softirqs) {}
}
