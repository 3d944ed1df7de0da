package io.hypervigil.query;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A result for people: a table of series and values; where a series has several, a table of times
 * and values below each.
 *
 * <pre>
 * SERIES             VALUE
 * node_load1{a="b"}  0.25
 * </pre>
 */
public final class AnswerTable {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private AnswerTable() {}

    /** Its lines. */
    public static List<String> lines(Answer.Result result) {
        return switch (result.kind()) {
            case "matrix" -> ranges(result.series());
            case "vector" -> vector(result.series());
            default ->
                    result.series().stream()
                            .flatMap(series -> series.samples().stream())
                            .map(Answer.Sample::value)
                            .toList();
        };
    }

    private static List<String> vector(List<Answer.Series> all) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("SERIES", "VALUE"));
        for (Answer.Series series : all) {
            for (Answer.Sample sample : series.samples()) {
                rows.add(List.of(series.labels().toString(), sample.value()));
            }
        }
        return rows.size() == 1 ? List.of() : aligned("", rows);
    }

    private static List<String> ranges(List<Answer.Series> all) {
        var lines = new ArrayList<String>();
        for (Answer.Series series : all) {
            lines.add(series.labels().toString());
            var rows = new ArrayList<List<String>>();
            for (Answer.Sample sample : series.samples()) {
                var at = Instant.ofEpochMilli(sample.millis());
                rows.add(List.of(TIME.format(at), sample.value()));
            }
            lines.addAll(aligned("  ", rows));
        }
        return lines;
    }

    /** The second column begins in the same place everywhere. */
    private static List<String> aligned(String indent, List<List<String>> rows) {
        int width = rows.stream().mapToInt(row -> width(row.getFirst())).max().orElse(0);
        return rows.stream()
                .map(
                        row ->
                                indent
                                        + row.getFirst()
                                        + " ".repeat(width - width(row.getFirst()) + 2)
                                        + row.getLast())
                .toList();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
