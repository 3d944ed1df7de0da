package io.hypervigil.promql.function;

import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.syntax.Expr.Extension;
import io.hypervigil.promql.value.Absent;

/**
 * {@code resets} and {@code changes}: how many samples differ, in their way, from the one before.
 * From a float to a histogram and back always counts.
 */
abstract sealed class Transitions implements RangeFunction permits Resets, Changes {

    /** Whether a float differs from the next one. */
    abstract boolean isFloatTransition(SampleBuffer samples, int before, FunctionContext context);

    /** Whether a histogram differs from the next one. */
    abstract boolean isHistogramTransition(
            SampleBuffer samples, int before, FunctionContext context);

    @Override
    public final double apply(Window window, FunctionContext context) {
        return window.extension() == Extension.ANCHORED
                ? anchored(window, context)
                : count(window, window.floatFrom(), window.histogramFrom(), context);
    }

    /** Begins with the last sample that is not within the range yet, of whichever kind. */
    private double anchored(Window window, FunctionContext context) {
        var floatMillis = window.samples().floatMillis();
        var histogramMillis = window.samples().histogramMillis();
        long start = window.startMillis();
        int f = Window.firstAfter(floatMillis, window.floatFrom(), window.floatTo(), start);
        int h =
                Window.firstAfter(
                        histogramMillis, window.histogramFrom(), window.histogramTo(), start);
        if (f == window.floatTo() && h == window.histogramTo()) {
            return Absent.VALUE;
        }
        boolean hasFloat = f > window.floatFrom();
        boolean hasHistogram = h > window.histogramFrom();
        if (hasFloat && (!hasHistogram || floatMillis[f - 1] >= histogramMillis[h - 1])) {
            return count(window, f - 1, h, context);
        }
        return count(window, f, hasHistogram ? h - 1 : h, context);
    }

    private double count(Window window, int floatFrom, int histogramFrom, FunctionContext context) {
        if (histogramFrom == window.histogramTo()) {
            return countFloats(window, floatFrom, context);
        }
        var samples = window.samples();
        int f = floatFrom;
        int h = histogramFrom;
        int count = 0;
        boolean wasFloat = isFloatNext(window, f, h);
        while (f < window.floatTo() || h < window.histogramTo()) {
            boolean isFloat = isFloatNext(window, f, h);
            if (isFloat != wasFloat
                    || (isFloat && f > floatFrom && isFloatTransition(samples, f - 1, context))
                    || (!isFloat
                            && h > histogramFrom
                            && isHistogramTransition(samples, h - 1, context))) {
                count++;
            }
            wasFloat = isFloat;
            f += isFloat ? 1 : 0;
            h += isFloat ? 0 : 1;
        }
        return count;
    }

    private static boolean isFloatNext(Window window, int f, int h) {
        var samples = window.samples();
        return h == window.histogramTo()
                || (f < window.floatTo()
                        && samples.floatMillis()[f] < samples.histogramMillis()[h]);
    }

    private double countFloats(Window window, int from, FunctionContext context) {
        int count = 0;
        for (int i = from; i + 1 < window.floatTo(); i++) {
            count += isFloatTransition(window.samples(), i, context) ? 1 : 0;
        }
        return count;
    }
}
