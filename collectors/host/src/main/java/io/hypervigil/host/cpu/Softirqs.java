package io.hypervigil.host.cpu;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How often each CPU ran each kind of deferred interrupt work.
 *
 * <pre>
 * node_softirqs_functions_total{cpu="0",type="NET_RX"} 4200
 * </pre>
 */
public final class Softirqs implements HostPart {

    public static final Group GROUP =
            Group.off("softirqs", "deferred interrupt work by CPU from /proc/softirqs");

    static final Family TOTAL =
            Family.counter(
                    GROUP,
                    "node_softirqs_functions_total",
                    "Times a CPU ran deferred interrupt work, from /proc/softirqs.",
                    "cpu",
                    "type");

    public static final List<Family> FAMILIES = List.of(TOTAL);

    private final FileTree proc;

    public Softirqs(FileTree proc) {
        this.proc = proc;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        for (Count count : proc.read("softirqs", Softirqs::parse)) {
            sink.add(TOTAL, count.times, count.cpu, count.type);
        }
    }

    static List<Count> parse(Text text) {
        if (!text.nextLine()) {
            throw text.malformed("empty");
        }
        var cpus = new ArrayList<String>();
        while (text.hasField()) {
            cpus.add(CpuColumns.number(text));
        }
        var counts = new ArrayList<Count>();
        while (text.nextLine()) {
            var type = text.until(':');
            for (String cpu : cpus) {
                counts.add(new Count(type, cpu, text.unsigned()));
            }
        }
        return counts;
    }

    record Count(String type, String cpu, double times) {}
}
