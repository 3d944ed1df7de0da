package io.hypervigil.promql.function;

import io.hypervigil.promql.syntax.Expr.Extension;
import io.hypervigil.promql.value.Absent;

/**
 * {@code rate}, {@code increase} and {@code delta}: how much a series changed in the range.
 *
 * @param isCounter whether what looks like a decrease is a new beginning
 * @param isPerSecond whether the change is divided by the length of the range
 */
record Rate(boolean isCounter, boolean isPerSecond) implements RangeFunction {

    @Override
    public double apply(Window window, FunctionContext context) {
        if (window.histogramCount() > 0) {
            return window.floatCount() > 0
                    ? context.refuse(Remark.MIXED_SAMPLES)
                    : HistogramRate.apply(this, window, context);
        }
        double change =
                window.extension() == Extension.NONE
                        ? ofFloats(window, context)
                        : ExtendedRate.apply(this, window);
        if (isCounter && !Absent.is(change)) {
            context.checkCounterName();
        }
        return change;
    }

    private double ofFloats(Window window, FunctionContext context) {
        var samples = window.samples();
        if (isCounter && context.usesStartTimestamps() && samples.hasFloatStarts()) {
            return ofStartedFloats(window, context);
        }
        var values = samples.floats();
        int first = window.floatFrom();
        int last = window.floatTo() - 1;
        if (first == last) {
            return Absent.VALUE;
        }
        double change = values[last] - values[first];
        if (isCounter && window.hasDecrease()) {
            change = withoutDecreases(change, values, first, last);
        }
        return extrapolate(change, window);
    }

    private static double withoutDecreases(double change, double[] values, int first, int last) {
        double total = change;
        for (int i = first; i < last; i++) {
            if (values[i + 1] < values[i]) {
                total += values[i];
            }
        }
        return total;
    }

    private double extrapolate(double change, Window window) {
        var samples = window.samples();
        int first = window.floatFrom();
        double zeroDistance =
                isCounter
                        ? Extrapolation.zeroDistance(samples.floats()[first], change)
                        : Double.POSITIVE_INFINITY;
        double factor =
                Extrapolation.factor(
                        window, samples.floatMillis(), first, window.floatTo() - 1, zeroDistance);
        return change * scale(factor, window);
    }

    /** Of a counter that tells when it began; that alone may say that it began anew. */
    private double ofStartedFloats(Window window, FunctionContext context) {
        var samples = window.samples();
        var values = samples.floats();
        int first = window.floatFrom();
        int last = window.floatTo() - 1;
        double change = values[last] - values[first];
        for (int i = first; i < last; i++) {
            if (StartTimes.isFloatOverlap(samples, i)) {
                context.remark(Remark.OVERLAPPING_START);
            }
            if (values[i + 1] < values[i] || StartTimes.isFloatReset(samples, i)) {
                change += values[i];
            }
        }
        long start = samples.floatStartMillis(first);
        if (StartTimes.isWithin(window, start, samples.floatMillis()[first])) {
            double factor = Extrapolation.factor(window, samples.floatMillis(), first, last, start);
            return (change + values[first]) * scale(factor, window);
        }
        return first == last ? Absent.VALUE : extrapolate(change, window);
    }

    /** Turns a factor of the change into one of the result. */
    double scale(double factor, Window window) {
        return isPerSecond ? factor / window.rangeSeconds() : factor;
    }
}
