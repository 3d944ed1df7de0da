package io.hypervigil.host.net;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.OneNumber;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table in which the firewall tracks connections.
 *
 * <pre>
 * node_nf_conntrack_entries 123
 * node_nf_conntrack_entries_limit 65536
 * node_nf_conntrack_stat_drop 0
 * </pre>
 */
public final class Conntrack implements HostPart {

    public static final Group GROUP =
            Group.on("conntrack", "connection tracking from /proc/sys/net/netfilter");

    static final Family ENTRIES =
            Family.gauge(
                    GROUP,
                    "node_nf_conntrack_entries",
                    "Connections tracked, from nf_conntrack_count.");
    static final Family LIMIT =
            Family.gauge(
                    GROUP,
                    "node_nf_conntrack_entries_limit",
                    "Connections that can be tracked, from nf_conntrack_max.");

    /** Gauges though they count: so does node_exporter. */
    private static final List<Stat> STATS =
            List.of(
                    new Stat(2, "found", "Entries found when looked for"),
                    new Stat(4, "invalid", "Packets that cannot be tracked"),
                    new Stat(5, "ignore", "Packets of connections already tracked"),
                    new Stat(8, "insert", "Entries inserted"),
                    new Stat(9, "insert_failed", "Entries that were there when inserted"),
                    new Stat(10, "drop", "Packets dropped for want of an entry"),
                    new Stat(11, "early_drop", "Entries dropped to make room"),
                    new Stat(16, "search_restart", "Searches begun again since the table grew"));

    public static final List<Family> FAMILIES =
            Stream.concat(Stream.of(ENTRIES, LIMIT), STATS.stream().map(Stat::family)).toList();

    /** The last column came with Linux 2.6.35. */
    private static final int LEAST_COLUMNS = 16;

    private static final int COLUMNS = 17;

    private final FileTree proc;

    /** A column of net/stat/nf_conntrack. */
    private record Stat(int column, Family family) {
        Stat(int column, String name, String what) {
            this(
                    column,
                    Family.gauge(
                            GROUP,
                            "node_nf_conntrack_stat_" + name,
                            what + ", from /proc/net/stat/nf_conntrack."));
        }
    }

    public Conntrack(FileTree proc) {
        this.proc = proc;
    }

    // /proc/sys/net is always of the own namespace: so is the file of counts, to go with it.
    @Override
    public void sample(SampleSink sink) throws IOException {
        sink.add(ENTRIES, proc.read("sys/net/netfilter/nf_conntrack_count", OneNumber::parse));
        sink.add(LIMIT, proc.read("sys/net/netfilter/nf_conntrack_max", OneNumber::parse));
        var sums = proc.read("net/stat/nf_conntrack", Conntrack::parse);
        for (Stat stat : STATS) {
            sink.add(stat.family, Text.toDouble(sums[stat.column]));
        }
    }

    /** The columns of all CPUs summed up. */
    static long[] parse(Text text) {
        var sums = new long[COLUMNS];
        text.nextLine();
        while (text.nextLine()) {
            int column = 0;
            while (column < COLUMNS && text.hasField()) {
                sums[column++] += text.hex();
            }
            if (column < LEAST_COLUMNS) {
                throw text.malformed(column + " fields, " + COLUMNS + " expected");
            }
        }
        return sums;
    }
}
