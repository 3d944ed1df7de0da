package io.hypervigil.host.sensor;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/**
 * Memory errors that the memory controllers counted.
 *
 * <pre>
 * node_edac_correctable_errors_total{controller="0"} 3
 * node_edac_csrow_correctable_errors_total{controller="0",csrow="0"} 2
 * node_edac_csrow_correctable_errors_total{controller="0",csrow="unknown"} 1
 * </pre>
 */
public final class Edac implements HostPart {

    public static final Group GROUP =
            Group.on("edac", "memory errors, from /sys/devices/system/edac");

    static final Family CORRECTABLE =
            Family.counter(
                    GROUP,
                    "node_edac_correctable_errors_total",
                    "Memory errors that were corrected, from mcN/ce_count.",
                    "controller");
    static final Family UNCORRECTABLE =
            Family.counter(
                    GROUP,
                    "node_edac_uncorrectable_errors_total",
                    "Memory errors that could not be corrected, from mcN/ue_count.",
                    "controller");
    static final Family ROW_CORRECTABLE =
            Family.counter(
                    GROUP,
                    "node_edac_csrow_correctable_errors_total",
                    "Memory errors of a row that were corrected; row unknown where the controller"
                            + " could not tell.",
                    "controller",
                    "csrow");
    static final Family ROW_UNCORRECTABLE =
            Family.counter(
                    GROUP,
                    "node_edac_csrow_uncorrectable_errors_total",
                    "Memory errors of a row that could not be corrected; row unknown where the"
                            + " controller could not tell.",
                    "controller",
                    "csrow");

    public static final List<Family> FAMILIES =
            List.of(CORRECTABLE, UNCORRECTABLE, ROW_CORRECTABLE, ROW_UNCORRECTABLE);

    private static final String FOLDER = "devices/system/edac/mc";

    private final FileTree sys;

    public Edac(FileTree sys) {
        this.sys = sys;
    }

    /** As in node_exporter, a machine without controllers is read well: it has none. */
    @Override
    public void sample(SampleSink sink) throws IOException {
        if (!sys.exists(FOLDER)) {
            sink.missing(GROUP.name(), sys.root().resolve(FOLDER) + " does not exist");
            return;
        }
        for (String name : sys.list(FOLDER)) {
            var number = numberBehind("mc", name);
            if (number.isPresent()) {
                sampleController(name, Integer.toString(number.getAsInt()), sink);
            }
        }
    }

    private void sampleController(String name, String controller, SampleSink sink)
            throws IOException {
        var folder = FOLDER + "/" + name;
        add(sink, CORRECTABLE, folder + "/ce_count", controller);
        add(sink, ROW_CORRECTABLE, folder + "/ce_noinfo_count", controller, "unknown");
        add(sink, UNCORRECTABLE, folder + "/ue_count", controller);
        add(sink, ROW_UNCORRECTABLE, folder + "/ue_noinfo_count", controller, "unknown");
        for (String rowName : sys.list(folder)) {
            var number = numberBehind("csrow", rowName);
            if (number.isPresent()) {
                var row = Integer.toString(number.getAsInt());
                var rowFolder = folder + "/" + rowName;
                add(sink, ROW_CORRECTABLE, rowFolder + "/ce_count", controller, row);
                add(sink, ROW_UNCORRECTABLE, rowFolder + "/ue_count", controller, row);
            }
        }
    }

    private void add(SampleSink sink, Family family, String file, String... labels)
            throws IOException {
        sys.find(file, Edac::count).ifPresent(count -> sink.add(family, count, labels));
    }

    static double count(Text text) {
        if (!text.nextLine()) {
            throw text.malformed("empty, a count expected");
        }
        return text.unsigned();
    }

    static OptionalInt numberBehind(String prefix, String name) {
        if (!name.startsWith(prefix)) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(
                    Integer.parseUnsignedInt(name, prefix.length(), name.length(), 10));
        } catch (NumberFormatException | IndexOutOfBoundsException _) {
            return OptionalInt.empty();
        }
    }
}
