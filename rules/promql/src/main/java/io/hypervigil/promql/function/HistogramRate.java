package io.hypervigil.promql.function;

import static java.util.Objects.requireNonNull;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.histogram.FloatHistogram.ResetHint;
import io.hypervigil.promql.histogram.FloatHistogram.Span;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.syntax.Expr.Extension;
import io.hypervigil.promql.value.Absent;
import org.jspecify.annotations.Nullable;

/** {@code rate}, {@code increase} and {@code delta} of native histograms. */
final class HistogramRate {

    private static final Span[] NO_SPANS = {};
    private static final double[] NO_BUCKETS = {};

    private final Rate rate;
    private final Window window;
    private final FunctionContext context;
    private final SampleBuffer samples;
    private final FloatHistogram[] histograms;
    private final int first;
    private final int last;
    private final boolean hasStarts;

    private HistogramRate(Rate rate, Window window, FunctionContext context) {
        this.rate = rate;
        this.window = window;
        this.context = context;
        this.samples = window.samples();
        this.histograms = samples.histograms();
        this.first = window.histogramFrom();
        this.last = window.histogramTo() - 1;
        this.hasStarts =
                rate.isCounter() && context.usesStartTimestamps() && samples.hasHistogramStarts();
    }

    /** Of a window with histograms only. */
    static double apply(Rate rate, Window window, FunctionContext context) {
        var result =
                window.extension() == Extension.NONE
                        ? new HistogramRate(rate, window, context).result()
                        : ExtendedHistogramRate.of(rate, window, context);
        return result == null ? Absent.VALUE : context.give(result);
    }

    private @Nullable FloatHistogram result() {
        long start = hasStarts ? samples.histogramStartMillis(first) : 0;
        if (StartTimes.isWithin(window, start, samples.histogramMillis()[first])) {
            return sinceStart(start);
        }
        var change = first == last ? null : change();
        if (change == null) {
            return null;
        }
        double zeroDistance =
                rate.isCounter()
                        ? Extrapolation.zeroDistance(histograms[first].count(), change.count())
                        : Double.POSITIVE_INFINITY;
        double factor =
                Extrapolation.factor(window, samples.histogramMillis(), first, last, zeroDistance);
        return change.times(rate.scale(factor, window));
    }

    /** Of a counter that began within the range: the first sample has all been counted there. */
    private @Nullable FloatHistogram sinceStart(long start) {
        var change = histograms[first];
        if (first < last) {
            var later = change();
            change = later == null ? null : HistogramChange.plus(later, change, context);
        }
        double factor = Extrapolation.factor(window, samples.histogramMillis(), first, last, start);
        return change == null ? null : change.times(rate.scale(factor, window));
    }

    /** From the first sample to the last. */
    private @Nullable FloatHistogram change() {
        var change = rate.isCounter() ? counterChange() : gaugeChange();
        return change == null ? null : change.withHint(ResetHint.GAUGE).compact();
    }

    private @Nullable FloatHistogram gaugeChange() {
        var from = histograms[first];
        var to = histograms[last];
        if (from.hasCustomBuckets() != to.hasCustomBuckets()) {
            context.remark(Remark.MIXED_BUCKETS);
            return null;
        }
        if (from.hint() != ResetHint.GAUGE || to.hint() != ResetHint.GAUGE) {
            context.remark(Remark.NOT_GAUGE);
        }
        int schema = Math.min(from.schema(), to.schema());
        return HistogramChange.minus(to.reducedTo(schema), from, context);
    }

    private @Nullable FloatHistogram counterChange() {
        var from = histograms[first];
        if (isReset(first + 1, from)) {
            // What it was like is no matter then, and its buckets may be of another kind.
            from = emptyLike(histograms[first + 1]);
        }
        int schema = from.schema();
        boolean isGauge = histograms[first].hint() == ResetHint.GAUGE;
        for (int i = first + 1; i <= last; i++) {
            if (histograms[i].hasCustomBuckets() != from.hasCustomBuckets()) {
                context.remark(Remark.MIXED_BUCKETS);
                return null;
            }
            schema = Math.min(schema, histograms[i].schema());
            isGauge |= histograms[i].hint() == ResetHint.GAUGE;
        }
        if (isGauge) {
            context.remark(Remark.NOT_COUNTER);
        }
        var change = HistogramChange.minus(histograms[last].reducedTo(schema), from, context);
        return withoutResets(requireNonNull(change), from);
    }

    private FloatHistogram withoutResets(FloatHistogram change, FloatHistogram from) {
        var total = change;
        var previous = from;
        for (int i = first + 1; i <= last; i++) {
            if (hasStarts && StartTimes.isHistogramOverlap(samples, i - 1)) {
                context.remark(Remark.OVERLAPPING_START);
            }
            if (isReset(i, previous)) {
                total = requireNonNull(HistogramChange.plus(total, previous, context));
            }
            previous = histograms[i];
        }
        return total;
    }

    private boolean isReset(int index, FloatHistogram previous) {
        return (hasStarts && StartTimes.isHistogramReset(samples, index - 1))
                || histograms[index].isResetSince(previous);
    }

    private static FloatHistogram emptyLike(FloatHistogram other) {
        return new FloatHistogram(
                ResetHint.UNKNOWN,
                other.schema(),
                0,
                0,
                0,
                0,
                NO_SPANS,
                NO_BUCKETS,
                NO_SPANS,
                NO_BUCKETS,
                other.customBounds());
    }
}
