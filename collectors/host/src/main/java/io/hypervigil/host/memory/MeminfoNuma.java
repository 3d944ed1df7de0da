package io.hypervigil.host.memory;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NamedFamilies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the memory of each NUMA node is used for, and where allocations went.
 *
 * <pre>
 * node_memory_numa_MemFree{node="1"} 1.6859136e+10
 * node_memory_numa_HugePages_Free{node="1"} 512
 * node_memory_numa_numa_miss_total{node="1"} 0
 * </pre>
 */
public final class MeminfoNuma implements HostPart {

    public static final Group GROUP =
            Group.on("meminfo_numa", "memory by NUMA node from /sys/devices/system/node");

    // Named without their unit: so does node_exporter.
    static final Family FIELD =
            Family.gauge(
                    GROUP,
                    "node_memory_numa_*",
                    "A field of a NUMA node's meminfo, kB in bytes.",
                    "node");
    static final Family COUNT =
            Family.counter(
                    GROUP,
                    "node_memory_numa_*_total",
                    "A count of pages in a NUMA node's numastat.",
                    "node");

    public static final List<Family> FAMILIES = List.of(FIELD, COUNT);

    private static final String FOLDER = "devices/system/node";

    private final FileTree sys;
    private final NamedFamilies fields = new NamedFamilies(FIELD);
    private final NamedFamilies counts = new NamedFamilies(COUNT);

    public MeminfoNuma(FileTree sys) {
        this.sys = sys;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        var nodes = sys.list(FOLDER).stream().filter(MeminfoNuma::isNode).toList();
        if (nodes.isEmpty()) {
            sink.missing(GROUP.name(), "no NUMA node below " + sys.root().resolve(FOLDER));
        }
        for (String node : nodes) {
            sample(FOLDER + "/" + node, node.substring(4), sink);
        }
    }

    private void sample(String folder, String node, SampleSink sink) throws IOException {
        for (MemoryField field : sys.read(folder + "/meminfo", MeminfoNuma::parseMeminfo)) {
            fields.of(field.name()).ifPresent(family -> sink.add(family, field.value(), node));
        }
        for (Count count : sys.read(folder + "/numastat", MeminfoNuma::parseNumastat)) {
            counts.of(count.name).ifPresent(family -> sink.add(family, count.pages, node));
        }
    }

    private static boolean isNode(String name) {
        return name.length() > 4 && name.startsWith("node") && Character.isDigit(name.charAt(4));
    }

    /** Lines as {@code Node 0 MemFree: 1234 kB}. */
    static List<MemoryField> parseMeminfo(Text text) {
        var fields = new ArrayList<MemoryField>();
        while (text.nextLine()) {
            if (text.hasField()) {
                text.skip(2);
                fields.add(MemoryField.parse(text));
            }
        }
        return fields;
    }

    static List<Count> parseNumastat(Text text) {
        var counts = new ArrayList<Count>();
        while (text.nextLine()) {
            if (text.hasField()) {
                counts.add(new Count(text.field(), text.unsigned()));
            }
        }
        return counts;
    }

    record Count(String name, double pages) {}
}
