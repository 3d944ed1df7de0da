package io.hypervigil.nvml.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.RealPart;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The program nvidia-smi; it only reads.
 *
 * @param columns those of {@link #WANTED} that this one knows: with one that it does not it answers
 *     nothing at all
 */
record Smi(Path program, Path folder, List<String> columns) {

    static final List<String> WANTED =
            Stream.of(
                            Stream.of("uuid", "timestamp"),
                            SmiColumn.LABELS.values().stream().sorted(),
                            SmiColumn.ALL.stream().map(SmiColumn::column))
                    .flatMap(columns -> columns)
                    .toList();

    /** A column stands at the begin of a line, with its other name where it has one. */
    private static final Pattern NAMED = Pattern.compile("\"([A-Za-z0-9_.]+)\"");

    private static final String PLAIN = "--format=csv,noheader,nounits";

    /**
     * Asks what it knows.
     *
     * @param folder for files
     */
    static Smi of(Path program, Path folder) {
        var known = columnsOf(run(program, folder, List.of("--help-query-gpu")));
        return new Smi(program, folder, WANTED.stream().filter(known::contains).toList());
    }

    /** What it says now. */
    SmiTable ask() {
        var gpus = new LinkedHashMap<String, Map<String, String>>();
        for (String line : lines("--query-gpu=" + String.join(",", columns))) {
            var cells = line.split(", ", -1);
            assertThat(cells).as(line).hasSameSizeAs(columns);
            var row = new HashMap<String, String>();
            for (int i = 0; i < cells.length; i++) {
                row.put(columns.get(i), cells[i].strip());
            }
            gpus.put(cells[0].strip(), row);
        }
        var processes = new LinkedHashMap<String, String>();
        for (String line : lines("--query-compute-apps=gpu_uuid,pid,used_memory")) {
            var cells = line.split(", ", -1);
            assertThat(cells).as(line).hasSize(3);
            processes.put(cells[0].strip() + " " + cells[1].strip(), cells[2].strip());
        }
        return new SmiTable(gpus, processes);
    }

    static Set<String> columnsOf(String help) {
        var known = new HashSet<String>();
        help.lines()
                .filter(line -> line.startsWith("\""))
                .forEach(line -> NAMED.matcher(line).results().forEach(n -> known.add(n.group(1))));
        return known;
    }

    private List<String> lines(String query) {
        return run(program, folder, List.of(query, PLAIN))
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static String run(Path program, Path folder, List<String> arguments) {
        var command = Stream.concat(Stream.of(program.toString()), arguments.stream()).toList();
        var run = RealPart.run(folder, "", command);
        assertThat(run.exitCode()).as("%s: %s", command, run.output()).isZero();
        return run.output();
    }
}
