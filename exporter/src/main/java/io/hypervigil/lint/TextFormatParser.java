package io.hypervigil.lint;

import io.hypervigil.collect.MetricType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads text format 0.0.4 strictly, up to the first line that is not in it.
 *
 * <p>Thread: one.
 */
final class TextFormatParser {

    // As Go reads numbers: no sign before nan, no hexadecimal, no '_'.
    private static final Pattern VALUE =
            Pattern.compile(
                    "[-+]?(?:(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
                            + "|(?i:inf|infinity))|(?i:nan)");

    private static final Pattern TIMESTAMP = Pattern.compile("[-+]?[0-9]{1,19}");

    private final Map<String, ParsedFamily> families = new LinkedHashMap<>();
    private LineCursor line = new LineCursor(new byte[0], 0, 0, 0);

    /**
     * Whether the sample being read has an {@code le} or {@code quantile} that is its family has
     * not.
     */
    private boolean hasBound;

    private TextFormatParser() {}

    /** The families that have samples, in the order in which they appear. */
    static List<ParsedFamily> parse(byte[] text) throws TextFormatException {
        var parser = new TextFormatParser();
        int start = 0;
        int number = 1;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                parser.line(new LineCursor(text, start, i, number));
                start = i + 1;
                number++;
            }
        }
        var last = new LineCursor(text, start, text.length, number);
        last.skipBlanks();
        if (!last.isAtEnd()) {
            throw last.refused("the text ends within a line, a line feed expected");
        }
        return withSamples(parser.families.values());
    }

    private static List<ParsedFamily> withSamples(Collection<ParsedFamily> families) {
        return families.stream().filter(family -> !family.series().isEmpty()).toList();
    }

    private void line(LineCursor next) throws TextFormatException {
        line = next;
        line.skipBlanks();
        if (line.isAtEnd()) {
            return;
        }
        if (line.peek() == '#') {
            line.skip();
            comment();
        } else {
            sample();
        }
    }

    private void comment() throws TextFormatException {
        line.skipBlanks();
        var keyword = line.word();
        if (!keyword.equals("HELP") && !keyword.equals("TYPE")) {
            return;
        }
        line.skipBlanks();
        var name = line.name(true);
        if (line.isAtEnd()) {
            return;
        }
        if (line.peek() != ' ' && line.peek() != '\t') {
            throw line.refused(line.found() + " in the name behind # " + keyword);
        }
        var family = family(name);
        line.skipBlanks();
        if (line.isAtEnd()) {
            return;
        }
        if (keyword.equals("HELP")) {
            help(family);
        } else {
            type(family);
        }
    }

    private void help(ParsedFamily family) throws TextFormatException {
        if (family.help() != null) {
            throw line.refused("# HELP of " + family.name() + " a second time");
        }
        family.setHelp(line.escapedRest());
    }

    private void type(ParsedFamily family) throws TextFormatException {
        if (family.type() != null) {
            throw line.refused(
                    "# TYPE of " + family.name() + " a second time, or behind its samples");
        }
        var text = line.rest();
        for (MetricType type : MetricType.values()) {
            if (type.text().equals(text.toLowerCase(Locale.ROOT))) {
                family.setType(type);
                return;
            }
        }
        throw line.refused(
                "type '" + text + "', counter, gauge, histogram, summary or untyped expected");
    }

    private void sample() throws TextFormatException {
        var name = line.name(true);
        if (name.isEmpty()) {
            throw line.refused(line.found() + ", the name of a metric expected");
        }
        var family = family(name);
        if (family.type() == null) {
            family.setType(MetricType.UNTYPED);
        }
        line.skipBlanks();
        var labels = labels(family);
        line.skipBlanks();
        var value = line.word();
        number(value, "the value");
        if (isCount(family, name) && value.startsWith("-") && toDouble(value) < 0) {
            throw line.refused("a histogram counts " + value + ", 0 or more expected");
        }
        timestamp();
        family.add(labels);
    }

    private boolean isCount(ParsedFamily family, String name) {
        return family.isOf(MetricType.HISTOGRAM)
                && (name.endsWith("_count") || (hasBound && !name.endsWith("_sum")));
    }

    private Map<String, String> labels(ParsedFamily family) throws TextFormatException {
        var labels = new LinkedHashMap<String, String>();
        hasBound = false;
        if (line.peek() != '{') {
            return labels;
        }
        line.skip();
        line.skipBlanks();
        while (line.peek() != '}') {
            label(family, labels);
            line.skipBlanks();
            if (line.peek() != '}') {
                line.expect(',');
                line.skipBlanks();
            }
        }
        line.skip();
        return labels;
    }

    private void label(ParsedFamily family, Map<String, String> labels) throws TextFormatException {
        var name = line.name(false);
        if (name.isEmpty()) {
            throw line.refused(line.found() + ", the name of a label expected");
        }
        if (name.equals("__name__")) {
            throw line.refused("label __name__ is the metric's own name");
        }
        line.skipBlanks();
        line.expect('=');
        line.skipBlanks();
        var value = line.quoted();
        if (family.isPartLabel(name)) {
            number(value, "label " + name);
            hasBound = true;
        } else if (labels.put(name, value) != null) {
            throw line.refused("label " + name + " a second time");
        }
    }

    private void number(String text, String what) throws TextFormatException {
        if (!VALUE.matcher(text).matches() || isTooLarge(text)) {
            throw line.refused(what + " is '" + text + "', a number expected");
        }
    }

    /** Whether it is written in digits and larger than 64 bits can hold. */
    private static boolean isTooLarge(String text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9')
                && Double.isInfinite(toDouble(text));
    }

    private static double toDouble(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private void timestamp() throws TextFormatException {
        if (line.isAtEnd()) {
            return;
        }
        line.skipBlanks();
        var text = line.word();
        if (!isTimestamp(text)) {
            throw line.refused("'" + text + "' behind the value, a time in milliseconds expected");
        }
        if (!line.isAtEnd()) {
            throw line.refused(line.found() + " behind the time, the end of the line expected");
        }
    }

    private static boolean isTimestamp(String text) {
        if (!TIMESTAMP.matcher(text).matches()) {
            return false;
        }
        try {
            Long.parseLong(text);
            return true;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    /** The family of a name, or the histogram or summary that it is a part of. */
    private ParsedFamily family(String name) {
        var known = families.get(name);
        if (known != null) {
            return known;
        }
        for (String suffix : List.of("_count", "_sum", "_bucket")) {
            var whole = whole(name, suffix);
            if (whole != null && isPart(whole, suffix)) {
                return whole;
            }
        }
        return families.computeIfAbsent(name, ParsedFamily::new);
    }

    private @Nullable ParsedFamily whole(String name, String suffix) {
        return name.endsWith(suffix)
                ? families.get(name.substring(0, name.length() - suffix.length()))
                : null;
    }

    private static boolean isPart(ParsedFamily whole, String suffix) {
        return whole.isOf(MetricType.HISTOGRAM)
                || (whole.isOf(MetricType.SUMMARY) && !suffix.equals("_bucket"));
    }
}
