package io.hypervigil.promql.script;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.syntax.ParseException;
import io.hypervigil.promql.syntax.Parser;
import java.util.List;
import java.util.TreeMap;

/** Reads a line of a series: {@code up{job="a"} 1 2+3x5 _x2 stale}. */
public final class SeriesLine {

    private SeriesLine() {}

    /**
     * @throws IllegalArgumentException for what is none, with the reason
     */
    public static Series parse(String line) {
        int end = endOfMetric(line);
        return new Series(labels(line.substring(0, end)), points(line.substring(end)));
    }

    /** The labels of a metric that is written as in a query. */
    public static Labels labels(String metric) {
        var labels = new TreeMap<String, String>();
        for (var matcher : matchers(metric)) {
            if (matcher.type() != Matcher.Type.EQUAL) {
                throw new IllegalArgumentException("a series has no matchers: " + matcher);
            }
            if (labels.put(matcher.name(), matcher.value()) != null) {
                throw new IllegalArgumentException(
                        "label name \"" + matcher.name() + "\" is not unique");
            }
        }
        return Labels.of(labels);
    }

    private static List<Matcher> matchers(String metric) {
        try {
            return Parser.parseMatchers(metric);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static List<Point> points(String values) {
        return new ValueReader(values).read();
    }

    /** The first blank that stands in no braces. */
    private static int endOfMetric(String line) {
        int place = 0;
        while (place < line.length() && !isBlank(line.charAt(place))) {
            place = line.charAt(place) == '{' ? endOfBraces(line, place) : place + 1;
        }
        return place;
    }

    private static int endOfBraces(String line, int start) {
        char quote = 0;
        for (int i = start; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                i += c == '\\' && quote != '`' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'' || c == '`') {
                quote = c;
            } else if (c == '}') {
                return i + 1;
            }
        }
        return line.length();
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
