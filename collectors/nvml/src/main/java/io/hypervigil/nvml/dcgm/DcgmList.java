package io.hypervigil.nvml.dcgm;

import io.hypervigil.collect.MetricType;
import io.hypervigil.collect.files.ReadFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A list of counters in dcgm-exporter's CSV format: a field, a type and a help text a line, parted
 * by commas, the last of which may hold commas itself; {@code #} begins a comment. The type {@code
 * label} makes a label of a field.
 */
final class DcgmList {

    private static final long MAX_BYTES = 1 << 20;
    private static final int PARTS = 3;

    private DcgmList() {}

    /**
     * Reads a list.
     *
     * @throws IllegalArgumentException with file, line, what was found and what is expected
     */
    static List<DcgmEntry> read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException(
                        file + ": " + Files.size(file) + " bytes, at most " + MAX_BYTES + " taken");
            }
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(ReadFailure.of(file, e), e);
        }
    }

    /** Reads a list that is at hand; of a field that is listed twice the first counts. */
    static List<DcgmEntry> parse(String name, String text) {
        var entries = new LinkedHashMap<String, DcgmEntry>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            var stripped = line.strip();
            if (!stripped.isEmpty() && !stripped.startsWith("#")) {
                var entry = entry(name + ", line " + number, stripped);
                entries.putIfAbsent(entry.field(), entry);
            }
        }
        return List.copyOf(entries.values());
    }

    private static DcgmEntry entry(String place, String line) {
        var parts = line.split(",", PARTS);
        if (parts.length < PARTS) {
            throw new IllegalArgumentException(
                    place + ": '" + line + "', 'field, type, help' expected");
        }
        var field = parts[0].strip();
        if (!field.matches("[A-Z][A-Z0-9_]*")) {
            throw new IllegalArgumentException(
                    place + ": field '" + field + "', one like DCGM_FI_DEV_GPU_TEMP expected");
        }
        return new DcgmEntry(field, type(place, parts[1].strip()), parts[2].strip());
    }

    private static Optional<MetricType> type(String place, String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "gauge" -> Optional.of(MetricType.GAUGE);
            case "counter" -> Optional.of(MetricType.COUNTER);
            case "label" -> Optional.empty();
            default ->
                    throw new IllegalArgumentException(
                            place + ": type '" + type + "', gauge, counter or label expected");
        };
    }
}
