package io.hypervigil.peers;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a Prometheus holds of one job: each series, without the labels of its target, and its value.
 */
final class FederatedPage {

    private static final Pattern LINE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+) \\d+");

    private static final Pattern TARGET_LABEL =
            Pattern.compile("(?:^|,)(?:instance|job)=\"(?:[^\"\\\\]|\\\\.)*\"");

    private FederatedPage() {}

    /** The series of a page of {@code /federate}. */
    static Map<String, Double> parse(String page) {
        var series = new TreeMap<String, Double>();
        page.lines()
                .filter(line -> !line.startsWith("#"))
                .map(LINE::matcher)
                .filter(java.util.regex.Matcher::matches)
                .forEach(
                        line -> {
                            var labels = line.group(2) == null ? "" : line.group(2);
                            var own = TARGET_LABEL.matcher(labels).replaceAll("");
                            var trimmed = own.startsWith(",") ? own.substring(1) : own;
                            series.put(line.group(1) + "{" + trimmed + "}", value(line.group(3)));
                        });
        return series;
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
