package io.hypervigil.promql.engine.call;

import io.hypervigil.promql.engine.row.Scalar;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.number.Numbers;
import org.jspecify.annotations.Nullable;

/** What is wanted of histograms. */
sealed interface HistogramStatistic {

    /**
     * A value that so large a part of the observations is not above.
     *
     * @param label the label that the result tells the quantile by
     */
    record OfQuantile(Scalar quantile, @Nullable String label) implements HistogramStatistic {}

    /** The part of the observations between two values. */
    record OfFraction(Scalar lower, Scalar upper) implements HistogramStatistic {}

    /** The labels of its result at a step. */
    default Labels labels(Labels histogram, int step) {
        return switch (this) {
            case OfFraction _ -> histogram;
            case OfQuantile quantile ->
                    quantile.label == null
                            ? histogram
                            : histogram.with(quantile.label, text(quantile.quantile.at(step)));
        };
    }

    /** As OpenMetrics writes numbers: with a fraction, always. */
    private static String text(double value) {
        var text = Numbers.shortest(value);
        boolean isWhole = text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-');
        return isWhole ? text + ".0" : text;
    }
}
