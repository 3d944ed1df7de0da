package io.hypervigil.promql.function;

import static java.util.Objects.requireNonNull;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.histogram.FloatHistogram.ResetHint;
import io.hypervigil.promql.syntax.Expr.Extension;
import org.jspecify.annotations.Nullable;

/**
 * {@code rate}, {@code increase} and {@code delta} of native histograms where samples beyond the
 * range are there too; see {@link ExtendedRate}.
 */
final class ExtendedHistogramRate {

    private final Rate rate;
    private final Window window;
    private final FunctionContext context;
    private final long[] times;
    private final FloatHistogram[] histograms;
    private final int first;
    private final int last;

    private ExtendedHistogramRate(Rate rate, Window window, FunctionContext context) {
        this.rate = rate;
        this.window = window;
        this.context = context;
        this.times = window.samples().histogramMillis();
        this.histograms = window.samples().histograms();
        int to = window.histogramTo() - 1;
        this.first = ExtendedRate.first(window, times, window.histogramFrom(), to);
        this.last = ExtendedRate.last(window, times, window.histogramFrom(), to);
    }

    static @Nullable FloatHistogram of(Rate rate, Window window, FunctionContext context) {
        var change = new ExtendedHistogramRate(rate, window, context).change();
        if (change == null) {
            return null;
        }
        var result = rate.isPerSecond() ? change.dividedBy(window.rangeSeconds()) : change;
        return result.withHint(ResetHint.GAUGE).compact();
    }

    private @Nullable FloatHistogram change() {
        if (ExtendedRate.isBeside(window, times[first], times[last]) || !isOfOneKind()) {
            return null;
        }
        var left = left();
        var right = right();
        boolean isGauge = left.hint() == ResetHint.GAUGE && right.hint() == ResetHint.GAUGE;
        if (!rate.isCounter() && !isGauge) {
            context.remark(Remark.NOT_GAUGE);
        }
        // All are of one kind: there is a sum and a difference.
        var change = requireNonNull(HistogramChange.minus(right, left, context));
        var lost = rate.isCounter() ? lost(left, right) : null;
        return lost == null ? change : HistogramChange.plus(change, lost, context);
    }

    private boolean isOfOneKind() {
        for (int i = first; i <= last; i++) {
            if (histograms[i].hasCustomBuckets() != histograms[first].hasCustomBuckets()) {
                context.remark(Remark.MIXED_BUCKETS);
                return false;
            }
            if (rate.isCounter() && histograms[i].hint() == ResetHint.GAUGE) {
                context.remark(Remark.NOT_COUNTER);
            }
        }
        return true;
    }

    private boolean isLeftBetween() {
        return window.extension() == Extension.SMOOTHED && times[first] < window.startMillis();
    }

    private FloatHistogram left() {
        return isLeftBetween() ? between(first, window.startMillis()) : histograms[first];
    }

    private FloatHistogram right() {
        boolean isBetween =
                window.extension() == Extension.SMOOTHED
                        && last > window.histogramFrom()
                        && times[last] > window.endMillis();
        return isBetween ? between(last - 1, window.endMillis()) : histograms[last];
    }

    private FloatHistogram between(int before, long millis) {
        return requireNonNull(
                HistogramChange.between(
                        window.samples(), before, millis, rate.isCounter(), context));
    }

    /** What a counter had counted each time before it began anew. */
    private @Nullable FloatHistogram lost(FloatHistogram left, FloatHistogram right) {
        int from = first + 1;
        var before = left;
        if (isLeftBetween() && histograms[from].isResetSince(histograms[first])) {
            // The line through the left edge has begun at zero for this one already.
            before = histograms[from++];
        }
        // The last sample is represented by the right edge, and its hint must not count twice.
        if (from > last) {
            return null;
        }
        FloatHistogram lost = null;
        for (int i = from; i < last; i++) {
            lost = histograms[i].isResetSince(before) ? sum(lost, before) : lost;
            before = histograms[i];
        }
        return right.isResetSince(before) ? sum(lost, before) : lost;
    }

    private FloatHistogram sum(@Nullable FloatHistogram sum, FloatHistogram more) {
        return sum == null ? more : requireNonNull(HistogramChange.plus(sum, more, context));
    }
}
