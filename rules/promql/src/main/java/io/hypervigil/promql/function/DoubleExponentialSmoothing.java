package io.hypervigil.promql.function;

import io.hypervigil.promql.value.Absent;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * {@code double_exponential_smoothing}, after Holt: a level that follows the samples by the factor
 * of the second argument, and a trend that follows the level by that of the third.
 */
final class DoubleExponentialSmoothing {

    private DoubleExponentialSmoothing() {}

    static double apply(Window window, FunctionContext context) {
        double levelFactor = checked("smoothing", context.number(1));
        double trendFactor = checked("trend", context.number(2));
        if (window.floatCount() > 0 && window.histogramCount() > 0) {
            context.remark(Remark.IGNORED_HISTOGRAMS);
        }
        if (window.floatCount() < 2) {
            return Absent.VALUE;
        }
        return smooth(window, levelFactor, trendFactor);
    }

    private static double smooth(Window window, double levelFactor, double trendFactor) {
        var values = window.samples().floats();
        int first = window.floatFrom();
        double before = 0;
        double level = values[first];
        double trend = values[first + 1] - values[first];
        for (int i = first + 1; i < window.floatTo(); i++) {
            if (i > first + 1) {
                trend = trendFactor * (level - before) + (1 - trendFactor) * trend;
            }
            before = level;
            level = levelFactor * values[i] + (1 - levelFactor) * (level + trend);
        }
        return level;
    }

    private static double checked(String name, double factor) {
        if (factor <= 0 || factor >= 1) {
            var given =
                    Double.isInfinite(factor)
                            ? (factor > 0 ? "+Inf" : "-Inf")
                            : new BigDecimal(factor)
                                    .setScale(6, RoundingMode.HALF_EVEN)
                                    .toPlainString();
            throw new FunctionException(
                    "invalid "
                            + name
                            + " factor. Expected: 0 < "
                            + name.charAt(0)
                            + "f < 1, got: "
                            + given);
        }
        return factor;
    }
}
