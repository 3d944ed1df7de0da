package io.hypervigil.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.RealPart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** promtool judges generated pages, well-made and broken ones, as we do. */
final class PromtoolComparisonTest {

    private static final int PAGES = 200;

    private static final List<String> NAMES =
            List.of(
                    "a",
                    "a_total",
                    "b_ms",
                    "b_kilobytes",
                    "b_hours_total",
                    "camelCase",
                    "c_gauge",
                    "c_histogram_x",
                    "d:e",
                    "f_count",
                    "f_sum",
                    "f_bucket",
                    "f",
                    "g_timestamp_seconds",
                    "h_meters_seconds",
                    "j_gauge_histogram",
                    "k_microseconds");

    // Without "{}" and labels in another order: promtool does not see that they are the same
    // series.
    private static final List<String> LABELS =
            List.of(
                    "",
                    "{x=\"1\"}",
                    "{x=\"2\",}",
                    "{le=\"1\"}",
                    "{quantile=\"0.5\"}",
                    "{ x = \"\\n\" }",
                    "{camelCase=\"1\"}",
                    "{x=\"{é}\"}");

    private static final List<String> VALUES =
            List.of(
                    "1",
                    "1.5e-3",
                    "NaN",
                    "+Inf",
                    "Infinity",
                    ".5",
                    "5.",
                    "1 1234",
                    "0x10",
                    "-",
                    "1 ");

    private static final List<String> TYPES =
            List.of("counter", "gauge", "Gauge", "summary", "histogram", "untyped", "meter");

    /** A word of promtool's, and the word of ours that says the same. */
    private static final List<List<String>> WORDS =
            List.of(
                    List.of("no help text", "no help text"),
                    List.of("use base unit", "the base unit"),
                    List.of("abbreviated units", "abbreviated unit"),
                    List.of("counter metrics should have \"_total\"", "the suffix _total expected"),
                    List.of("non-counter metrics should not", "which is for counters"),
                    List.of("\"_timestamp_seconds\"", "which is for gauges"),
                    List.of("\"_bucket\"", "the suffix _bucket"),
                    List.of("\"_count\"", "the suffix _count"),
                    List.of("\"_sum\"", "the suffix _sum"),
                    List.of("\"le\" label", "the label le,"),
                    List.of("\"quantile\" label", "the label quantile,"),
                    List.of("should not include type", "names its own type"),
                    List.of("should not contain ':'", "has a ':'"),
                    List.of("metric names should be written in", "is written in camelCase"),
                    List.of("label names should be written in", "in camelCase, snake_case"),
                    List.of("metric not unique", "has a series twice"));

    @TempDir Path folder;

    @Test
    void promtool_judges_as_we_do() {
        var promtool = RealPart.require("promtool", "run ./test, which fetches it").toString();
        var unknown = rulesUnknownTo(promtool);
        var random = new Random(20260101);
        for (int i = 0; i < PAGES; i++) {
            var page = page(random);

            var theirs = RealPart.run(folder, page, List.of(promtool, "check", "metrics")).output();

            assertThat(without(unknown, ours(page)))
                    .as(page)
                    .isEqualTo(without(unknown, rules(theirs, 0)));
        }
    }

    /** Rules that the promtool here is too old for, and the one that it held otherwise before. */
    private List<String> rulesUnknownTo(String promtool) {
        var page = "# TYPE a_timestamp_seconds counter\na_timestamp_seconds 1\nb 1\nb 1\n";
        var known = RealPart.run(folder, page, List.of(promtool, "check", "metrics")).output();
        var unknown = new ArrayList<String>();
        if (!known.contains("\"_timestamp_seconds\"")) {
            unknown.add("which is for gauges");
        }
        if (!known.contains("not unique")) {
            unknown.addAll(List.of("has a series twice", "names its own type"));
        }
        return unknown;
    }

    private static Set<String> without(List<String> unknown, Set<String> rules) {
        var kept = new TreeSet<>(rules);
        kept.removeIf(rule -> unknown.stream().anyMatch(rule::endsWith));
        return kept;
    }

    private static Set<String> ours(String page) {
        try {
            var lines = new ArrayList<String>();
            MetricsLint.lint(page.getBytes(StandardCharsets.UTF_8))
                    .forEach(problem -> lines.add(problem.metric() + " " + problem.text()));
            return rules(String.join("\n", lines), 1);
        } catch (TextFormatException e) {
            return rules("error in " + e, 1);
        }
    }

    /** Each line as family and rule; of an error the line, of which alone both say the same. */
    private static Set<String> rules(String output, int side) {
        var rules = new TreeSet<String>();
        for (String line : output.lines().toList()) {
            if (line.startsWith("error")) {
                rules.add(line.replaceFirst("^error.*? (line [0-9]+).*", "$1"));
            } else {
                rules.add(line.split(" ", 2)[0] + " " + rule(line, side));
            }
        }
        return rules;
    }

    private static String rule(String line, int side) {
        return WORDS.stream()
                .filter(words -> line.contains(words.get(side)))
                .map(words -> words.get(1))
                .findFirst()
                .orElse(line);
    }

    private static String page(Random random) {
        var page = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            var name = any(NAMES, random);
            if (random.nextInt(4) > 0) {
                page.append("# HELP ").append(name).append(" Some \\\\ help.\n");
            }
            if (random.nextInt(4) > 0) {
                page.append("# TYPE ").append(name).append(' ').append(mostly(TYPES, random));
                page.append('\n');
            }
            for (int j = random.nextInt(3); j >= 0; j--) {
                var suffix = any(List.of("", "", "_sum", "_count", "_bucket"), random);
                page.append(name).append(suffix).append(any(LABELS, random)).append(' ');
                page.append(mostly(VALUES, random)).append('\n');
            }
        }
        return page.toString();
    }

    /** The last ones of a list, which break a page, are rare. */
    private static String mostly(List<String> all, Random random) {
        int end = random.nextInt(8) == 0 ? all.size() : Math.max(1, all.size() - 3);
        return all.get(random.nextInt(end));
    }

    private static String any(List<String> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
