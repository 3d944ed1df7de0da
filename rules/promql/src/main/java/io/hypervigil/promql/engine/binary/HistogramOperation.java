package io.hypervigil.promql.engine.binary;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.histogram.FloatHistogram.ResetHint;
import io.hypervigil.promql.histogram.HistogramNotes;
import io.hypervigil.promql.histogram.HistogramNotes.Note;
import io.hypervigil.promql.syntax.BinaryOperator;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.value.Annotations;
import io.hypervigil.promql.value.PositionRange;
import org.jspecify.annotations.Nullable;

/** What the operators do with native histograms. */
final class HistogramOperation {

    private final BinaryOperator operator;
    private final PositionRange position;
    private final Annotations annotations;
    private final HistogramNotes notes = new HistogramNotes();

    /** Whether the reason that there is no result has been told. */
    private boolean isLayoutKnown;

    HistogramOperation(Expr.Binary expr, Annotations annotations) {
        this.operator = expr.operator();
        this.position = expr.position();
        this.annotations = annotations;
    }

    /** Notes that the types do not go together. */
    void reject(boolean isLeftHistogram, boolean isRightHistogram) {
        annotations.info(
                "incompatible sample types encountered for binary operator \""
                        + operator.symbol()
                        + "\": "
                        + (isLeftHistogram ? "histogram " : "float ")
                        + operator.symbol()
                        + (isRightHistogram ? " histogram" : " float"),
                position);
    }

    /** Calculates with at least one histogram, or trims; null where that cannot be done. */
    @Nullable FloatHistogram apply(
            double left,
            @Nullable FloatHistogram leftHistogram,
            double right,
            @Nullable FloatHistogram rightHistogram) {
        var result =
                leftHistogram == null
                        ? ofRight(left, rightHistogram)
                        : ofLeft(leftHistogram, right, rightHistogram);
        if (result == null && !isLayoutKnown) {
            reject(leftHistogram != null, rightHistogram != null);
        }
        isLayoutKnown = false;
        return result;
    }

    private @Nullable FloatHistogram ofRight(double left, @Nullable FloatHistogram right) {
        return right != null && operator == BinaryOperator.MULTIPLY
                ? right.times(left).compact()
                : null;
    }

    private @Nullable FloatHistogram ofLeft(
            FloatHistogram left, double right, @Nullable FloatHistogram rightHistogram) {
        if (rightHistogram != null) {
            return ofBoth(left, rightHistogram);
        }
        return switch (operator) {
            case MULTIPLY -> left.times(right).compact();
            case DIVIDE -> left.dividedBy(right).compact();
            case TRIM_UPPER -> left.keepingBelow(right);
            case TRIM_LOWER -> left.keepingAbove(right);
            default -> null;
        };
    }

    private @Nullable FloatHistogram ofBoth(FloatHistogram left, FloatHistogram right) {
        if (operator != BinaryOperator.ADD && operator != BinaryOperator.SUBTRACT) {
            return null;
        }
        notes.clear();
        boolean isSum = operator == BinaryOperator.ADD;
        var result = isSum ? left.plus(right, notes) : left.minus(right, notes);
        var name = isSum ? "addition" : "subtraction";
        if (result == null) {
            isLayoutKnown = true;
            annotations.warn(
                    "incompatible bucket layout encountered for binary operator "
                            + operator.symbol(),
                    position);
            return null;
        }
        if (notes.has(Note.COUNTER_RESET_COLLISION)) {
            annotations.warn("conflicting counter resets during histogram " + name, position);
        }
        if (notes.has(Note.BOUNDS_RECONCILED)) {
            annotations.info("mismatched custom buckets were reconciled during " + name, position);
        }
        return (isSum ? result : result.withHint(ResetHint.GAUGE)).compact();
    }
}
