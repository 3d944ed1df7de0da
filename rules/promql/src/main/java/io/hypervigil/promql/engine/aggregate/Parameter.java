package io.hypervigil.promql.engine.aggregate;

import io.hypervigil.promql.engine.row.Failure;
import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.Scalar;
import io.hypervigil.promql.number.Numbers;
import io.hypervigil.promql.syntax.Expr;

/**
 * The number that an aggregation is given, which may be another at each step.
 *
 * <p>Thread: confined.
 */
final class Parameter {

    private static final double MAX_COUNT = 0x1p63 - 1024;
    private static final double MIN_COUNT = -0x1p63;

    private final Frame frame;
    private final Expr expr;
    private final Scalar values;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private boolean hasNan;

    Parameter(Frame frame, Expr.Aggregation aggregation, Scalar values) {
        this.frame = frame;
        this.expr = aggregation.parameter().orElse(aggregation);
        this.values = values;
        for (int i = 0; i < frame.steps().count(); i++) {
            double value = values.at(i);
            min = Math.min(min, value);
            max = Math.max(max, value);
            hasNan |= Double.isNaN(value);
        }
    }

    double at(int step) {
        return values.at(step);
    }

    /** The number of a step as a count of series. */
    int countAt(int step) {
        return Math.clamp((long) values.at(step), 0, Integer.MAX_VALUE);
    }

    /**
     * For a count of series.
     *
     * @return whether any step wants any
     */
    boolean checkCount() {
        if (max < 1) {
            return false;
        }
        if (hasNan) {
            throw Failure.execution("Parameter value is NaN");
        }
        if (min <= MIN_COUNT) {
            throw Failure.execution("Scalar value " + Numbers.shortest(min) + " underflows int64");
        }
        if (max >= MAX_COUNT) {
            throw Failure.execution("Scalar value " + Numbers.shortest(max) + " overflows int64");
        }
        return true;
    }

    /**
     * For a share of the series.
     *
     * @return whether any step wants any
     */
    boolean checkRatio() {
        if (max == 0 && min == 0) {
            return false;
        }
        if (hasNan) {
            throw Failure.execution("Ratio value is NaN");
        }
        if (max > 1) {
            warnOfRatio(max, 1);
        }
        if (min < -1) {
            warnOfRatio(min, -1);
        }
        return true;
    }

    private void warnOfRatio(double value, int bound) {
        var text =
                "ratio value should be between -1 and 1, got "
                        + Numbers.shortest(value)
                        + ", capping to "
                        + bound;
        frame.annotations().warn(text, expr.position());
    }

    /** For a quantile. */
    void checkQuantile() {
        if (hasNan) {
            warnOfQuantile(Double.NaN);
        }
        if (max > 1) {
            warnOfQuantile(max);
        }
        if (min < 0) {
            warnOfQuantile(min);
        }
    }

    private void warnOfQuantile(double value) {
        frame.annotations()
                .warn(
                        "quantile value should be between 0 and 1, got " + Numbers.shortest(value),
                        expr.position());
    }
}
