package io.hypervigil.query;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Shows the place in a query that an error speaks of.
 *
 * <pre>
 * sum(rate(x)
 *            ^
 * </pre>
 */
public final class QueryMark {

    private static final Pattern PLACE = Pattern.compile("\\b(\\d{1,6}):(\\d{1,6}): ");

    private QueryMark() {}

    /** The line of the query and one with a mark below it; empty where no place is named. */
    public static Optional<List<String>> of(String query, String error) {
        var place = PLACE.matcher(error);
        if (!place.find()) {
            return Optional.empty();
        }
        var lines = query.lines().toList();
        int line = Integer.parseInt(place.group(1)) - 1;
        if (line < 0 || line >= lines.size()) {
            return Optional.empty();
        }
        var text = lines.get(line);
        // Servers count bytes.
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        int before = Math.clamp(Integer.parseInt(place.group(2)) - 1L, 0, bytes.length);
        var start = new String(Arrays.copyOf(bytes, before), StandardCharsets.UTF_8);
        // Tabs stay tabs: the mark must stand below what it marks.
        return Optional.of(List.of(text, start.replaceAll("[^\t]", " ") + "^"));
    }
}
