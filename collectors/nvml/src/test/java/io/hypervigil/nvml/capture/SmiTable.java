package io.hypervigil.nvml.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.RealPart;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What nvidia-smi says at a moment.
 *
 * @param gpus cells by column, by UUID
 * @param processes mebibytes as they are written, by {@code UUID PID}; of those that compute
 */
record SmiTable(Map<String, Map<String, String>> gpus, Map<String, String> processes) {

    static final List<String> COLUMNS =
            Stream.of(
                            Stream.of("uuid"),
                            SmiColumn.LABELS.values().stream().sorted(),
                            SmiColumn.ALL.stream().map(SmiColumn::column))
                    .flatMap(columns -> columns)
                    .toList();

    /** Asks it; it only reads. */
    static SmiTable ask(Path smi, Path folder) throws Exception {
        var gpus = new LinkedHashMap<String, Map<String, String>>();
        for (String line : lines(smi, folder, "--query-gpu=" + String.join(",", COLUMNS))) {
            var cells = line.split(", ", -1);
            assertThat(cells).as(line).hasSameSizeAs(COLUMNS);
            var row = new HashMap<String, String>();
            for (int i = 0; i < cells.length; i++) {
                row.put(COLUMNS.get(i), cells[i].strip());
            }
            gpus.put(cells[0].strip(), row);
        }
        var processes = new LinkedHashMap<String, String>();
        for (String line : lines(smi, folder, "--query-compute-apps=gpu_uuid,pid,used_memory")) {
            var cells = line.split(", ", -1);
            processes.put(cells[0].strip() + " " + cells[1].strip(), cells[2].strip());
        }
        return new SmiTable(gpus, processes);
    }

    private static List<String> lines(Path smi, Path folder, String query) throws Exception {
        var run =
                RealPart.run(
                        folder,
                        "",
                        List.of(smi.toString(), query, "--format=csv,noheader,nounits"));
        assertThat(run.exitCode()).as("%s %s: %s", smi, query, run.output()).isZero();
        return run.output().lines().filter(line -> !line.isBlank()).toList();
    }
}
