package io.hypervigil.libvirt.stats;

import static io.hypervigil.libvirt.stats.Unit.NANOSECONDS;
import static io.hypervigil.libvirt.stats.Unit.ONE;

import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.jna.StatsRecord;
import java.util.List;
import java.util.Set;

/**
 * The performance events that are switched on for a domain ({@code virsh perf --enable}).
 *
 * <pre>
 * libvirt_domain_perf_cache_misses_total{domain="db"} 182044
 * </pre>
 */
public final class PerfStats {

    static final Group GROUP = Group.off("libvirt.perf", "performance events of each domain");

    private static final List<Reading> READINGS =
            List.of(
                    Reading.gauge(
                            GROUP,
                            "perf.cmt",
                            ONE,
                            "perf_cmt_bytes",
                            "Last level cache that a domain fills",
                            "domain"),
                    event("mbmt", "mbmt_bytes", "Bytes between the last level cache and memory"),
                    event("mbml", "mbml_bytes", "Of those, the bytes of the CPU's own node"),
                    event("cpu_cycles", "CPU cycles"),
                    event("ref_cpu_cycles", "CPU cycles, not scaled by frequency"),
                    event("bus_cycles", "Bus cycles"),
                    event("stalled_cycles_frontend", "Cycles that waited for instructions"),
                    event("stalled_cycles_backend", "Cycles that waited for data"),
                    event("instructions", "Instructions"),
                    event("cache_references", "Accesses to the cache"),
                    event("cache_misses", "Accesses that missed the cache"),
                    event("branch_instructions", "Branches"),
                    event("branch_misses", "Branches that were foreseen wrongly"),
                    seconds("cpu_clock", "Time by the clock of the CPU"),
                    seconds("task_clock", "Time by the clock of the task"),
                    event("page_faults", "Page faults"),
                    event("page_faults_min", "Page faults without a disk"),
                    event("page_faults_maj", "Page faults that needed a disk"),
                    event("context_switches", "Context switches"),
                    event("cpu_migrations", "Moves to another CPU"),
                    event("alignment_faults", "Alignment faults"),
                    event("emulation_faults", "Instructions that were emulated"));

    public static final StatsPartType TYPE =
            new StatsPartType(
                    GROUP,
                    Set.of(StatsGroup.PERF),
                    Tier.RARE,
                    Reading.families(READINGS),
                    PerfStats::write);

    private PerfStats() {}

    private static Reading event(String key, String help) {
        return event(key, key, help);
    }

    private static Reading event(String key, String name, String help) {
        return Reading.counter(
                GROUP, "perf." + key, ONE, "perf_" + name + "_total", help, "domain");
    }

    private static Reading seconds(String key, String help) {
        return Reading.counter(
                GROUP,
                "perf." + key,
                NANOSECONDS,
                "perf_" + key + "_seconds_total",
                help,
                "domain");
    }

    private static void write(StatsRecord record, SampleSink out) {
        var labels = new String[] {record.name()};
        for (Reading reading : READINGS) {
            reading.write(record.values(), out, labels);
        }
    }
}
