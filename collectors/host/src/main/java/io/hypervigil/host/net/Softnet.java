package io.hypervigil.host.net;

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
 * How each CPU got on with the packets that came in.
 *
 * <pre>
 * node_softnet_processed_total{cpu="0"} 299641
 * node_softnet_dropped_total{cpu="0"} 0
 * node_softnet_backlog_len{cpu="0"} 0
 * </pre>
 */
public final class Softnet implements HostPart {

    public static final Group GROUP =
            Group.on("softnet", "packets by CPU from /proc/net/softnet_stat");

    /** Columns of the file, which grew over the years: an old kernel lacks the later ones. */
    private static final List<Column> COLUMNS =
            List.of(
                    new Column(0, counter("processed_total", "Packets processed by a CPU")),
                    new Column(1, counter("dropped_total", "Packets dropped by a CPU")),
                    new Column(
                            2,
                            counter(
                                    "times_squeezed_total",
                                    "Times a CPU ran out of its budget or time with packets left")),
                    new Column(
                            8,
                            counter(
                                    "cpu_collision_total",
                                    "Times a CPU found a device locked when it would send")),
                    new Column(
                            9,
                            counter(
                                    "received_rps_total",
                                    "Times a CPU was woken to take packets of another")),
                    new Column(
                            10,
                            counter(
                                    "flow_limit_count_total",
                                    "Times a CPU's limit of one flow was reached")),
                    new Column(
                            11,
                            Family.gauge(
                                    GROUP,
                                    "node_softnet_backlog_len",
                                    "Packets waiting for a CPU, from /proc/net/softnet_stat.",
                                    "cpu")));

    public static final List<Family> FAMILIES = COLUMNS.stream().map(Column::family).toList();

    private static final int LEAST_COLUMNS = 9;

    /** The CPU's own number, together with the backlog since Linux 5.14. */
    private static final int INDEX_COLUMN = 12;

    private final FileTree proc;
    private final String file;

    private record Column(int index, Family family) {}

    public Softnet(FileTree proc) {
        this.proc = proc;
        this.file = new NetFiles(proc).path("softnet_stat");
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        for (Row row : proc.read(file, Softnet::parse)) {
            var cpu = Numerals.of(row.cpu);
            for (Column column : COLUMNS) {
                if (column.index < row.columns.size()) {
                    sink.add(column.family, row.columns.get(column.index), cpu);
                }
            }
        }
    }

    static List<Row> parse(Text text) {
        var rows = new ArrayList<Row>();
        while (text.nextLine()) {
            var columns = new ArrayList<Long>();
            while (columns.size() <= INDEX_COLUMN && text.hasField()) {
                columns.add(text.hex());
            }
            if (columns.size() < LEAST_COLUMNS) {
                throw text.malformed(columns.size() + " fields, " + LEAST_COLUMNS + " expected");
            }
            // An offline CPU has no line, so without its own number a CPU counts as its line.
            boolean hasIndex = columns.size() > INDEX_COLUMN;
            rows.add(
                    new Row(
                            hasIndex ? columns.get(INDEX_COLUMN).intValue() : rows.size(),
                            columns));
        }
        return rows;
    }

    private static Family counter(String name, String what) {
        return Family.counter(
                GROUP, "node_softnet_" + name, what + ", from /proc/net/softnet_stat.", "cpu");
    }

    record Row(int cpu, List<Long> columns) {}
}
