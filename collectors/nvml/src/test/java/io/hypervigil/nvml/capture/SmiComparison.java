package io.hypervigil.nvml.capture;

import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.collect.CollectorHarness.Round;
import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Outcome;
import io.hypervigil.nvml.NvmlCollector;
import io.hypervigil.nvml.stub.StubSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Our collector beside nvidia-smi on the same GPUs: nvidia-smi is asked before and after a sample
 * of ours, which has to lie between the two. Nothing is set.
 *
 * @param rows of a Markdown table: GPU, what, nvidia-smi before and after, ours
 * @param flaws where ours differs; empty where all is well
 * @param absences what we do not give, and why
 * @param theirs what nvidia-smi said after ours
 * @param ours the exposition, line by line
 */
record SmiComparison(
        List<String> rows,
        List<String> flaws,
        List<String> absences,
        SmiTable theirs,
        List<String> ours) {

    private static final Pattern PROCESS =
            Pattern.compile(
                    "gpu_process_memory_bytes\\{gpu=\"([^\"]*)\",[^}]*pid=\"([0-9]+)\",[^}]*"
                            + "type=\"[a-z+]*compute[^}]*} (\\S+)");

    /** As nvidia-smi writes what is not there. */
    private static final String NONE = "[N/A]";

    private static final double MEBIBYTE = 1 << 20;

    /** A process may be given some more memory between two looks. */
    private static final double PROCESS_SLACK = 256 * MEBIBYTE;

    /** Rounds before the one that counts: they find the GPUs and open the monitors' window. */
    private static final int ROUNDS_BEFORE = 4;

    /**
     * Compares.
     *
     * @param smi the program
     * @param host with {@code proc} and {@code sys} below it
     * @param pause between our rounds: what a window of the driver's has to be as long as
     */
    static SmiComparison of(Smi smi, Path library, Path host, Duration pause) throws Exception {
        try (var ours =
                CollectorHarness.open(
                        new NvmlCollector(), host, StubSettings.of(library), Group::byDefault)) {
            for (int round = 0; round < ROUNDS_BEFORE; round++) {
                ours.sample();
                LockSupport.parkNanos(pause.toNanos());
            }
            var before = smi.ask();
            var rounds = ours.sample();
            var after = smi.ask();
            var text = Exposition.text(rounds.stream().map(Round::samples).toList());
            var comparison =
                    new SmiComparison(
                            new ArrayList<>(),
                            new ArrayList<>(),
                            new ArrayList<>(),
                            after,
                            text.lines().toList());
            comparison.absences(rounds);
            comparison.compare(before, host.resolve("proc"));
            return comparison;
        }
    }

    /**
     * All of it, under a title that says when, and on which cards.
     *
     * @param more rows of the table
     */
    List<String> report(String title, List<String> more) {
        var report = new ArrayList<String>();
        report.add("# " + title);
        report.add("");
        theirs.gpus()
                .forEach(
                        (uuid, row) ->
                                report.add(
                                        String.join(
                                                        ", ",
                                                        row.getOrDefault("name", ""),
                                                        uuid,
                                                        "driver "
                                                                + row.getOrDefault(
                                                                        "driver_version", ""),
                                                        row.getOrDefault("timestamp", ""))
                                                + "\n"));
        report.add("| GPU | what | nvidia-smi before | and after | ours |");
        report.add("|---|---|---|---|---|");
        report.addAll(rows);
        report.addAll(more);
        report.add("");
        report.add("Not given:");
        report.add("");
        absences.stream().sorted().map(line -> "- " + line).forEach(report::add);
        return report;
    }

    /** Why a probe had nothing, or not all. */
    private void absences(List<Round> rounds) {
        for (Round round : rounds) {
            var name = round.probe().name();
            round.missing().forEach(missing -> absences.add(missing.what() + ": " + missing.why()));
            switch (round.outcome()) {
                case Outcome.Sampled _ -> {}
                case Outcome.Unavailable(var reason) ->
                        absences.add("probe " + name + ": " + reason);
                case Outcome.Failed(var cause) -> flaws.add("probe " + name + " failed: " + cause);
            }
        }
    }

    private void compare(SmiTable before, Path proc) {
        before.gpus()
                .forEach(
                        (uuid, row) -> {
                            var page = page(ours, uuid);
                            labels(uuid, row, page);
                            columns(uuid, row, theirs.gpus().getOrDefault(uuid, Map.of()), page);
                        });
        processes(before, proc);
    }

    private static Page page(List<String> lines, String uuid) {
        var own = lines.stream().filter(line -> line.contains("gpu=\"" + uuid + "\"")).toList();
        return Page.of(own, "");
    }

    private void labels(String uuid, Map<String, String> row, Page page) {
        new TreeMap<>(SmiColumn.LABELS)
                .forEach(
                        (label, column) -> {
                            var expected = row.getOrDefault(column, NONE);
                            var actual = page.label("gpu_info/" + label);
                            row(uuid, column, expected, expected, actual);
                            if (!expected.equals(NONE) && !actual.equals(expected)) {
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
    private void processes(SmiTable before, Path proc) {
        var listed = new TreeMap<String, Double>();
        for (String line : ours) {
            var process = PROCESS.matcher(line);
            if (process.matches()) {
                listed.merge(
                        process.group(1) + " " + process.group(2),
                        Double.valueOf(process.group(3)),
                        Double::sum);
            }
        }
        before.processes()
                .forEach(
                        (process, memory) -> {
                            var later = theirs.processes().get(process);
                            if (later != null) {
                                if (isIn(proc, process)) {
                                    process(process, memory, later, listed.get(process));
                                } else {
                                    row(process, "process", memory, later, "not in /proc");
                                }
                            }
                        });
        for (String process : listed.keySet()) {
            if (!before.processes().containsKey(process)
                    && !theirs.processes().containsKey(process)) {
                flaw(process, "process", "none", "there");
            }
        }
    }

    /** In a container with PIDs of its own the driver may list those of others. */
    private static boolean isIn(Path proc, String process) {
        return Files.isDirectory(proc.resolve(process.substring(process.indexOf(' ') + 1)));
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
