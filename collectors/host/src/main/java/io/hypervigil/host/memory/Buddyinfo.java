package io.hypervigil.host.memory;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.Numerals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How many free blocks of 2^size pages there are: how fragmented memory is.
 *
 * <pre>
 * node_buddyinfo_blocks{node="0",zone="DMA32",size="10"} 752
 * </pre>
 */
public final class Buddyinfo implements HostPart {

    public static final Group GROUP =
            Group.off("buddyinfo", "fragmentation of memory from /proc/buddyinfo");

    static final Family BLOCKS =
            Family.gauge(
                    GROUP,
                    "node_buddyinfo_blocks",
                    "Free blocks of 2^size pages, from /proc/buddyinfo.",
                    "node",
                    "zone",
                    "size");

    public static final List<Family> FAMILIES = List.of(BLOCKS);

    private final FileTree proc;

    public Buddyinfo(FileTree proc) {
        this.proc = proc;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        for (Zone zone : proc.read("buddyinfo", Buddyinfo::parse)) {
            for (int size = 0; size < zone.blocks.size(); size++) {
                sink.add(BLOCKS, zone.blocks.get(size), zone.node, zone.name, Numerals.of(size));
            }
        }
    }

    /** Lines as {@code Node 0, zone DMA32 759 572 791}. */
    static List<Zone> parse(Text text) {
        var zones = new ArrayList<Zone>();
        while (text.nextLine()) {
            text.skip(1);
            var node = text.until(',');
            text.skip(1);
            var name = text.field();
            var blocks = new ArrayList<Double>();
            while (text.hasField()) {
                blocks.add(text.unsigned());
            }
            zones.add(new Zone(node, name, blocks));
        }
        return zones;
    }

    record Zone(String node, String name, List<Double> blocks) {}
}
