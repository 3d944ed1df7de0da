package io.hypervigil.lint;

import io.hypervigil.collect.MetricType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The rules that well-made metrics keep. */
public final class MetricsLint {

    private static final Pattern CAMEL_CASE = Pattern.compile("[a-z][A-Z]");

    private MetricsLint() {}

    /**
     * The problems of a page, sorted, each once.
     *
     * @throws TextFormatException where it is not in text format 0.0.4
     */
    public static List<LintProblem> lint(byte[] page) throws TextFormatException {
        var problems = new TreeSet<LintProblem>();
        for (ParsedFamily family : TextFormatParser.parse(page)) {
            var texts = new ArrayList<String>();
            lintHelp(family, texts);
            lintUnit(family, texts);
            lintName(family, texts);
            lintType(family, texts);
            lintLabels(family, texts);
            texts.forEach(text -> problems.add(new LintProblem(family.name(), text)));
        }
        return List.copyOf(problems);
    }

    private static void lintHelp(ParsedFamily family, List<String> problems) {
        if (family.help() == null) {
            problems.add("has no help text");
        }
    }

    private static void lintUnit(ParsedFamily family, List<String> problems) {
        MetricUnits.foreign(family.name())
                .ifPresent(
                        unit ->
                                problems.add(
                                        "is in "
                                                + unit.found()
                                                + ", the base unit "
                                                + unit.base()
                                                + " expected"));
        if (MetricUnits.hasAbbreviation(family.name())) {
            problems.add("has an abbreviated unit in its name");
        }
    }

    private static void lintName(ParsedFamily family, List<String> problems) {
        if (family.name().contains(":")) {
            problems.add("has a ':' in its name, which is for recording rules");
        }
        if (CAMEL_CASE.matcher(family.name()).find()) {
            problems.add("is written in camelCase, snake_case expected");
        }
        var type = family.type();
        if (type != null
                && type != MetricType.UNTYPED
                && hasWord(family.name().toLowerCase(Locale.ROOT), type.text())) {
            problems.add("names its own type '" + type.text() + "'");
        }
    }

    /** What only some types may have; nobody knows what is untyped. */
    private static void lintType(ParsedFamily family, List<String> problems) {
        if (family.isOf(MetricType.UNTYPED)) {
            return;
        }
        var name = family.name();
        boolean isCounter = family.isOf(MetricType.COUNTER);
        boolean isHistogram = family.isOf(MetricType.HISTOGRAM);
        boolean isInParts = isHistogram || family.isOf(MetricType.SUMMARY);
        if (isCounter && !name.endsWith("_total")) {
            problems.add("is a counter, the suffix _total expected");
        }
        if (!isCounter && name.endsWith("_total")) {
            problems.add("has the suffix _total, which is for counters");
        }
        if (!family.isOf(MetricType.GAUGE) && name.endsWith("_timestamp_seconds")) {
            problems.add("has the suffix _timestamp_seconds, which is for gauges");
        }
        if (!isHistogram && name.endsWith("_bucket")) {
            problems.add("has the suffix _bucket, which is for histograms");
        }
        for (String suffix : List.of("_count", "_sum")) {
            if (!isInParts && name.endsWith(suffix)) {
                problems.add(
                        "has the suffix " + suffix + ", which is for histograms and summaries");
            }
        }
    }

    private static void lintLabels(ParsedFamily family, List<String> problems) {
        for (String label : family.labelNames()) {
            if (CAMEL_CASE.matcher(label).find()) {
                problems.add("has the label " + label + " in camelCase, snake_case expected");
            }
            // Those of histograms and summaries are no labels of the family.
            if (!family.isOf(MetricType.UNTYPED) && label.equals("le")) {
                problems.add("has the label le, which is for histograms");
            }
            if (!family.isOf(MetricType.UNTYPED) && label.equals("quantile")) {
                problems.add("has the label quantile, which is for summaries");
            }
        }
        if (new HashSet<>(family.series()).size() < family.series().size()) {
            problems.add("has a series twice");
        }
    }

    private static boolean hasWord(String name, String word) {
        return name.contains("_" + word + "_") || name.endsWith("_" + word);
    }
}
