package io.hypervigil.libvirt.stats;

import static io.hypervigil.libvirt.stats.Unit.NANOSECONDS;
import static io.hypervigil.libvirt.stats.Unit.ONE;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.domain.VirtFamily;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.jna.StatsRecord;
import io.hypervigil.libvirt.jna.TypedParameters;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The disks of a domain: requests, bytes, time and sizes.
 *
 * <pre>
 * libvirt_domain_block_stats_read_bytes_total{domain="web",target_device="vda"} 3.48270592e+08
 * libvirt_domain_block_stats_read_time_seconds_total{domain="web",target_device="vda"} 12.07
 * libvirt_domain_block_stats_physical_bytes{domain="web",target_device="vda"} 2.1474836e+10
 * </pre>
 */
public final class BlockStats {

    static final Group GROUP = Group.on("libvirt.block", "the disks of each domain");

    private static final Key PATH = Key.of("block.N.path");
    private static final Key BACKING_INDEX = Key.of("block.N.backingIndex");

    private static final List<Reading> READINGS =
            List.of(
                    count("rd.bytes", "read_bytes", "Bytes that a domain read"),
                    count("rd.reqs", "read_requests", "Reads of a domain"),
                    seconds("rd.times", "read_time", "Time spent on reads"),
                    count("wr.bytes", "write_bytes", "Bytes that a domain wrote"),
                    count("wr.reqs", "write_requests", "Writes of a domain"),
                    seconds("wr.times", "write_time", "Time spent on writes"),
                    count("fl.reqs", "flush_requests", "Flushes of a domain"),
                    seconds("fl.times", "flush_time", "Time spent on flushes"),
                    count("errors", "errors", "Requests that Xen could not place"),
                    bytes("capacity", "capacity", "Size of a disk as the guest sees it"),
                    bytes("allocation", "allocation", "Highest byte of the image in use"),
                    bytes("physical", "physical", "Size of the image on the host"),
                    bytes(
                            "threshold",
                            "threshold",
                            "Allocation at which libvirt says that the image fills up"));

    private static final Family IMAGE =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_domain_block_stats_image_info",
                    "The image that a disk writes to, which snapshots change, from libvirt's"
                            + " block.N.path and block.N.backingIndex.",
                    "domain",
                    "target_device",
                    "path",
                    "backing_index");

    public static final StatsPartType TYPE =
            new StatsPartType(
                    GROUP,
                    Set.of(StatsGroup.BLOCK),
                    Tier.BLOCK,
                    Stream.concat(Reading.families(READINGS).stream(), Stream.of(IMAGE)).toList(),
                    BlockStats::write);

    private BlockStats() {}

    private static Reading count(String key, String name, String help) {
        return Reading.counter(
                GROUP, "block.N." + key, ONE, name(name + "_total"), help, Disks.LABELS);
    }

    private static Reading seconds(String key, String name, String help) {
        return Reading.counter(
                GROUP,
                "block.N." + key,
                NANOSECONDS,
                name(name + "_seconds_total"),
                help,
                Disks.LABELS);
    }

    private static Reading bytes(String key, String name, String help) {
        return Reading.gauge(
                GROUP, "block.N." + key, ONE, name(name + "_bytes"), help, Disks.LABELS);
    }

    private static String name(String name) {
        return "block_stats_" + name;
    }

    private static void write(StatsRecord record, SampleSink out) {
        Disks.forEach(
                record,
                (n, labels) -> {
                    for (Reading reading : READINGS) {
                        reading.writeAt(n, record.values(), out, labels);
                    }
                    writeImage(n, labels, record.values(), out);
                });
    }

    private static void writeImage(int n, String[] labels, TypedParameters values, SampleSink out) {
        var path = values.text(PATH.at(n));
        if (path.isPresent()) {
            var index = values.whole(BACKING_INDEX.at(n));
            out.add(
                    IMAGE,
                    1,
                    labels[0],
                    labels[1],
                    path.get(),
                    index.isPresent() ? Long.toString(index.getAsLong()) : "");
        }
    }
}
