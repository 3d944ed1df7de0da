package io.hypervigil.promql.script;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.histogram.FloatHistogram.ResetHint;
import io.hypervigil.promql.histogram.FloatHistogram.Span;
import io.hypervigil.promql.storage.Staleness;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Says of each histogram of a series what Prometheus' storage says of it when it is read: it keeps
 * counters and gauges in chunks, begins a new one where a counter was reset or the buckets are
 * others, and knows nothing of the first in a chunk. The suite's scripts expect what comes of that.
 *
 * <p>Thread: confined; told of the samples of one series in the order of time.
 */
public final class ResetHints {

    private @Nullable FloatHistogram last;

    /** A float ends a chunk of histograms. */
    public @Nullable FloatHistogram ofFloat() {
        last = null;
        return null;
    }

    /** The histogram with the hint that is read. */
    public FloatHistogram of(FloatHistogram histogram) {
        var before = last;
        last = histogram;
        return with(histogram, hint(histogram, before));
    }

    private static ResetHint hint(FloatHistogram histogram, @Nullable FloatHistogram before) {
        if (histogram.hint() == ResetHint.GAUGE) {
            return histogram.hint();
        }
        if (before == null || before.hint() == ResetHint.GAUGE || isMarker(before)) {
            return ResetHint.UNKNOWN;
        }
        if (isMarker(histogram)) {
            return ResetHint.NOT_RESET;
        }
        boolean beginsChunk =
                histogram.hint() == ResetHint.RESET
                        || histogram.count() < before.count()
                        || !isAlike(histogram, before)
                        || isLess(histogram, before);
        return beginsChunk ? ResetHint.UNKNOWN : ResetHint.NOT_RESET;
    }

    private static boolean isMarker(FloatHistogram histogram) {
        return Staleness.isMarker(histogram.sum());
    }

    /** Whether both fit in one chunk. */
    private static boolean isAlike(FloatHistogram histogram, FloatHistogram before) {
        return histogram.schema() == before.schema()
                && histogram.zeroThreshold() == before.zeroThreshold()
                && Arrays.equals(histogram.customBounds(), before.customBounds());
    }

    private static boolean isLess(FloatHistogram histogram, FloatHistogram before) {
        return histogram.zeroCount() < before.zeroCount()
                || isLess(
                        histogram.positiveSpans(),
                        histogram.positiveBuckets(),
                        before.positiveSpans(),
                        before.positiveBuckets())
                || isLess(
                        histogram.negativeSpans(),
                        histogram.negativeBuckets(),
                        before.negativeSpans(),
                        before.negativeBuckets());
    }

    private static boolean isLess(
            Span[] spans, double[] counts, Span[] spansBefore, double[] countsBefore) {
        var buckets = Buckets.of(spans, counts);
        return Buckets.of(spansBefore, countsBefore).entrySet().stream()
                .anyMatch(before -> buckets.getOrDefault(before.getKey(), 0.0) < before.getValue());
    }

    private static FloatHistogram with(FloatHistogram histogram, ResetHint hint) {
        return new FloatHistogram(
                hint,
                histogram.schema(),
                histogram.zeroThreshold(),
                histogram.zeroCount(),
                histogram.count(),
                histogram.sum(),
                histogram.positiveSpans(),
                histogram.positiveBuckets(),
                histogram.negativeSpans(),
                histogram.negativeBuckets(),
                histogram.customBounds());
    }
}
