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
 * What memory is used for: every field of /proc/meminfo.
 *
 * <pre>
 * node_memory_MemTotal_bytes 1.6622256128e+10
 * node_memory_Active_anon_bytes 2.1266432e+08
 * node_memory_HugePages_Total 0
 * </pre>
 */
public final class Meminfo implements HostPart {

    public static final Group GROUP = Group.on("meminfo", "memory by use from /proc/meminfo");

    static final Family FIELD =
            Family.gauge(GROUP, "node_memory_*", "A field of /proc/meminfo, kB in bytes.");

    public static final List<Family> FAMILIES = List.of(FIELD);

    private final FileTree proc;
    private final NamedFamilies families = new NamedFamilies(FIELD);

    public Meminfo(FileTree proc) {
        this.proc = proc;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        for (MemoryField field : proc.read("meminfo", Meminfo::parse)) {
            families.of(metricName(field)).ifPresent(family -> sink.add(family, field.value()));
        }
    }

    static List<MemoryField> parse(Text text) {
        var fields = new ArrayList<MemoryField>();
        while (text.nextLine()) {
            fields.add(MemoryField.parse(text));
        }
        return fields;
    }

    /** Where the file names a unit, so does the metric. */
    private static String metricName(MemoryField field) {
        return field.isBytes() ? field.name() + "_bytes" : field.name();
    }
}
