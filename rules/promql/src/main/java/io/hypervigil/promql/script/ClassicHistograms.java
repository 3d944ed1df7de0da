package io.hypervigil.promql.script;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.histogram.FloatHistogram.ResetHint;
import io.hypervigil.promql.histogram.FloatHistogram.Span;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.number.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ObjDoubleConsumer;

/** Makes native histograms with custom buckets of the series of classic ones. */
final class ClassicHistograms {

    private static final String BUCKET = "_bucket";
    private static final String COUNT = "_count";
    private static final String SUM = "_sum";

    /** What is known of one histogram at one time; counts of buckets are cumulative. */
    private static final class Parts {
        private final SortedMap<Double, Double> buckets = new TreeMap<>();
        private double count = Double.NaN;
        private double sum;
    }

    private final SortedMap<Labels, SortedMap<Long, Parts>> found = new TreeMap<>();

    private ClassicHistograms() {}

    static Map<Labels, List<StoredSample>> convert(Map<Labels, List<StoredSample>> series) {
        var histograms = new ClassicHistograms();
        series.forEach(histograms::collect);
        var converted = new TreeMap<Labels, List<StoredSample>>();
        histograms.found.forEach((labels, parts) -> converted.put(labels, samples(parts)));
        return converted;
    }

    private void collect(Labels labels, List<StoredSample> samples) {
        var name = labels.metricName();
        if (name.endsWith(BUCKET)) {
            double bound = bound(labels.get(Labels.BUCKET));
            if (!Double.isNaN(bound)) {
                collect(labels, BUCKET, samples, (parts, value) -> parts.buckets.put(bound, value));
            }
        } else if (name.endsWith(COUNT)) {
            collect(labels, COUNT, samples, (parts, value) -> parts.count = value);
        } else if (name.endsWith(SUM)) {
            collect(labels, SUM, samples, (parts, value) -> parts.sum = value);
        }
    }

    private static double bound(String text) {
        try {
            return Numbers.parse(text);
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    private void collect(
            Labels labels,
            String suffix,
            List<StoredSample> samples,
            ObjDoubleConsumer<Parts> setter) {
        var name = labels.metricName();
        var base =
                labels.without(Labels.BUCKET)
                        .with(Labels.NAME, name.substring(0, name.length() - suffix.length()));
        var times = found.computeIfAbsent(base, _ -> new TreeMap<>());
        for (var sample : samples) {
            if (sample.histogram() == null) {
                setter.accept(
                        times.computeIfAbsent(sample.millis(), _ -> new Parts()), sample.value());
            }
        }
    }

    private static List<StoredSample> samples(SortedMap<Long, Parts> times) {
        var samples = new ArrayList<StoredSample>();
        times.forEach(
                (millis, parts) -> samples.add(new StoredSample(millis, 0, histogram(parts), 0)));
        return samples;
    }

    private static FloatHistogram histogram(Parts parts) {
        var cumulative = new TreeMap<>(parts.buckets);
        double highest = cumulative.isEmpty() ? 0 : cumulative.lastEntry().getValue();
        double count = Double.isNaN(parts.count) ? highest : parts.count;
        cumulative.putIfAbsent(Double.POSITIVE_INFINITY, count);
        var buckets = new TreeMap<Integer, Double>();
        double before = 0;
        int index = 0;
        for (var bucket : cumulative.values()) {
            if (bucket - before != 0) {
                buckets.put(index, bucket - before);
            }
            before = bucket;
            index++;
        }
        return new FloatHistogram(
                ResetHint.UNKNOWN,
                FloatHistogram.CUSTOM_BUCKETS_SCHEMA,
                0,
                0,
                count,
                parts.sum,
                Buckets.spans(buckets.keySet()),
                Buckets.counts(buckets.values()),
                new Span[0],
                new double[0],
                Buckets.counts(cumulative.headMap(Double.POSITIVE_INFINITY).keySet()));
    }
}
