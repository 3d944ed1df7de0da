package io.hypervigil.promql.script;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.histogram.FloatHistogram.Span;
import java.util.SortedMap;

/** The rows of histograms that a script writes as a first one and what is added each time. */
final class HistogramSteps {

    private HistogramSteps() {}

    /**
     * One histogram and a multiple of another, which has the same buckets or finer ones.
     *
     * @param factor 1 or -1
     */
    static FloatHistogram add(FloatHistogram left, FloatHistogram right, int factor) {
        int shift = left.hasCustomBuckets() ? 0 : right.schema() - left.schema();
        var positive =
                sum(
                        Buckets.of(left.positiveSpans(), left.positiveBuckets()),
                        right.positiveSpans(),
                        right.positiveBuckets(),
                        shift,
                        factor);
        var negative =
                sum(
                        Buckets.of(left.negativeSpans(), left.negativeBuckets()),
                        right.negativeSpans(),
                        right.negativeBuckets(),
                        shift,
                        factor);
        return new FloatHistogram(
                left.hint(),
                left.schema(),
                left.zeroThreshold(),
                left.zeroCount() + factor * right.zeroCount(),
                left.count() + factor * right.count(),
                left.sum() + factor * right.sum(),
                Buckets.spans(positive.keySet()),
                Buckets.counts(positive.values()),
                Buckets.spans(negative.keySet()),
                Buckets.counts(negative.values()),
                left.customBounds());
    }

    /** Two buckets of a schema are one of the schema below it. */
    private static SortedMap<Integer, Double> sum(
            SortedMap<Integer, Double> left, Span[] spans, double[] counts, int shift, int factor) {
        Buckets.of(spans, counts)
                .forEach(
                        (index, count) -> {
                            int coarse = shift == 0 ? index : ((index - 1) >> shift) + 1;
                            left.merge(coarse, factor * count, Double::sum);
                        });
        return left;
    }
}
