package io.hypervigil.alerting.group;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.storage.Queryable;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.storage.Staleness;
import io.hypervigil.promql.storage.StoredSeries;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps all floats; one that is not later than the last is refused, as a window refuses it. */
final class FakeStore implements Queryable, SampleSink {

    private record Kept(Labels labels, NavigableMap<Long, Double> samples) implements StoredSeries {
        @Override
        public void read(long afterMillis, long toMillis, SampleBuffer into) {
            samples.subMap(afterMillis, false, toMillis, true).forEach(into::add);
        }
    }

    private final SortedMap<Labels, Kept> all = new TreeMap<>();

    @Override
    public Optional<String> append(
            Labels labels, long millis, double value, @Nullable FloatHistogram histogram) {
        var samples = all.computeIfAbsent(labels, one -> new Kept(one, new TreeMap<>())).samples();
        if (!samples.isEmpty() && samples.lastKey() >= millis) {
            return Optional.of("out of order sample");
        }
        samples.put(millis, value);
        return Optional.empty();
    }

    /** The samples of a series, as text: {@code 0:1 60000:stale}. */
    String samples(Labels labels) {
        var kept = all.get(labels);
        var text = new StringBuilder();
        if (kept != null) {
            kept.samples()
                    .forEach(
                            (millis, value) ->
                                    text.append(text.isEmpty() ? "" : " ")
                                            .append(millis)
                                            .append(':')
                                            .append(
                                                    Staleness.isMarker(value)
                                                            ? "stale"
                                                            : String.valueOf(value)));
        }
        return text.toString();
    }

    @Override
    public List<? extends StoredSeries> select(
            List<Matcher> matchers, long fromMillis, long toMillis) {
        return all.values().stream()
                .filter(series -> matchers.stream().allMatch(one -> one.matches(series.labels())))
                .toList();
    }
}
