package io.hypervigil.promql.function;

import io.hypervigil.promql.number.Numbers;
import io.hypervigil.promql.value.Absent;

/** {@code quantile_over_time} and {@code mad_over_time}. */
final class Quantiles {

    private Quantiles() {}

    static double quantile(Window window, FunctionContext context) {
        if (window.floatCount() == 0) {
            return Absent.VALUE;
        }
        double quantile = context.number(0);
        if (!(quantile >= 0 && quantile <= 1)) {
            context.annotations()
                    .warn(
                            "quantile value should be between 0 and 1, got "
                                    + Numbers.shortest(quantile),
                            context.position(0));
        }
        if (window.histogramCount() > 0) {
            context.remark(Remark.IGNORED_HISTOGRAMS);
        }
        return window.sortedFloats().quantile(quantile, window);
    }

    /** The median of the distances from the median; NaN where a float is. */
    static double medianDeviation(Window window) {
        int count = window.floatCount();
        var values = new double[count];
        System.arraycopy(window.samples().floats(), window.floatFrom(), values, 0, count);
        for (double value : values) {
            if (Double.isNaN(value)) {
                return Double.NaN;
            }
        }
        double median = Quantile.of(0.5, values, count);
        for (int i = 0; i < count; i++) {
            values[i] = Math.abs(values[i] - median);
        }
        return Quantile.of(0.5, values, count);
    }
}
