package io.hypervigil.tsdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.storage.Staleness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random rounds and single samples, and random questions: the answers are those of a plain map. */
final class SampleWindowPropertyTest {

    private static final List<String> NAMES = List.of("a", "b", "job", Labels.NAME);
    private static final List<String> VALUES = List.of("x", "y", "xx", "xyz", "5", "ä");
    private static final List<Matcher.Type> TYPES = List.of(Matcher.Type.values());
    private static final List<String> PATTERNS =
            List.of("x|y", "x.*", ".*", ".+", "", "|x", "[xy]+", "5|ä|none", "y.+", "(x|5)");

    private final SampleWindow window =
            new SampleWindow(new WindowSettings(Duration.ofDays(1000), 10_000, 1L << 30));
    private final NaiveWindow naive = new NaiveWindow();

    @Property(tries = 150)
    void it_answers_as_a_plain_map_does(@ForAll long seed) {
        var test = new SampleWindowPropertyTest();
        var random = new Random(seed);
        test.fill(random);
        for (int i = 0; i < 30; i++) {
            test.ask(random);
        }
    }

    private void fill(Random random) {
        var first = labelSets(random, 1, "one");
        var second = labelSets(random, 40, "two");
        long last = fillRounds(random, first, 0);
        last = Math.max(last, fillRounds(random, second, 500));
        fillLoose(random, labelSets(random, 10, "loose"), last);
    }

    /** As many as there happen to be; no source writes what another does. */
    private static List<Labels> labelSets(Random random, int most, String source) {
        var sets = new HashSet<Labels>();
        for (int i = 0; i < most; i++) {
            var labels = Labels.of("source", source);
            for (var name : NAMES) {
                labels = random.nextInt(3) == 0 ? labels : labels.with(name, pick(random, VALUES));
            }
            sets.add(labels);
        }
        return List.copyOf(sets);
    }

    private long fillRounds(Random random, List<Labels> sets, long start) {
        var source = window.source("any");
        Set<Labels> before = Set.of();
        long millis = start;
        int rounds = random.nextInt(400);
        int presence = 1 + random.nextInt(20);
        for (int round = 0; round < rounds; round++) {
            millis += 1 + random.nextInt(30_000);
            assertThat(source.begin(millis)).isTrue();
            var now = new HashSet<Labels>();
            for (var labels : sets) {
                var ref = random.nextInt(presence) == 0 ? null : source.series(labels);
                if (ref != null) {
                    double value = value(random, labels);
                    assertThat(source.append(ref, value)).isTrue();
                    naive.add(labels, millis, value);
                    now.add(labels);
                }
            }
            source.commit();
            for (var labels : before) {
                if (!now.contains(labels)) {
                    naive.add(labels, millis, Staleness.MARKER);
                }
            }
            before = now;
        }
        if (random.nextBoolean()) {
            source.close();
            for (var labels : before) {
                naive.add(labels, millis + 1, Staleness.MARKER);
            }
        }
        return millis;
    }

    private void fillLoose(Random random, List<Labels> sets, long latest) {
        for (var labels : sets) {
            long millis = latest;
            int step = random.nextBoolean() ? 0 : 5000;
            int samples = random.nextInt(300);
            for (int i = 0; i < samples; i++) {
                millis += 10_000 + (step == 0 ? 0 : random.nextInt(step));
                double value = value(random, labels);
                assertThat(window.loose().append(labels, millis, value)).isTrue();
                naive.add(labels, millis, value);
            }
        }
    }

    private static double value(Random random, Labels labels) {
        return switch (labels.hashCode() & 7) {
            case 0 -> 1;
            case 1 -> random.nextInt(3);
            case 2 -> random.nextInt(100_000) / 100.0;
            case 3 -> random.nextInt(20) == 0 ? random.nextInt() : 77;
            case 4 -> random.nextDouble();
            default -> Double.longBitsToDouble(random.nextLong());
        };
    }

    private void ask(Random random) {
        var matchers = new ArrayList<Matcher>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            matchers.add(matcher(random));
        }
        long from = random.nextLong(8_000_000);
        long to = from + random.nextLong(1 + random.nextLong(8_000_000));
        var series = window.select(matchers, from, to);
        assertThat(series.stream().map(SeriesRef::labels))
                .as("%s", matchers)
                .containsExactlyElementsOf(naive.select(matchers, from, to));
        for (var each : series) {
            askSeries(each, from, to);
        }
        var some = random.nextBoolean() ? matchers : List.<Matcher>of();
        assertThat(window.labelNames(some, from, to)).isEqualTo(naive.labelNames(some, from, to));
        for (var name : NAMES) {
            assertThat(window.labelValues(name, some, from, to))
                    .isEqualTo(naive.labelValues(name, some, from, to));
        }
    }

    private void askSeries(SeriesRef series, long from, long to) {
        var expected = naive.read(series.labels(), from, to);
        var samples = new SampleBuffer();
        samples.add(-1, -1);
        series.read(from, to, samples);
        assertThat(NaiveWindow.texts(samples).subList(1, samples.floatCount())).isEqualTo(expected);
        var last = new SampleBuffer();
        series.readLast(from, to, last);
        assertThat(NaiveWindow.texts(last))
                .isEqualTo(expected.subList(Math.max(0, expected.size() - 1), expected.size()));
    }

    private static Matcher matcher(Random random) {
        var type = pick(random, TYPES);
        boolean isRegex = type == Matcher.Type.REGEX || type == Matcher.Type.NOT_REGEX;
        var name = random.nextInt(10) == 0 ? "none" : pick(random, NAMES);
        var value = random.nextInt(6) == 0 ? "" : pick(random, VALUES);
        return new Matcher(type, name, isRegex ? pick(random, PATTERNS) : value);
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
