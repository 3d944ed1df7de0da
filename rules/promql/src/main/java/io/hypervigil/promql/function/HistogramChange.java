package io.hypervigil.promql.function;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.histogram.HistogramNotes;
import io.hypervigil.promql.histogram.HistogramNotes.Note;
import io.hypervigil.promql.storage.SampleBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How histograms of one series differ, with a remark on what stands in the way. What they say of
 * counter resets is left alone: who asks for a change has looked at that already.
 */
final class HistogramChange {

    private HistogramChange() {}

    /** The sum, null for exponential and custom buckets. */
    static @Nullable FloatHistogram plus(
            FloatHistogram one, FloatHistogram other, FunctionContext context) {
        var notes = new HistogramNotes();
        return remarked(one.plus(other, notes), notes, Remark.RECONCILED_ADDITION, context);
    }

    /** The difference, null for exponential and custom buckets. */
    static @Nullable FloatHistogram minus(
            FloatHistogram one, FloatHistogram other, FunctionContext context) {
        var notes = new HistogramNotes();
        return remarked(one.minus(other, notes), notes, Remark.RECONCILED_SUBTRACTION, context);
    }

    private static @Nullable FloatHistogram remarked(
            @Nullable FloatHistogram result,
            HistogramNotes notes,
            Remark ifReconciled,
            FunctionContext context) {
        if (result == null) {
            context.remark(Remark.MIXED_BUCKETS);
        } else if (notes.has(Note.BOUNDS_RECONCILED)) {
            context.remark(ifReconciled);
        }
        return result;
    }

    /**
     * The histogram at a time on the line from a sample to the next, null for exponential and
     * custom buckets. A counter that began anew in between is taken to have begun at zero.
     */
    static @Nullable FloatHistogram between(
            SampleBuffer samples,
            int before,
            long millis,
            boolean isCounter,
            FunctionContext context) {
        var times = samples.histogramMillis();
        var from = samples.histograms()[before];
        var to = samples.histograms()[before + 1];
        double part =
                (double) (millis - times[before]) / (double) (times[before + 1] - times[before]);
        if (part == 0 || part == 1) {
            return part == 0 ? from : to;
        }
        if (from.hasCustomBuckets() != to.hasCustomBuckets()) {
            context.remark(Remark.MIXED_BUCKETS);
            return null;
        }
        if (isCounter && to.isResetSince(from)) {
            return to.times(part);
        }
        var change = minus(to, from, context);
        return change == null ? null : plus(change.times(part), from, context);
    }
}
