package io.hypervigil.promql.function;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.histogram.FloatHistogram.ResetHint;
import io.hypervigil.promql.value.Absent;

/**
 * {@code irate} and {@code idelta}: the change between the last two samples.
 *
 * @param isRate whether what looks like a decrease is a new beginning, and the change is divided by
 *     the time between the samples
 */
record InstantRate(boolean isRate) implements RangeFunction {

    @Override
    public double apply(Window window, FunctionContext context) {
        int floats = window.floatCount();
        int histograms = window.histogramCount();
        if (floats + histograms < 2) {
            return Absent.VALUE;
        }
        if (histograms == 0) {
            return ofFloats(window, context);
        }
        if (floats == 0) {
            return ofHistograms(window, context);
        }
        var floatMillis = window.samples().floatMillis();
        var histogramMillis = window.samples().histogramMillis();
        long lastFloat = floatMillis[window.floatTo() - 1];
        long lastHistogram = histogramMillis[window.histogramTo() - 1];
        if (floats > 1 && floatMillis[window.floatTo() - 2] > lastHistogram) {
            return ofFloats(window, context);
        }
        if (histograms > 1 && histogramMillis[window.histogramTo() - 2] >= lastFloat) {
            return ofHistograms(window, context);
        }
        return lastFloat == lastHistogram ? Absent.VALUE : context.refuse(Remark.MIXED_SAMPLES);
    }

    private double ofFloats(Window window, FunctionContext context) {
        var samples = window.samples();
        var times = samples.floatMillis();
        int last = window.floatTo() - 1;
        double to = samples.floats()[last];
        double from = samples.floats()[last - 1];
        boolean isReset =
                isRate
                        && (to < from
                                || (context.usesStartTimestamps()
                                        && StartTimes.isFloatReset(samples, last - 1)));
        double change = isReset ? to : to - from;
        return isRate ? change / ((times[last] - times[last - 1]) / 1000.0) : change;
    }

    private double ofHistograms(Window window, FunctionContext context) {
        var samples = window.samples();
        int last = window.histogramTo() - 1;
        var to = samples.histograms()[last];
        var from = samples.histograms()[last - 1];
        int gauges = isGauge(from) + isGauge(to);
        if (isRate && gauges > 0) {
            context.remark(Remark.NOT_COUNTER);
        }
        if (!isRate && gauges < 2) {
            context.remark(Remark.NOT_GAUGE);
        }
        boolean isReset =
                isRate
                        && ((context.usesStartTimestamps()
                                        && StartTimes.isHistogramReset(samples, last - 1))
                                || to.isResetSince(from));
        var change = isReset ? to : HistogramChange.minus(to, from, context);
        if (change == null) {
            return Absent.VALUE;
        }
        var gauge = change.withHint(ResetHint.GAUGE).compact();
        var times = samples.histogramMillis();
        double seconds = (times[last] - times[last - 1]) / 1000.0;
        return context.give(isRate ? gauge.dividedBy(seconds) : gauge);
    }

    private static int isGauge(FloatHistogram histogram) {
        return histogram.hint() == ResetHint.GAUGE ? 1 : 0;
    }
}
