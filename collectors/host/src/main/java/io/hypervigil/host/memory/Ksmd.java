package io.hypervigil.host.memory;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.OneNumber;
import java.io.IOException;
import java.util.List;

/**
 * How much memory guests share because its pages are alike.
 *
 * <pre>
 * node_ksmd_full_scans_total 323
 * node_ksmd_pages_sharing 255
 * node_ksmd_sleep_seconds 0.02
 * </pre>
 */
public final class Ksmd implements HostPart {

    public static final Group GROUP = Group.on("ksmd", "same-page merging from /sys/kernel/mm/ksm");

    private static final double MILLISECONDS = 1000;

    private static final List<Attribute> ATTRIBUTES =
            List.of(
                    new Attribute(
                            "full_scans",
                            Family.counter(
                                    GROUP,
                                    "node_ksmd_full_scans_total",
                                    "Times all mergeable memory was scanned, from"
                                            + " /sys/kernel/mm/ksm/full_scans."),
                            1),
                    gauge("merge_across_nodes", "Whether pages of different NUMA nodes are merged"),
                    gauge("pages_shared", "Shared pages in use"),
                    gauge("pages_sharing", "Sites that share those pages, which is what is saved"),
                    gauge("pages_to_scan", "Pages scanned before the daemon sleeps"),
                    gauge("pages_unshared", "Pages that are unique and looked at again and again"),
                    gauge("pages_volatile", "Pages that change too fast to be merged"),
                    gauge("run", "Whether merging runs (1), is stopped (0) or undone (2)"),
                    new Attribute(
                            "sleep_millisecs",
                            Family.gauge(
                                    GROUP,
                                    "node_ksmd_sleep_seconds",
                                    "Time the daemon sleeps between scans, from"
                                            + " /sys/kernel/mm/ksm/sleep_millisecs."),
                            MILLISECONDS));

    public static final List<Family> FAMILIES = ATTRIBUTES.stream().map(Attribute::family).toList();

    private final FileTree sys;

    /** A file, its family, and what its number is divided by. */
    private record Attribute(String file, Family family, double divisor) {}

    public Ksmd(FileTree sys) {
        this.sys = sys;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        for (Attribute attribute : ATTRIBUTES) {
            double value = sys.read("kernel/mm/ksm/" + attribute.file, OneNumber::parse);
            sink.add(attribute.family, value / attribute.divisor);
        }
    }

    private static Attribute gauge(String file, String what) {
        return new Attribute(
                file,
                Family.gauge(
                        GROUP,
                        "node_ksmd_" + file,
                        what + ", from /sys/kernel/mm/ksm/" + file + "."),
                1);
    }
}
