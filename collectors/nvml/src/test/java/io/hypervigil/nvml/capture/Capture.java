package io.hypervigil.nvml.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A GPU in one state of a machine that was captured.
 *
 * @param name of the machine's file
 * @param state {@code idle} or {@code load}
 * @param text all that nvidia-smi printed on that machine
 * @param exposition what nvidia_gpu_exporter made of this state
 */
record Capture(String name, String state, String text, List<String> exposition) {

    private static final Pattern UNIT = Pattern.compile("(\\S+) \\[(\\S+)]");

    /**
     * A cell of the table.
     *
     * @param unit as its column names it, "" where it names none
     * @param value without the unit
     */
    record Cell(String unit, String value) {

        /** Whether it says anything. */
        boolean isThere() {
            return !value.startsWith("[") && !value.equals("N/A");
        }

        boolean isDeprecated() {
            return value.contains("deprecated");
        }

        private static Cell of(String unit, String value) {
            return new Cell(
                    unit,
                    value.endsWith(" " + unit)
                            ? value.substring(0, value.length() - unit.length() - 1)
                            : value);
        }
    }

    /** All that there are; the test is skipped where there are none. */
    static Stream<Capture> all() {
        var folder =
                Path.of(
                        Optional.ofNullable(System.getenv("HYPERVIGIL_CONFORMANCE"))
                                .orElse("../../../shared/conformance"),
                        "gpu-captures");
        if (!Files.isDirectory(folder)) {
            throw new TestAbortedException(folder + " is not here: set HYPERVIGIL_CONFORMANCE");
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream()
                    .flatMap(file -> Stream.of(of(file, "idle"), of(file, "load")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The table that nvidia-smi was asked for by columns. */
    Map<String, Cell> cells() {
        var lines = section(state + " :: query-gpu ");
        var columns = lines.get(0).split(", ", -1);
        var values = lines.get(1).split(", ", -1);
        var cells = new LinkedHashMap<String, Cell>();
        for (int i = 0; i < columns.length; i++) {
            var unit = UNIT.matcher(columns[i]);
            cells.put(
                    unit.matches() ? unit.group(1) : columns[i],
                    Cell.of(unit.matches() ? unit.group(2) : "", values[i]));
        }
        return cells;
    }

    /** What the machine's library exports; empty where that was not captured. */
    List<String> symbols() {
        return section("capabilities :: nvml-symbols").stream()
                .filter(line -> line.startsWith("nvml"))
                .toList();
    }

    /** What the machine's library says that it and CUDA are: {@code 590.48}, {@code 13.1}. */
    String version(String of) {
        var line = Pattern.compile(of + "\\s*: ([0-9.]+)", Pattern.CASE_INSENSITIVE).matcher(text);
        return line.find() ? line.group(1) : "";
    }

    /** The lines below a heading. */
    private List<String> section(String heading) {
        return text.lines()
                .dropWhile(line -> !line.startsWith("# " + heading))
                .dropWhile(line -> line.startsWith("#"))
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static Capture of(Path file, String state) {
        var name = file.getFileName().toString().replaceFirst("\\.txt$", "");
        var metrics = file.resolveSibling(name + "__" + state + ".metrics");
        try (var lines = Files.lines(metrics)) {
            return new Capture(
                    name,
                    state,
                    Files.readString(file),
                    lines.filter(line -> !line.startsWith("#")).collect(Collectors.toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
