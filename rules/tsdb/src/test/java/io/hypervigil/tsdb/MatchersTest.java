package io.hypervigil.tsdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Every matcher of a list, alone and in twos and threes, finds what trying each series finds. */
final class MatchersTest {

    private static final List<String> VALUES =
            List.of("", "x", "xy", "xyz", "a.b", "a-b", "5", "50", "ä", "line\nbreak");

    private static final List<String> EXPRESSIONS =
            List.of(
                    "",
                    ".*",
                    ".+",
                    "x",
                    "x|5",
                    "|x",
                    "x|",
                    "()",
                    "x?",
                    "x.*",
                    "x.+",
                    "(?i)X",
                    "(?i)X.*",
                    "(x|xy).*",
                    "x(y|yz)",
                    "[x5]0?",
                    "a\\.b",
                    "a.b",
                    ".*b",
                    ".*y.*",
                    "line.break",
                    "none|nothing",
                    "none.*",
                    "^x$",
                    "5{1}0*",
                    "[^x]*");

    private final SampleWindow window =
            new SampleWindow(new WindowSettings(Duration.ofHours(1), 10_000, 1 << 24));
    private final List<Labels> all = new ArrayList<>();

    private void fill(boolean isGrown) {
        var source = window.source("any");
        source.begin(1000);
        for (var a : VALUES) {
            for (var b : VALUES) {
                var labels = Labels.EMPTY.with("a", a).with("b", b);
                // So that no metric has all series, nor one only.
                add(source, labels.with(Labels.NAME, a.length() > 1 ? "long" : "short"));
                if (isGrown) {
                    add(source, labels.with(Labels.NAME, "more").with("c", "1"));
                }
            }
        }
        source.commit();
        all.sort(Labels::compareTo);
    }

    private void add(SampleSource source, Labels labels) {
        source.append(Objects.requireNonNull(source.series(labels)), 1);
        all.add(labels);
    }

    private static List<Matcher> matchers() {
        var matchers = new ArrayList<Matcher>();
        for (var name : List.of("a", "none")) {
            for (var value : VALUES) {
                matchers.add(new Matcher(Matcher.Type.EQUAL, name, value));
                matchers.add(new Matcher(Matcher.Type.NOT_EQUAL, name, value));
            }
            for (var expression : EXPRESSIONS) {
                matchers.add(new Matcher(Matcher.Type.REGEX, name, expression));
                matchers.add(new Matcher(Matcher.Type.NOT_REGEX, name, expression));
            }
        }
        return matchers;
    }

    private void assertFound(List<Matcher> matchers) {
        var expected =
                all.stream()
                        .filter(labels -> matchers.stream().allMatch(m -> m.matches(labels)))
                        .toList();
        assertThat(window.select(matchers, 0, 2000).stream().map(SeriesRef::labels))
                .as("%s", matchers)
                .containsExactlyElementsOf(expected);
    }

    @Test
    void alone() {
        fill(true);
        for (var matcher : matchers()) {
            assertFound(List.of(matcher));
        }
    }

    @Test
    void with_another() {
        fill(false);
        var others =
                List.of(
                        new Matcher(Matcher.Type.EQUAL, Labels.NAME, "short"),
                        new Matcher(Matcher.Type.EQUAL, "b", "x"),
                        new Matcher(Matcher.Type.EQUAL, "b", ""),
                        new Matcher(Matcher.Type.NOT_EQUAL, "b", ""),
                        new Matcher(Matcher.Type.NOT_REGEX, "b", ".+"),
                        new Matcher(Matcher.Type.REGEX, "b", "x|5|"),
                        new Matcher(Matcher.Type.REGEX, "b", "x.*|a.*"),
                        new Matcher(Matcher.Type.NOT_REGEX, "b", "x|5"));
        for (var matcher : matchers()) {
            for (var other : others) {
                assertFound(List.of(matcher, other));
                assertFound(
                        List.of(
                                other,
                                new Matcher(Matcher.Type.NOT_EQUAL, Labels.NAME, "long"),
                                matcher));
            }
        }
    }

    @Test
    void what_is_known_of_names_and_values_is_of_the_same_series() {
        fill(true);
        for (var matcher : matchers()) {
            var expected = new java.util.TreeSet<String>();
            all.stream()
                    .filter(matcher::matches)
                    .map(labels -> labels.get("b"))
                    .filter(value -> !value.isEmpty())
                    .forEach(expected::add);
            assertThat(window.labelValues("b", List.of(matcher), 0, 2000))
                    .as("%s", matcher)
                    .isEqualTo(expected);
        }
    }
}
