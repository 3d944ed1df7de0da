package io.hypervigil.host.xfs;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each XFS file system has done since it was mounted.
 *
 * <pre>
 * node_xfs_extent_allocation_blocks_allocated_total{device="sda1"} 97
 * node_xfs_read_calls_total{device="sda1"} 28
 * </pre>
 */
public final class Xfs implements HostPart {

    public static final Group GROUP = Group.on("xfs", "XFS counters from /sys/fs/xfs");

    /** A line of the stats file: its first word, and a counter for each number in their order. */
    private record Line(String word, List<Family> counters) {}

    private static final List<Line> LINES =
            List.of(
                    line(
                            "extent_alloc",
                            "extent_allocation_extents_allocated",
                            "extent_allocation_blocks_allocated",
                            "extent_allocation_extents_freed",
                            "extent_allocation_blocks_freed"),
                    line(
                            "abt",
                            "allocation_btree_lookups",
                            "allocation_btree_compares",
                            "allocation_btree_records_inserted",
                            "allocation_btree_records_deleted"),
                    line(
                            "blk_map",
                            "block_mapping_reads",
                            "block_mapping_writes",
                            "block_mapping_unmaps",
                            "block_mapping_extent_list_insertions",
                            "block_mapping_extent_list_deletions",
                            "block_mapping_extent_list_lookups",
                            "block_mapping_extent_list_compares"),
                    line(
                            "bmbt",
                            "block_map_btree_lookups",
                            "block_map_btree_compares",
                            "block_map_btree_records_inserted",
                            "block_map_btree_records_deleted"),
                    line(
                            "dir",
                            "directory_operation_lookup",
                            "directory_operation_create",
                            "directory_operation_remove",
                            "directory_operation_getdents"),
                    line(
                            "ig",
                            "inode_operation_attempts",
                            "inode_operation_found",
                            "inode_operation_recycled",
                            "inode_operation_missed",
                            "inode_operation_duplicates",
                            "inode_operation_reclaims",
                            "inode_operation_attribute_changes"),
                    line("rw", "write_calls", "read_calls"),
                    line(
                            "vnodes",
                            "vnode_active",
                            "vnode_allocate",
                            "vnode_get",
                            "vnode_hold",
                            "vnode_release",
                            "vnode_reclaim",
                            "vnode_remove"));

    public static final List<Family> FAMILIES =
            LINES.stream().flatMap(line -> line.counters.stream()).toList();

    private static final Map<String, Line> BY_WORD = byWord();

    private final FileTree sys;

    public Xfs(FileTree sys) {
        this.sys = sys;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        for (String device : sys.list("fs/xfs")) {
            var path = "fs/xfs/" + device + "/stats/stats";
            sys.find(path, Xfs::parse)
                    .ifPresent(
                            readings ->
                                    readings.forEach(
                                            reading ->
                                                    sink.add(
                                                            reading.counter,
                                                            reading.value,
                                                            device)));
        }
    }

    record Reading(Family counter, double value) {}

    /** The lines we know; the kernel may write more numbers behind those of a line. */
    static List<Reading> parse(Text text) {
        var readings = new ArrayList<Reading>();
        while (text.nextLine()) {
            var line = text.hasField() ? BY_WORD.get(text.field()) : null;
            if (line != null) {
                line.counters.forEach(
                        counter -> readings.add(new Reading(counter, text.unsigned())));
            }
        }
        return readings;
    }

    private static Line line(String word, String... names) {
        var counters = new ArrayList<Family>();
        for (String name : names) {
            counters.add(
                    Family.counter(
                            GROUP,
                            "node_xfs_" + name + "_total",
                            "XFS's count of "
                                    + name.replace('_', ' ')
                                    + ", number "
                                    + (counters.size() + 1)
                                    + " of the line "
                                    + word
                                    + " of its stats.",
                            "device"));
        }
        return new Line(word, List.copyOf(counters));
    }

    private static Map<String, Line> byWord() {
        var byWord = new HashMap<String, Line>();
        LINES.forEach(line -> byWord.put(line.word, line));
        return Map.copyOf(byWord);
    }
}
