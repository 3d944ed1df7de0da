package io.hypervigil.promql.script;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.storage.Queryable;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.storage.Staleness;
import io.hypervigil.promql.storage.StoredSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The series of a script: as plain as a store can be, so that it has no mistakes of its own.
 *
 * <p>Thread: confined.
 */
final class MemoryStore implements Queryable {

    private final SortedMap<Labels, MemorySeries> all = new TreeMap<>();

    void clear() {
        all.clear();
    }

    void add(Labels labels, List<StoredSample> samples) {
        if (!samples.isEmpty()) {
            all.computeIfAbsent(labels, MemorySeries::new).add(samples);
        }
    }

    @Override
    public List<? extends StoredSeries> select(
            List<Matcher> matchers, long fromMillis, long toMillis) {
        return all.values().stream()
                .filter(series -> matchers.stream().allMatch(one -> one.matches(series.labels())))
                .toList();
    }

    private static final class MemorySeries implements StoredSeries {

        private final Labels labels;
        private final List<StoredSample> samples = new ArrayList<>();
        private final ResetHints hints = new ResetHints();

        MemorySeries(Labels labels) {
            this.labels = labels;
        }

        void add(List<StoredSample> later) {
            for (var sample : later) {
                samples.add(stored(sample));
            }
        }

        private StoredSample stored(StoredSample sample) {
            var histogram = sample.histogram();
            boolean endsHistograms =
                    histogram == null && Staleness.isMarker(sample.value()) && endsInHistogram();
            if (endsHistograms) {
                histogram = FloatHistogram.ofSum(sample.value());
            }
            return new StoredSample(
                    sample.millis(),
                    sample.value(),
                    histogram == null ? hints.ofFloat() : hints.of(histogram),
                    sample.startMillis());
        }

        private boolean endsInHistogram() {
            return !samples.isEmpty() && samples.getLast().histogram() != null;
        }

        @Override
        public Labels labels() {
            return labels;
        }

        @Override
        public void read(long afterMillis, long toMillis, SampleBuffer into) {
            for (var sample : samples) {
                if (sample.millis() > afterMillis && sample.millis() <= toMillis) {
                    read(sample, into);
                }
            }
        }

        private static void read(StoredSample sample, SampleBuffer into) {
            var histogram = sample.histogram();
            long start = sample.startMillis();
            if (histogram != null) {
                into.add(sample.millis(), histogram, start);
            } else if (start == 0) {
                into.add(sample.millis(), sample.value());
            } else {
                into.add(sample.millis(), sample.value(), start);
            }
        }
    }
}
