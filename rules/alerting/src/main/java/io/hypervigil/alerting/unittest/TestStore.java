package io.hypervigil.alerting.unittest;

import io.hypervigil.alerting.group.SampleSink;
import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.script.Point;
import io.hypervigil.promql.storage.Queryable;
import io.hypervigil.promql.storage.StoredSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The series of one test: those that it gives, as far as its time has come, and those that rules
 * write. Thread: confined.
 */
final class TestStore implements Queryable, SampleSink {

    private record Row(List<Point> points) {}

    private final Map<String, SortedMap<Labels, TestSeries>> byMetric = new HashMap<>();
    private final Map<Labels, Row> rows = new LinkedHashMap<>();
    private final long startMillis;
    private final long stepMillis;
    private int come;

    TestStore(Instant start, Duration step) {
        this.startMillis = start.toEpochMilli();
        this.stepMillis = step.toMillis();
    }

    /** A series that comes as time goes on; the last of those with the same labels counts. */
    void give(Labels labels, List<Point> points) {
        rows.put(labels, new Row(points));
    }

    /** Lets all come until a time, itself included. */
    void advance(Instant until) {
        long steps = (until.toEpochMilli() - startMillis) / stepMillis + 1;
        rows.forEach((labels, row) -> add(labels, row, steps));
        come = (int) Math.min(steps, Integer.MAX_VALUE);
    }

    private void add(Labels labels, Row row, long steps) {
        for (int i = come; i < Math.min(steps, row.points().size()); i++) {
            var point = row.points().get(i);
            if (!point.isOmitted()) {
                var _ =
                        append(
                                labels,
                                startMillis + i * stepMillis,
                                point.value(),
                                point.histogram());
            }
        }
    }

    @Override
    public Optional<String> append(
            Labels labels, long millis, double value, @Nullable FloatHistogram histogram) {
        return byMetric.computeIfAbsent(labels.metricName(), _ -> new TreeMap<>())
                .computeIfAbsent(labels, TestSeries::new)
                .append(millis, value, histogram);
    }

    @Override
    public List<? extends StoredSeries> select(
            List<Matcher> matchers, long fromMillis, long toMillis) {
        return candidates(matchers)
                .filter(series -> matchers.stream().allMatch(one -> one.matches(series.labels())))
                .toList();
    }

    private Stream<TestSeries> candidates(List<Matcher> matchers) {
        for (var matcher : matchers) {
            if (matcher.name().equals(Labels.NAME) && matcher.type() == Matcher.Type.EQUAL) {
                var named = byMetric.get(matcher.value());
                return named == null ? Stream.empty() : named.values().stream();
            }
        }
        return byMetric.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .sorted((left, right) -> left.labels().compareTo(right.labels()));
    }
}
