package io.hypervigil.libvirt.stats;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.domain.VirtFamily;
import io.hypervigil.libvirt.jna.TypedParameters;
import java.util.HashSet;
import java.util.List;

/** QEMU's latencies and queue depth over the last interval, for each interval that is asked for. */
final class TimedGroups {

    /** Nobody asks for more intervals of one disk. */
    private static final int MOST = 16;

    private static final Key COUNT = Key.of("block.N.timed_group.count");
    private static final Key PREFIX = Key.of("block.N.timed_group.");

    /** As libvirt's keys begin, and as we call them. */
    private static final List<Operation> OPERATIONS =
            List.of(
                    new Operation("rd", "read"),
                    new Operation("wr", "write"),
                    new Operation("flush", "flush"),
                    new Operation("zone_append", "zone_append"));

    private final Family minimum;
    private final Family maximum;
    private final Family average;
    private final Family depth;

    private record Operation(String key, String name) {}

    TimedGroups(Group group) {
        this.minimum = family(group, "latency_minimum_seconds", "Shortest request", "latency_min");
        this.maximum = family(group, "latency_maximum_seconds", "Longest request", "latency_max");
        this.average = family(group, "latency_average_seconds", "Mean request", "latency_avg");
        this.depth =
                family(group, "queue_depth_average", "Mean requests in flight", "queue_depth_avg");
    }

    List<Family> families() {
        return List.of(minimum, maximum, average, depth);
    }

    void write(int disk, String[] labels, TypedParameters values, SampleSink out) {
        int count = Math.clamp(values.whole(COUNT.at(disk)).orElse(0), 0, MOST);
        var seen = new HashSet<Long>();
        for (int m = 0; m < count; m++) {
            var prefix = PREFIX.at(disk) + m + '.';
            long interval = values.whole(prefix + "interval").orElse(-1);
            if (interval >= 0 && seen.add(interval)) {
                var text = Long.toString(interval);
                for (Operation operation : OPERATIONS) {
                    var all = new String[] {labels[0], labels[1], operation.name, text};
                    write(prefix + operation.key, all, values, out);
                }
            }
        }
    }

    private void write(String prefix, String[] labels, TypedParameters values, SampleSink out) {
        write(minimum, Unit.NANOSECONDS, prefix + "_latency_min", labels, values, out);
        write(maximum, Unit.NANOSECONDS, prefix + "_latency_max", labels, values, out);
        write(average, Unit.NANOSECONDS, prefix + "_latency_avg", labels, values, out);
        write(depth, Unit.ONE, prefix + "_queue_depth_avg", labels, values, out);
    }

    private static void write(
            Family family,
            Unit unit,
            String key,
            String[] labels,
            TypedParameters values,
            SampleSink out) {
        double value = Reading.known(values, key);
        if (!Double.isNaN(value)) {
            out.add(family, unit.toBase(value), labels);
        }
    }

    private static Family family(Group group, String name, String help, String key) {
        return VirtFamily.gauge(
                group,
                "libvirt_domain_block_interval_" + name,
                help
                        + " of a disk within the last interval of that many seconds, from libvirt's"
                        + " block.N.timed_group.M.*_"
                        + key
                        + '.',
                "domain",
                "target_device",
                "operation",
                "interval");
    }
}
