package io.hypervigil.promql.function;

import io.hypervigil.promql.histogram.FloatHistogram.ResetHint;
import io.hypervigil.promql.value.Absent;

/**
 * The value of a {@code smoothed} instant selector: on the line from the last sample before a time
 * to the first behind it, or the last one where there is none behind.
 */
final class SmoothedSample {

    private SmoothedSample() {}

    static double apply(Window window, FunctionContext context) {
        if (window.histogramCount() == 0) {
            return ofFloats(window);
        }
        return window.floatCount() > 0
                ? context.refuse(Remark.MIXED_SAMPLES)
                : ofHistograms(window, context);
    }

    private static double ofFloats(Window window) {
        var samples = window.samples();
        long time = window.endMillis();
        int behind =
                Window.firstAfter(
                        samples.floatMillis(), window.floatFrom(), window.floatTo(), time);
        if (behind == window.floatFrom()) {
            return Absent.VALUE;
        }
        int before = behind - 1;
        return behind == window.floatTo() || samples.floatMillis()[before] == time
                ? samples.floats()[before]
                : ExtendedRate.between(samples, before, time, false);
    }

    private static double ofHistograms(Window window, FunctionContext context) {
        var samples = window.samples();
        long time = window.endMillis();
        int behind =
                Window.firstAfter(
                        samples.histogramMillis(),
                        window.histogramFrom(),
                        window.histogramTo(),
                        time);
        if (behind == window.histogramFrom()) {
            return Absent.VALUE;
        }
        int before = behind - 1;
        var last = samples.histograms()[before];
        if (behind == window.histogramTo()) {
            return context.give(last);
        }
        boolean isCounter = last.hint() != ResetHint.GAUGE;
        var smoothed = HistogramChange.between(samples, before, time, isCounter, context);
        return smoothed == null ? Absent.VALUE : context.give(smoothed);
    }
}
