package io.hypervigil.host.cpu;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NameFilter;
import io.hypervigil.host.part.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How often each CPU was interrupted, and by what.
 *
 * <pre>
 * node_interrupts_total{cpu="1",type="36",info="PCI-MSIX-0000:00:02.0",devices="1-edge virtio1-req.0"} 88279
 * node_interrupts_total{cpu="1",type="LOC",info="Local timer interrupts",devices=""} 109283
 * </pre>
 *
 * <p>A large machine has a thousand of them on each of hundreds of CPUs, nearly all 0: beyond a
 * limit those are left out.
 */
public final class Interrupts implements HostPart {

    public static final Group GROUP =
            Group.on("interrupts", "interrupts by CPU from /proc/interrupts");

    static final Family TOTAL =
            Family.counter(
                    GROUP,
                    "node_interrupts_total",
                    "Times a CPU took an interrupt, from /proc/interrupts.",
                    "cpu",
                    "type",
                    "info",
                    "devices");

    public static final List<Family> FAMILIES = List.of(TOTAL);

    private final FileTree proc;
    private final InterruptsSettings settings;
    private final NameFilter names;

    public Interrupts(FileTree proc, InterruptsSettings settings) {
        this.proc = proc;
        this.settings = settings;
        this.names = NameFilter.of(settings.nameInclude(), settings.nameExclude());
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        var table = proc.read("interrupts", Interrupts::parse);
        boolean givesZeros =
                settings.includeZeros()
                        && (long) table.rows.size() * table.cpus.size() <= settings.zerosLimit();
        if (settings.includeZeros() && !givesZeros) {
            sink.missing(
                    "interrupts that never happened",
                    table.rows.size()
                            + " interrupts on "
                            + table.cpus.size()
                            + " CPUs are more than interrupts.zeros_limit");
        }
        for (Row row : table.rows) {
            if (names.accepts(row.name + ";" + row.info + ";" + row.devices)) {
                write(row, table.cpus, givesZeros, sink);
            }
        }
    }

    private static void write(Row row, List<String> cpus, boolean givesZeros, SampleSink sink) {
        for (int i = 0; i < row.counts.length; i++) {
            if (givesZeros || row.counts[i] != 0) {
                sink.add(
                        TOTAL,
                        Text.toDouble(row.counts[i]),
                        cpus.get(i),
                        row.name,
                        row.info,
                        row.devices);
            }
        }
    }

    /**
     * Lines that do not count by CPU and say for what ({@code ERR}, {@code MIS}) are passed over.
     */
    static Table parse(Text text) {
        if (!text.nextLine()) {
            throw text.malformed("empty");
        }
        var cpus = new ArrayList<String>();
        while (text.hasField()) {
            cpus.add(CpuColumns.number(text));
        }
        var rows = new ArrayList<Row>();
        while (text.nextLine()) {
            if (text.has(':')) {
                addRow(text, cpus.size(), rows);
            }
        }
        return new Table(cpus, rows);
    }

    private static void addRow(Text text, int cpus, List<Row> rows) {
        var name = text.until(':');
        var counts = new long[cpus];
        for (int i = 0; i < cpus; i++) {
            if (!text.hasField()) {
                return;
            }
            counts[i] = text.whole();
        }
        if (!text.hasField()) {
            return;
        }
        // A numbered one says its controller first, then what is wired to it.
        boolean isNumbered = name.chars().allMatch(c -> c >= '0' && c <= '9');
        var info = isNumbered ? text.field() : String.join(" ", Words.left(text));
        rows.add(new Row(name, info, isNumbered ? String.join(" ", Words.left(text)) : "", counts));
    }

    record Table(List<String> cpus, List<Row> rows) {}

    // An array: a thousand of these are read each round.
    @SuppressWarnings("ArrayRecordComponent")
    record Row(String name, String info, String devices, long[] counts) {}
}
