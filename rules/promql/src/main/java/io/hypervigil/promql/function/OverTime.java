package io.hypervigil.promql.function;

import io.hypervigil.promql.value.Absent;

/** The functions that look at all samples of a range alike, and what they make of histograms. */
final class OverTime {

    /** A number made of all floats of a range; one at least. */
    @FunctionalInterface
    interface OfFloats {
        double apply(Window window);
    }

    private OverTime() {}

    /** A function that leaves histograms out, and says so where there are floats beside them. */
    static RangeFunction ofFloats(OfFloats function) {
        return (window, context) -> {
            if (window.floatCount() == 0) {
                return Absent.VALUE;
            }
            if (window.histogramCount() > 0) {
                context.remark(Remark.IGNORED_HISTOGRAMS);
            }
            return function.apply(window);
        };
    }

    /** A function of either floats or histograms, but not of both. */
    static RangeFunction ofEither(OfFloats ofFloats, RangeFunction ofHistograms) {
        return (window, context) -> {
            if (window.histogramCount() == 0) {
                return ofFloats.apply(window);
            }
            return window.floatCount() > 0
                    ? context.refuse(Remark.MIXED_SAMPLES)
                    : ofHistograms.apply(window, context);
        };
    }

    static double count(Window window, FunctionContext context) {
        return window.floatCount() + window.histogramCount();
    }

    static double present(Window window, FunctionContext context) {
        return 1;
    }

    static double first(Window window, FunctionContext context) {
        var samples = window.samples();
        int f = window.floatFrom();
        int h = window.histogramFrom();
        boolean isFloat =
                window.histogramCount() == 0
                        || (window.floatCount() > 0
                                && samples.floatMillis()[f] < samples.histogramMillis()[h]);
        return isFloat ? samples.floats()[f] : context.give(samples.histograms()[h]);
    }

    static double last(Window window, FunctionContext context) {
        var samples = window.samples();
        int f = window.floatTo() - 1;
        int h = window.histogramTo() - 1;
        boolean isFloat =
                window.histogramCount() == 0
                        || (window.floatCount() > 0
                                && samples.floatMillis()[f] > samples.histogramMillis()[h]);
        return isFloat ? samples.floats()[f] : context.give(samples.histograms()[h]);
    }

    static double timeOfFirst(Window window, FunctionContext context) {
        var samples = window.samples();
        long first = Long.MAX_VALUE;
        if (window.floatCount() > 0) {
            first = samples.floatMillis()[window.floatFrom()];
        }
        if (window.histogramCount() > 0) {
            first = Math.min(first, samples.histogramMillis()[window.histogramFrom()]);
        }
        return first / 1000.0;
    }

    static double timeOfLast(Window window, FunctionContext context) {
        var samples = window.samples();
        long last = Long.MIN_VALUE;
        if (window.floatCount() > 0) {
            last = samples.floatMillis()[window.floatTo() - 1];
        }
        if (window.histogramCount() > 0) {
            last = Math.max(last, samples.histogramMillis()[window.histogramTo() - 1]);
        }
        return last / 1000.0;
    }
}
