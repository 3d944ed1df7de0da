package io.hypervigil.host.net;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NamedFamilies;
import io.hypervigil.host.part.Numerals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the caches of the network count by CPU.
 *
 * <pre>
 * node_lnstat_allocs_total{subsystem="arp_cache",cpu="0"} 1
 * </pre>
 */
public final class Lnstat implements HostPart {

    public static final Group GROUP =
            Group.off("lnstat", "caches of the network from /proc/net/stat");

    static final Family COUNT =
            Family.counter(
                    GROUP,
                    "node_lnstat_*_total",
                    "A column of a cache of the network, from /proc/net/stat.",
                    "subsystem",
                    "cpu");

    public static final List<Family> FAMILIES = List.of(COUNT);

    private final FileTree proc;
    private final String folder;
    private final NamedFamilies families = new NamedFamilies(COUNT);

    public Lnstat(FileTree proc) {
        this.proc = proc;
        this.folder = new NetFiles(proc).path("stat");
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        for (String subsystem : proc.list(folder)) {
            for (Count count : proc.read(folder + "/" + subsystem, Lnstat::parse)) {
                families.of(count.column)
                        .ifPresent(family -> sink.add(family, count.value, subsystem, count.cpu));
            }
        }
    }

    /** A line of names, then one a CPU of hexadecimal numbers. */
    static List<Count> parse(Text text) {
        var names = new ArrayList<String>();
        text.nextLine();
        while (text.hasField()) {
            names.add(text.field());
        }
        var counts = new ArrayList<Count>();
        for (int cpu = 0; text.nextLine(); cpu++) {
            for (int i = 0; text.hasField(); i++) {
                if (i == names.size()) {
                    throw text.malformed("more than " + i + " fields");
                }
                counts.add(new Count(names.get(i), Numerals.of(cpu), Text.toDouble(text.hex())));
            }
        }
        return counts;
    }

    record Count(String column, String cpu, double value) {}
}
