package io.hypervigil.promql.function;

import io.hypervigil.promql.value.Absent;

/** {@code deriv} and {@code predict_linear}: the line of least squares through the floats. */
final class LinearRegression {

    private final double slope;

    /** The value at the time that the line was asked for. */
    private final double intercept;

    private LinearRegression(double slope, double intercept) {
        this.slope = slope;
        this.intercept = intercept;
    }

    /** How fast a series changes, a second. */
    static double derivative(Window window, FunctionContext context) {
        if (isTooShort(window, context)) {
            return Absent.VALUE;
        }
        // Any time near the samples will do: the closer, the less is lost to rounding.
        long near = window.samples().floatMillis()[window.floatFrom()];
        return of(window, near).slope;
    }

    /** The value so many seconds after the step, as the second argument says. */
    static double prediction(Window window, FunctionContext context) {
        if (isTooShort(window, context)) {
            return Absent.VALUE;
        }
        var line = of(window, context.millis());
        return line.slope * context.number(1) + line.intercept;
    }

    /** Whether there is no line; says what is left out where there is something. */
    private static boolean isTooShort(Window window, FunctionContext context) {
        if (window.floatCount() > 0 && window.histogramCount() > 0) {
            context.remark(Remark.IGNORED_HISTOGRAMS);
        }
        return window.floatCount() < 2;
    }

    private static LinearRegression of(Window window, long originMillis) {
        var times = window.samples().floatMillis();
        var values = window.samples().floats();
        int from = window.floatFrom();
        int to = window.floatTo();
        if (isConstant(values, from, to)) {
            double value = values[from];
            return Double.isInfinite(value)
                    ? new LinearRegression(Double.NaN, Double.NaN)
                    : new LinearRegression(0, value);
        }
        var sumX = new KahanSum();
        var sumY = new KahanSum();
        var sumXy = new KahanSum();
        var sumXx = new KahanSum();
        for (int i = from; i < to; i++) {
            double x = (times[i] - originMillis) / 1000.0;
            sumX.add(x);
            sumY.add(values[i]);
            sumXy.add(x * values[i]);
            sumXx.add(x * x);
        }
        double n = to - from;
        double x = sumX.value();
        double y = sumY.value();
        double covariance = sumXy.value() - x * y / n;
        double variance = sumXx.value() - x * x / n;
        double slope = covariance / variance;
        return new LinearRegression(slope, y / n - slope * x / n);
    }

    private static boolean isConstant(double[] values, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (values[i] != values[from]) {
                return false;
            }
        }
        return true;
    }
}
