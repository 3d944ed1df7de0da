package io.hypervigil.containers.memory;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.containers.usage.ContainerFamily;
import io.hypervigil.containers.usage.Subject;
import io.hypervigil.containers.usage.UsagePart;
import io.hypervigil.containers.usage.UsageSink;
import java.util.List;

/**
 * Memory, and what became of those who wanted more.
 *
 * <pre>
 * container_memory_working_set_bytes{id="/system.slice/docker-3f….scope",name="web",image="nginx"} 25165824
 * container_memory_failures_total{id="/system.slice/docker-3f….scope",name="web",image="nginx",failure_type="pgfault",scope="container"} 4711
 * </pre>
 */
public final class MemoryMetrics implements UsagePart {

    public static final Group GROUP = Group.on("containers.memory", "memory of containers");

    private static final Family USAGE =
            gauge("usage_bytes", "Memory used, page cache included, from memory.current.");
    private static final Family WORKING_SET =
            gauge(
                    "working_set_bytes",
                    "Memory used but for inactive page cache, from memory.current and memory.stat.");
    private static final Family RSS = gauge("rss", "Anonymous memory in bytes, from memory.stat.");
    private static final Family CACHE = gauge("cache", "Page cache in bytes, from memory.stat.");
    private static final Family MAPPED =
            gauge("mapped_file", "Files mapped into memory in bytes, from memory.stat.");
    private static final Family SWAP =
            gauge("swap", "Swap used in bytes, from memory.swap.current or memory.stat.");
    private static final Family MAX_USAGE =
            gauge("max_usage_bytes", "The most memory ever used, from memory.peak.");
    private static final Family FAILCNT =
            counter("failcnt", "How often the limit was hit, from version 1's memory.failcnt.");
    private static final Family FAILURES =
            ContainerFamily.counter(
                    GROUP,
                    "container_memory_failures_total",
                    "Page faults, from memory.stat; scope container is without the groups below.",
                    "failure_type",
                    "scope");
    private static final Family HIGH =
            counter("events_high_total", "Throttled above memory.high, from memory.events.");
    private static final Family MAX =
            counter("events_max_total", "About to pass memory.max, from memory.events.");

    public static final List<Family> FAMILIES =
            List.of(
                    USAGE,
                    WORKING_SET,
                    RSS,
                    CACHE,
                    MAPPED,
                    SWAP,
                    MAX_USAGE,
                    FAILCNT,
                    FAILURES,
                    HIGH,
                    MAX,
                    OomCounts.KILLS);

    @Override
    public Reading read(Subject subject) {
        var memory = MemoryUsage.read(subject.files());
        subject.count(memory.events().kills());
        return out -> write(memory, out);
    }

    private static void write(MemoryUsage memory, UsageSink out) {
        out.add(USAGE, memory.usage());
        out.add(MAX_USAGE, memory.peak());
        out.add(SWAP, memory.swap());
        out.add(FAILCNT, memory.failures());
        out.add(HIGH, memory.events().high());
        out.add(MAX, memory.events().max());
        memory.stat().ifPresent(stat -> write(stat, out));
        if (memory.usage().isPresent() && memory.stat().isPresent()) {
            out.add(WORKING_SET, memory.stat().get().workingSet(memory.usage().getAsLong()));
        }
    }

    private static void write(MemoryStat stat, UsageSink out) {
        out.add(RSS, stat.rss());
        out.add(CACHE, stat.cache());
        out.add(MAPPED, stat.mapped());
        out.add(FAILURES, stat.ownFaults(), "pgfault", "container");
        out.add(FAILURES, stat.ownMajorFaults(), "pgmajfault", "container");
        out.add(FAILURES, stat.faults(), "pgfault", "hierarchy");
        out.add(FAILURES, stat.majorFaults(), "pgmajfault", "hierarchy");
    }

    private static Family gauge(String what, String help) {
        return ContainerFamily.gauge(GROUP, "container_memory_" + what, help);
    }

    private static Family counter(String what, String help) {
        return ContainerFamily.counter(GROUP, "container_memory_" + what, help);
    }
}
