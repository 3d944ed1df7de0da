package io.hypervigil.nvml.capture;

import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.collect.Group;
import io.hypervigil.nvml.NvmlCollector;
import io.hypervigil.nvml.stub.StubSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Our collector beside nvidia-smi on the same GPUs: nvidia-smi is asked before and after a sample
 * of ours, which has to lie between the two. Nothing is set.
 *
 * @param rows of a Markdown table: GPU, what, nvidia-smi before and after, ours
 * @param flaws where ours differs; empty where all is well
 */
record SmiComparison(List<String> rows, List<String> flaws) {

    private static final Pattern PROCESS =
            Pattern.compile(
                    "gpu_process_memory_bytes\\{gpu=\"([^\"]*)\",[^}]*pid=\"([0-9]+)\",[^}]*"
                            + "type=\"[a-z+]*compute[^}]*} (\\S+)");
    private static final double MEBIBYTE = 1 << 20;

    /** A process may be given some more memory between two looks. */
    private static final double PROCESS_SLACK = 256 * MEBIBYTE;

    /**
     * Compares.
     *
     * @param smi the program
     * @param host with {@code proc} and {@code sys} below it
     * @param folder for files
     */
    static SmiComparison of(Path smi, Path library, Path host, Path folder) throws Exception {
        var comparison = new SmiComparison(new ArrayList<>(), new ArrayList<>());
        try (var ours =
                CollectorHarness.open(
                        new NvmlCollector(), host, StubSettings.of(library), Group::byDefault)) {
            // The first round finds the GPUs.
            ours.sample();
            var before = SmiTable.ask(smi, folder);
            var lines = ours.exposition().lines().toList();
            var after = SmiTable.ask(smi, folder);
            before.gpus()
                    .forEach(
                            (uuid, row) -> {
                                var page = page(lines, uuid);
                                var later = after.gpus().getOrDefault(uuid, Map.of());
                                comparison.labels(uuid, row, page);
                                comparison.columns(uuid, row, later, page);
                            });
            comparison.processes(before, after, lines);
        }
        return comparison;
    }

    private static Page page(List<String> lines, String uuid) {
        var own = lines.stream().filter(line -> line.contains("gpu=\"" + uuid + "\"")).toList();
        return Page.of(own, "");
    }

    private void labels(String uuid, Map<String, String> row, Page page) {
        new TreeMap<>(SmiColumn.LABELS)
                .forEach(
                        (label, column) -> {
                            var expected = row.getOrDefault(column, "");
                            var actual = page.label("gpu_info/" + label);
                            row(uuid, column, expected, expected, actual);
                            if (!actual.equals(expected)) {
                                flaw(uuid, column, expected, actual);
                            }
                        });
    }

    private void columns(
            String uuid, Map<String, String> before, Map<String, String> after, Page page) {
        for (SmiColumn column : SmiColumn.ALL) {
            var first = before.getOrDefault(column.column(), "");
            var second = after.getOrDefault(column.column(), first);
            var actual = page.value(column.ours());
            row(uuid, column.column(), first, second, text(actual));
            var one = column.value(first);
            var other = column.value(second);
            if (one.isPresent() && other.isPresent()) {
                double from = Math.min(one.getAsDouble(), other.getAsDouble()) - column.slack();
                double to = Math.max(one.getAsDouble(), other.getAsDouble()) + column.slack();
                if (!isWithin(actual, from, to)) {
                    flaw(uuid, column.column(), first + " to " + second, text(actual));
                }
            }
        }
    }

    /** Who was there before and after is in our list, with as much memory. */
    private void processes(SmiTable before, SmiTable after, List<String> lines) {
        var ours = new TreeMap<String, Double>();
        for (String line : lines) {
            var process = PROCESS.matcher(line);
            if (process.matches()) {
                ours.merge(
                        process.group(1) + " " + process.group(2),
                        Double.valueOf(process.group(3)),
                        Double::sum);
            }
        }
        before.processes()
                .forEach(
                        (process, memory) -> {
                            var later = after.processes().get(process);
                            if (later != null) {
                                process(process, memory, later, ours.get(process));
                            }
                        });
        for (String process : ours.keySet()) {
            if (!before.processes().containsKey(process)
                    && !after.processes().containsKey(process)) {
                flaw(process, "process", "none", "there");
            }
        }
    }

    private void process(String process, String before, String after, @Nullable Double ours) {
        var actual = ours == null ? OptionalDouble.empty() : OptionalDouble.of(ours);
        row(process, "process, MiB", before, after, text(actual));
        var column = new SmiColumn("process", "", MEBIBYTE, PROCESS_SLACK);
        var one = column.value(before);
        var other = column.value(after);
        if (one.isPresent()
                && other.isPresent()
                && !isWithin(
                        actual,
                        Math.min(one.getAsDouble(), other.getAsDouble()) - PROCESS_SLACK,
                        Math.max(one.getAsDouble(), other.getAsDouble()) + PROCESS_SLACK)) {
            flaw(process, "process, MiB", before + " to " + after, text(actual));
        }
    }

    private static boolean isWithin(OptionalDouble actual, double from, double to) {
        return actual.isPresent() && actual.getAsDouble() >= from && actual.getAsDouble() <= to;
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? String.valueOf(value.getAsDouble()) : "none";
    }

    private void row(String gpu, String what, String before, String after, String ours) {
        rows.add(
                "| "
                        + String.join(
                                " | ", gpu, what, before, after.equals(before) ? "" : after, ours)
                        + " |");
    }

    private void flaw(String gpu, String what, String theirs, String ours) {
        flaws.add(gpu + ", " + what + ": nvidia-smi " + theirs + ", ours " + ours);
    }
}
