package io.hypervigil.promql.engine;

import io.hypervigil.promql.engine.binary.Arithmetic;
import io.hypervigil.promql.engine.call.ScalarCall;
import io.hypervigil.promql.engine.row.Evaluation;
import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.Scalar;
import io.hypervigil.promql.syntax.Expr;
import java.util.function.DoubleBinaryOperator;

/**
 * Works out expressions that are numbers.
 *
 * <p>Thread: confined to the query.
 */
final class ScalarPlanner {

    private final Planner planner;
    private final Evaluation evaluation;

    ScalarPlanner(Planner planner, Evaluation evaluation) {
        this.planner = planner;
        this.evaluation = evaluation;
    }

    Scalar scalar(Expr expr, Frame frame) {
        return switch (expr) {
            case Expr.NumberLiteral literal -> Scalar.of(literal.value());
            case Expr.Parenthesized parenthesized -> scalar(parenthesized.inner(), frame);
            case Expr.Unary unary -> unary(unary, frame);
            case Expr.Binary binary ->
                    combine(
                            binary.left(),
                            binary.right(),
                            frame,
                            (left, right) -> Arithmetic.ofScalars(binary.operator(), left, right));
            case Expr.Call call -> call(call, frame);
            case Expr.StringLiteral _,
                    Expr.VectorSelector _,
                    Expr.MatrixSelector _,
                    Expr.Subquery _,
                    Expr.Aggregation _ ->
                    throw new IllegalArgumentException(expr.type() + " is no number");
        };
    }

    private Scalar unary(Expr.Unary unary, Frame frame) {
        var operand = scalar(unary.operand(), frame);
        return unary.isNegative()
                ? combine(operand, operand, frame, (value, _) -> -value)
                : operand;
    }

    private Scalar call(Expr.Call call, Frame frame) {
        return switch (call.function().name()) {
            case "time" -> time(frame);
            case "pi" -> Scalar.of(Math.PI);
            case "start" -> Scalar.of(evaluation.startMillis() / 1000.0);
            case "end" -> Scalar.of(evaluation.endMillis() / 1000.0);
            case "step" -> Scalar.of(evaluation.stepMillis() / 1000.0);
            case "range" -> Scalar.of((evaluation.endMillis() - evaluation.startMillis()) / 1000.0);
            case "min_of" -> ofTwo(call, frame, Math::min);
            case "max_of" -> ofTwo(call, frame, Math::max);
            case "scalar" -> ofVector(call.arguments().getFirst(), frame);
            default -> throw new IllegalArgumentException(call.function().name());
        };
    }

    static Scalar time(Frame frame) {
        int count = frame.steps().count();
        frame.meter().hold(count);
        var seconds = new double[count];
        for (int i = 0; i < count; i++) {
            seconds[i] = frame.steps().millis(i) / 1000.0;
        }
        return Scalar.of(seconds);
    }

    private Scalar ofTwo(Expr.Call call, Frame frame, DoubleBinaryOperator operator) {
        return combine(call.arguments().get(0), call.arguments().get(1), frame, operator);
    }

    private Scalar ofVector(Expr vector, Frame frame) {
        boolean isOnce = !frame.steps().isOne() && StepInvariance.holds(vector);
        var steps = isOnce ? frame.atFirstStep() : frame;
        return ScalarCall.of(steps, planner.vector(vector, steps));
    }

    private Scalar combine(Expr left, Expr right, Frame frame, DoubleBinaryOperator operator) {
        return combine(scalar(left, frame), scalar(right, frame), frame, operator);
    }

    private static Scalar combine(
            Scalar left, Scalar right, Frame frame, DoubleBinaryOperator operator) {
        if (left.isConstant() && right.isConstant()) {
            return Scalar.of(operator.applyAsDouble(left.at(0), right.at(0)));
        }
        int count = frame.steps().count();
        frame.meter().hold(count);
        frame.meter().spend(count);
        var values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = operator.applyAsDouble(left.at(i), right.at(i));
        }
        return Scalar.of(values);
    }
}
