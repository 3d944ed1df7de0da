package io.hypervigil.promql.engine.binary;

import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.syntax.BinaryOperator;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.value.Annotations;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does with two samples. The result is taken from here after each call, so that
 * none costs an object.
 *
 * <p>Thread: confined.
 */
final class PairOperation {

    /** How it ended. */
    enum Outcome {
        /** The types do not go together: as if the samples were not there. */
        IMPOSSIBLE,
        /** The comparison does not hold. */
        FILTERED,
        KEPT
    }

    private final BinaryOperator operator;
    private final boolean returnsBool;
    private final HistogramOperation histograms;

    private double value;
    private @Nullable FloatHistogram histogram;

    PairOperation(Expr.Binary expr, Annotations annotations) {
        this.operator = expr.operator();
        this.returnsBool = expr.returnsBool();
        this.histograms = new HistogramOperation(expr, annotations);
    }

    BinaryOperator operator() {
        return operator;
    }

    boolean returnsBool() {
        return returnsBool;
    }

    /** Of two samples; a float counts where its histogram is null. */
    Outcome apply(
            double left,
            @Nullable FloatHistogram leftHistogram,
            double right,
            @Nullable FloatHistogram rightHistogram) {
        if (leftHistogram != null || rightHistogram != null || Arithmetic.isTrim(operator)) {
            return applyHistograms(left, leftHistogram, right, rightHistogram);
        }
        histogram = null;
        if (!operator.isComparison()) {
            value = Arithmetic.calculate(operator, left, right);
            return Outcome.KEPT;
        }
        value = left;
        return compared(Arithmetic.holds(operator, left, right));
    }

    private Outcome applyHistograms(
            double left,
            @Nullable FloatHistogram leftHistogram,
            double right,
            @Nullable FloatHistogram rightHistogram) {
        if (operator.isComparison()
                && operator != BinaryOperator.EQUAL
                && operator != BinaryOperator.NOT_EQUAL) {
            histograms.reject(leftHistogram != null, rightHistogram != null);
            return Outcome.IMPOSSIBLE;
        }
        if (operator.isComparison()) {
            if (leftHistogram == null || rightHistogram == null) {
                histograms.reject(leftHistogram != null, rightHistogram != null);
                return Outcome.IMPOSSIBLE;
            }
            histogram = leftHistogram;
            boolean isEqual = leftHistogram.equals(rightHistogram);
            return compared(isEqual == (operator == BinaryOperator.EQUAL));
        }
        histogram = histograms.apply(left, leftHistogram, right, rightHistogram);
        return histogram == null ? Outcome.IMPOSSIBLE : Outcome.KEPT;
    }

    private Outcome compared(boolean holds) {
        if (returnsBool) {
            value = holds ? 1 : 0;
            histogram = null;
            return Outcome.KEPT;
        }
        return holds ? Outcome.KEPT : Outcome.FILTERED;
    }

    /** Puts the result at a step of a row. */
    void put(Row row, int step) {
        if (histogram != null) {
            row.set(step, histogram);
        } else {
            row.set(step, value);
        }
    }
}
