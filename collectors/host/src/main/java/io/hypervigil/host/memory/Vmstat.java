package io.hypervigil.host.memory;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NameFilter;
import io.hypervigil.host.part.NamedFamilies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel's memory management counts.
 *
 * <pre>
 * node_vmstat_oom_kill 0
 * node_vmstat_pgfault 2.5e+06
 * </pre>
 */
public final class Vmstat implements HostPart {

    public static final Group GROUP =
            Group.on("vmstat", "counts of the memory management from /proc/vmstat");

    static final Family FIELD = Family.untyped(GROUP, "node_vmstat_*", "A field of /proc/vmstat.");

    public static final List<Family> FAMILIES = List.of(FIELD);

    private final FileTree proc;
    private final NamedFamilies families;

    public Vmstat(FileTree proc, VmstatSettings settings) {
        this.proc = proc;
        this.families = new NamedFamilies(FIELD, NameFilter.including(settings.fields())::accepts);
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        for (Field field : proc.read("vmstat", Vmstat::parse)) {
            families.of(field.name).ifPresent(family -> sink.add(family, field.value));
        }
    }

    static List<Field> parse(Text text) {
        var fields = new ArrayList<Field>();
        while (text.nextLine()) {
            fields.add(new Field(text.field(), text.number()));
        }
        return fields;
    }

    record Field(String name, double value) {}
}
