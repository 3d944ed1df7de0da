package io.hypervigil.promql.engine.binary;

import io.hypervigil.promql.engine.binary.PairOperation.Outcome;
import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.NameRemoval;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.engine.row.Scalar;
import io.hypervigil.promql.syntax.BinaryOperator;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.value.Absent;
import org.jspecify.annotations.Nullable;

/** An operator between a vector and a number; comparisons keep the vector's value. */
public final class VectorScalar implements RowSource {

    private final Frame frame;
    private final RowSource vector;
    private final Scalar scalar;
    private final boolean isScalarLeft;
    private final BinaryOperator operator;
    private final PairOperation operation;
    private final boolean removesName;
    private final NameRemoval nameRemoval;

    public VectorScalar(
            Frame frame, Expr.Binary expr, RowSource vector, Scalar scalar, boolean isScalarLeft) {
        this.frame = frame;
        this.vector = vector;
        this.scalar = scalar;
        this.isScalarLeft = isScalarLeft;
        this.operator = expr.operator();
        this.operation = new PairOperation(expr, frame.annotations());
        this.removesName = Arithmetic.makesOtherMetric(operator) || expr.returnsBool();
        this.nameRemoval = new NameRemoval(frame, vector);
    }

    @Override
    public @Nullable Row next() {
        for (var row = vector.next(); row != null; row = vector.next()) {
            frame.meter().spend(frame.steps().count());
            if (row.hasHistograms() || Arithmetic.isTrim(operator)) {
                applyAny(row);
            } else {
                applyFloats(row.values());
            }
            if (row.isEmpty()) {
                frame.giveBack(row);
                continue;
            }
            if (removesName) {
                nameRemoval.apply(row);
            }
            return row;
        }
        return null;
    }

    private void applyFloats(double[] values) {
        int count = frame.steps().count();
        for (int i = 0; i < count; i++) {
            double value = values[i];
            if (Absent.is(value)) {
                continue;
            }
            double left = isScalarLeft ? scalar.at(i) : value;
            double right = isScalarLeft ? value : scalar.at(i);
            if (!operator.isComparison()) {
                values[i] = Arithmetic.calculate(operator, left, right);
            } else if (operation.returnsBool()) {
                values[i] = Arithmetic.holds(operator, left, right) ? 1 : 0;
            } else if (!Arithmetic.holds(operator, left, right)) {
                values[i] = Absent.VALUE;
            }
        }
    }

    private void applyAny(Row row) {
        for (int i = 0; i < frame.steps().count(); i++) {
            if (!row.isAt(i)) {
                continue;
            }
            var histogram = row.histogram(i);
            double value = row.values()[i];
            var outcome =
                    isScalarLeft
                            ? operation.apply(scalar.at(i), null, value, histogram)
                            : operation.apply(value, histogram, scalar.at(i), null);
            boolean isKeptAsIs =
                    outcome == Outcome.KEPT && operator.isComparison() && !operation.returnsBool();
            if (outcome != Outcome.KEPT) {
                row.remove(i);
            } else if (!isKeptAsIs) {
                operation.put(row, i);
            }
        }
    }

    @Override
    public boolean isWhole() {
        return vector.isWhole() && (!removesName || nameRemoval.keepsWhole());
    }

    @Override
    public boolean isDistinctWithoutName() {
        boolean isNameless = removesName && !frame.evaluation().delaysNameRemoval();
        return isNameless || vector.isDistinctWithoutName();
    }
}
