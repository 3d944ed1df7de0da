package io.hypervigil.promql.script;

import io.hypervigil.promql.histogram.FloatHistogram.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** One side of a histogram as a map from the index of a bucket to its count. */
final class Buckets {

    private Buckets() {}

    /** All buckets, empty ones too. */
    static SortedMap<Integer, Double> of(Span[] spans, double[] counts) {
        var buckets = new TreeMap<Integer, Double>();
        int index = 0;
        int next = 0;
        for (var span : spans) {
            index += span.offset();
            for (int i = 0; i < span.length(); i++) {
                buckets.put(index++, counts[next++]);
            }
        }
        return buckets;
    }

    /** All that hold anything. */
    static SortedMap<Integer, Double> filled(Span[] spans, double[] counts) {
        var buckets = of(spans, counts);
        buckets.values().removeIf(count -> count == 0);
        return buckets;
    }

    /** The spans of buckets with these indices, ascending. */
    static Span[] spans(Collection<Integer> indices) {
        var spans = new ArrayList<Span>();
        int start = 0;
        int end = 0;
        int before = 0;
        for (int index : indices) {
            if (index != end && end > start) {
                spans.add(new Span(start - before, end - start));
                before = end;
            }
            start = index == end && end > start ? start : index;
            end = index + 1;
        }
        if (end > start) {
            spans.add(new Span(start - before, end - start));
        }
        return spans.toArray(Span[]::new);
    }

    static double[] counts(Collection<Double> counts) {
        return counts.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
