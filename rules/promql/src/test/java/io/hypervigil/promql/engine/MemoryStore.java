package io.hypervigil.promql.engine;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.storage.Queryable;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.storage.StoredSeries;
import io.hypervigil.promql.value.Absent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The simplest store there can be: all series in a map, all samples in arrays. */
final class MemoryStore implements Queryable {

    /** A sample left out. */
    static final double NONE = Absent.VALUE;

    private static final class Series implements StoredSeries {
        private final Labels labels;
        private final long stepMillis;
        private final double[] values;

        private Series(Labels labels, long stepMillis, double[] values) {
            this.labels = labels;
            this.stepMillis = stepMillis;
            this.values = values;
        }

        @Override
        public Labels labels() {
            return labels;
        }

        @Override
        public void read(long afterMillis, long toMillis, SampleBuffer into) {
            for (int i = 0; i < values.length; i++) {
                long millis = i * stepMillis;
                if (millis > afterMillis && millis <= toMillis && !Absent.is(values[i])) {
                    into.add(millis, values[i]);
                }
            }
        }
    }

    private final Map<Labels, Series> series = new TreeMap<>();

    /** Adds a series with samples at 0, one step, two steps ... */
    MemoryStore add(Labels labels, long stepMillis, double... values) {
        series.put(labels, new Series(labels, stepMillis, values));
        return this;
    }

    @Override
    public List<? extends StoredSeries> select(
            List<Matcher> matchers, long fromMillis, long toMillis) {
        var found = new ArrayList<Series>();
        for (var candidate : series.values()) {
            if (fulfils(candidate.labels, matchers)) {
                found.add(candidate);
            }
        }
        return found;
    }

    private static boolean fulfils(Labels labels, List<Matcher> matchers) {
        return matchers.stream().allMatch(matcher -> matcher.matches(labels));
    }
}
