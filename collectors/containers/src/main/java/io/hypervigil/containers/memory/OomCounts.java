package io.hypervigil.containers.memory;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.containers.cgroup.CgroupKind;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.usage.ContainerFamily;
import io.hypervigil.containers.usage.Labels;
import io.hypervigil.containers.usage.Subject;
import io.hypervigil.containers.usage.UsageSink;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * How often containers ran out of memory, over all their runs: what the control group counts goes
 * with it, and it goes with the first process. So of each run the larger count is taken, that of
 * the control group or that of the runtime; and what the kernel's log says of all runs, where that
 * is more. A count never falls while the container is there.
 *
 * <p>Thread: one.
 */
public final class OomCounts {

    static final Family KILLS =
            ContainerFamily.counter(
                    MemoryMetrics.GROUP,
                    "container_oom_events_total",
                    "Times that processes were killed for want of memory, over all runs of a"
                            + " container, from memory.events or memory.oom_control, from the"
                            + " runtime's events and from /dev/kmsg.");

    /** As runtimes make them; a container of another name may have had a namesake. */
    private static final Pattern UNIQUE_ID = Pattern.compile("[0-9a-f]{64}");

    private final KernelOomLog kernelLog;
    private Optional<String> unread = Optional.empty();

    private final Map<String, OomCount> counts = new HashMap<>();
    private final Map<String, String> groups = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    public OomCounts(KernelOomLog kernelLog) {
        this.kernelLog = kernelLog;
    }

    /** Begins a round. */
    public void begin() {
        seen.clear();
        unread = kernelLog.read();
    }

    /** Says of a round that counts may be too low, where there is anything to count. */
    public void tellMissing(SampleSink sink) {
        if (!counts.isEmpty()) {
            unread.ifPresent(
                    reason ->
                            sink.missing(
                                    "OOM kills that end a container, where its runtime tells no"
                                            + " such events",
                                    reason));
        }
    }

    /** Writes the count of a control group that was read. */
    public void write(Subject subject, UsageSink out) {
        var told = subject.told();
        var id = told.map(Container::id).or(() -> idOf(subject));
        if (id.isEmpty()) {
            out.add(KILLS, subject.oomKills());
            return;
        }
        var path = subject.cgroup().path();
        var count = count(id.get(), path);
        told.ifPresent(count::tell);
        subject.oomKills().ifPresent(count::see);
        groups.put(id.get(), path);
        seen.add(id.get());
        if (told.isPresent() || subject.oomKills().isPresent()) {
            out.add(KILLS, count.total());
        }
    }

    /**
     * Writes the counts of those that no control group was read of, and forgets who is gone.
     *
     * @param labels of a container that was last seen in a control group, "" for never
     */
    public void writeOthers(
            Collection<Container> told,
            BiFunction<String, Container, Labels> labels,
            UsageSink out) {
        for (Container container : told) {
            if (seen.add(container.id())) {
                var group = groups.getOrDefault(container.id(), "");
                var count = count(container.id(), container.cgroup().orElse(group));
                count.tell(container);
                out.of(labels.apply(group, container)).add(KILLS, count.total());
            }
        }
        counts.keySet().retainAll(seen);
        groups.keySet().retainAll(seen);
    }

    private OomCount count(String id, String group) {
        long logged = kernelLog.of(id, group);
        var count =
                counts.computeIfAbsent(
                        id, _ -> new OomCount(UNIQUE_ID.matcher(id).matches() ? 0 : logged));
        count.log(logged);
        return count;
    }

    private static Optional<String> idOf(Subject subject) {
        return subject.cgroup().kind() instanceof CgroupKind.Container(_, var id, _)
                ? Optional.of(id)
                : Optional.empty();
    }
}
