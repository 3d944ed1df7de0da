package io.hypervigil.alerting.rulefile;

import io.hypervigil.alerting.yaml.YamlPlace;
import java.util.List;

/**
 * Finds a place within a value of a YAML text: the line and column of the file where a character of
 * an expression stands.
 */
final class ScalarText {

    private final List<String> lines;

    ScalarText(String text) {
        this.lines = text.lines().toList();
    }

    /**
     * The place of a character of a value.
     *
     * @param begin where the value begins
     * @param line of the character within the value, from 1
     * @param column of the character within its line, from 1
     * @return the begin of the value where it is written in a way that hides its places
     */
    YamlPlace within(YamlPlace begin, int line, int column) {
        var source = begin.line() <= lines.size() ? lines.get(begin.line() - 1) : "";
        int start = afterProperties(source, begin.column() - 1);
        if (start >= source.length()) {
            return begin;
        }
        return switch (source.charAt(start)) {
            case '|' -> inBlock(begin, line, column);
            case '>' -> begin;
            case '"', '\'' -> inQuotes(begin, source, start, line, column);
            default -> line > 1 ? begin : at(begin, begin.line(), start + column);
        };
    }

    /** Behind an anchor and a tag. */
    private static int afterProperties(String source, int start) {
        int at = start;
        while (at < source.length() && (source.charAt(at) == '&' || source.charAt(at) == '!')) {
            while (at < source.length() && source.charAt(at) != ' ') {
                at++;
            }
            while (at < source.length() && source.charAt(at) == ' ') {
                at++;
            }
        }
        return at;
    }

    private YamlPlace inBlock(YamlPlace begin, int line, int column) {
        int first = begin.line();
        while (first < lines.size() && lines.get(first).isBlank()) {
            first++;
        }
        int last = begin.line() + line - 1;
        if (first >= lines.size() || last >= lines.size()) {
            return begin;
        }
        var text = lines.get(first);
        int indent = text.length() - text.stripLeading().length();
        return at(begin, last + 1, indent + column);
    }

    /** An escape before the place moves it; such a value is told by its begin. */
    private static YamlPlace inQuotes(
            YamlPlace begin, String source, int start, int line, int column) {
        char quote = source.charAt(start);
        int end = Math.min(source.length(), start + column);
        var before = source.substring(Math.min(start + 1, end), end);
        boolean isPlain = before.indexOf('\\') < 0 && before.indexOf(quote) < 0;
        return line > 1 || !isPlain ? begin : at(begin, begin.line(), start + 1 + column);
    }

    private static YamlPlace at(YamlPlace begin, int line, int column) {
        return new YamlPlace(begin.file(), line, column);
    }
}
