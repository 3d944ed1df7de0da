package io.hypervigil.host.net;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.jna.Unistd;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NamedFamilies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How many sockets there are, and the memory they hold.
 *
 * <pre>
 * node_sockstat_sockets_used 229
 * node_sockstat_TCP_alloc 17
 * node_sockstat_TCP_mem_bytes 4096
 * node_sockstat_UDP6_inuse 9
 * </pre>
 */
public final class Sockstat implements HostPart {

    public static final Group GROUP =
            Group.on("sockstat", "sockets from /proc/net/sockstat and sockstat6");

    static final Family VALUE =
            Family.gauge(
                    GROUP,
                    "node_sockstat_*",
                    "A count of sockets or of their memory, from /proc/net/sockstat or sockstat6.");

    public static final List<Family> FAMILIES = List.of(VALUE);

    /** What node_exporter knows of each protocol. */
    private static final Set<String> KEYS =
            Set.of("inuse", "orphan", "tw", "alloc", "mem", "memory");

    /** Counted in pages, whence another sample in bytes. */
    private static final String PAGES = "mem";

    private final FileTree proc;
    private final NetFiles files;
    private final NamedFamilies families = new NamedFamilies(VALUE);

    public Sockstat(FileTree proc) {
        this.proc = proc;
        this.files = new NetFiles(proc);
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        // Either is missing where the kernel was built without that protocol.
        write(proc.find(files.path("sockstat"), Sockstat::parse).orElse(List.of()), sink);
        write(proc.find(files.path("sockstat6"), Sockstat::parse).orElse(List.of()), sink);
    }

    private void write(List<Value> values, SampleSink sink) {
        for (Value value : values) {
            if (value.protocol.equals("sockets")) {
                write("sockets_" + value.key, value.number, sink);
            } else if (KEYS.contains(value.key)) {
                write(value.protocol + "_" + value.key, value.number, sink);
                if (value.key.equals(PAGES)) {
                    Unistd.pageBytes()
                            .ifPresent(
                                    page ->
                                            write(
                                                    value.protocol + "_mem_bytes",
                                                    value.number * page,
                                                    sink));
                }
            }
        }
    }

    private void write(String name, double value, SampleSink sink) {
        families.of(name).ifPresent(family -> sink.add(family, value));
    }

    /** Lines as {@code TCP: inuse 1 orphan 0}. */
    static List<Value> parse(Text text) {
        var values = new ArrayList<Value>();
        while (text.nextLine()) {
            var protocol = text.until(':');
            while (text.hasField()) {
                values.add(new Value(protocol, text.field(), text.whole()));
            }
        }
        return values;
    }

    record Value(String protocol, String key, double number) {}
}
