package io.hypervigil.libvirt.stats;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.domain.VirtFamily;
import io.hypervigil.libvirt.jna.StatsRecord;
import io.hypervigil.libvirt.jna.TypedParameters;
import java.util.ArrayList;
import java.util.List;

/**
 * What a resource monitor (Intel RDT) counts: monitors of some vCPUs each, and within each the
 * banks of a cache or the nodes of memory. Few hosts have them, so that their keys are put together
 * where they are found.
 */
final class MonitorStats {

    /** No host has more caches or memory controllers. */
    private static final int MOST_PLACES = 256;

    /**
     * @param key behind the place: {@code bytes.local}
     */
    record Measure(String key, boolean isCounter, String name, String help) {}

    private record Column(String key, Family family) {}

    private final String prefix;
    private final String place;
    private final Count monitors;
    private final Family info;
    private final List<Column> columns;

    /**
     * @param prefix {@code cpu.cache.monitor}
     * @param place what a monitor counts by: {@code bank}
     */
    MonitorStats(Group group, String prefix, String place, String name, List<Measure> measures) {
        this.prefix = prefix + '.';
        this.place = place;
        this.monitors = new Count(prefix + ".count");
        this.info =
                VirtFamily.gauge(
                        group,
                        "libvirt_domain_" + name + "_info",
                        "Which vCPUs a monitor watches, from libvirt's " + prefix + ".N.vcpus.",
                        "domain",
                        "monitor",
                        "vcpus");
        this.columns = measures.stream().map(measure -> column(group, measure)).toList();
    }

    List<Family> families() {
        var families = new ArrayList<Family>();
        families.add(info);
        columns.forEach(column -> families.add(column.family));
        return families;
    }

    void write(StatsRecord record, SampleSink out) {
        var values = record.values();
        int count = monitors.in(values);
        for (int n = 0; n < count; n++) {
            var monitor = prefix + n;
            var name = values.text(monitor + ".name").orElse("");
            if (!name.isEmpty()) {
                values.text(monitor + ".vcpus")
                        .ifPresent(vcpus -> out.add(info, 1, record.name(), name, vcpus));
                writePlaces(record, monitor + '.' + place + '.', name, out);
            }
        }
    }

    private void writePlaces(StatsRecord record, String from, String name, SampleSink out) {
        var values = record.values();
        int count = Math.min(new Count(from + "count").in(values), MOST_PLACES);
        for (int m = 0; m < count; m++) {
            var labels = new String[] {record.name(), name, id(values, from, m)};
            for (Column column : columns) {
                double value = Reading.known(values, from + m + '.' + column.key);
                if (!Double.isNaN(value)) {
                    out.add(column.family, value, labels);
                }
            }
        }
    }

    /** The host's number of the place, where it is told; else where it stands in the list. */
    private static String id(TypedParameters values, String from, int m) {
        return Long.toString(values.whole(from + m + ".id").orElse(m));
    }

    private Column column(Group group, Measure measure) {
        var name = "libvirt_domain_" + measure.name;
        var help =
                measure.help
                        + ", from libvirt's "
                        + prefix
                        + "N."
                        + place
                        + ".M."
                        + measure.key
                        + '.';
        var labels = new String[] {"domain", "monitor", place};
        return new Column(
                measure.key,
                measure.isCounter
                        ? VirtFamily.counter(group, name, help, labels)
                        : VirtFamily.gauge(group, name, help, labels));
    }
}
