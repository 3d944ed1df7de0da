package io.hypervigil.host.net;

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
 * What the network protocols count.
 *
 * <pre>
 * node_netstat_Tcp_RetransSegs 12
 * node_netstat_TcpExt_ListenDrops 0
 * node_netstat_Udp6_InDatagrams 42
 * </pre>
 */
public final class Netstat implements HostPart {

    public static final Group GROUP =
            Group.on("netstat", "protocols from /proc/net/netstat, snmp and snmp6");

    static final Family COUNT =
            Family.untyped(
                    GROUP,
                    "node_netstat_*",
                    "A count of a network protocol, from /proc/net/netstat, snmp or snmp6.");

    public static final List<Family> FAMILIES = List.of(COUNT);

    private final FileTree proc;
    private final NetFiles files;
    private final NamedFamilies families;

    public Netstat(FileTree proc, NetstatSettings settings) {
        this.proc = proc;
        this.files = new NetFiles(proc);
        this.families = new NamedFamilies(COUNT, NameFilter.including(settings.fields())::accepts);
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        write(proc.read(files.path("netstat"), Netstat::parse), sink);
        write(proc.read(files.path("snmp"), Netstat::parse), sink);
        // Where IPv6 is switched off there is no such file.
        write(proc.find(files.path("snmp6"), Netstat::parse6).orElse(List.of()), sink);
    }

    private void write(List<Count> counts, SampleSink sink) {
        for (Count count : counts) {
            families.of(count.name).ifPresent(family -> sink.add(family, count.value));
        }
    }

    /** Pairs of lines: {@code Tcp: InSegs OutSegs} and {@code Tcp: 12 34}. */
    static List<Count> parse(Text text) {
        var counts = new ArrayList<Count>();
        var names = new ArrayList<String>();
        while (text.nextLine()) {
            var protocol = text.until(':');
            names.clear();
            while (text.hasField()) {
                names.add(protocol + "_" + text.field());
            }
            if (!text.nextLine() || !text.until(':').equals(protocol)) {
                throw text.malformed("no values of " + protocol);
            }
            for (String name : names) {
                counts.add(new Count(name, text.number()));
            }
            if (text.hasField()) {
                throw text.malformed(protocol + " has more values than names");
            }
        }
        return counts;
    }

    /** Lines as {@code Udp6InDatagrams 42}; what has no 6 in its name is passed over. */
    static List<Count> parse6(Text text) {
        var counts = new ArrayList<Count>();
        while (text.nextLine()) {
            var name = text.hasField() ? text.field() : "";
            int six = name.indexOf('6');
            if (six >= 0 && text.hasField()) {
                counts.add(
                        new Count(
                                name.substring(0, six + 1) + "_" + name.substring(six + 1),
                                text.number()));
            }
        }
        return counts;
    }

    record Count(String name, double value) {}
}
