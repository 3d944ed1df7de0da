package io.hypervigil.promql.engine;

import io.hypervigil.promql.syntax.Expr;
import java.util.Set;

/** Tells which expressions are the same at every step, and so need to be evaluated once only. */
final class StepInvariance {

    /** These look at the time of the step, or may do so. */
    private static final Set<String> FUNCTIONS_OF_TIME =
            Set.of(
                    "days_in_month",
                    "day_of_month",
                    "day_of_week",
                    "day_of_year",
                    "hour",
                    "minute",
                    "month",
                    "year",
                    "predict_linear",
                    "time",
                    "timestamp");

    private StepInvariance() {}

    static boolean holds(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral _, Expr.StringLiteral _ -> true;
            case Expr.VectorSelector selector -> selector.time().at().isPresent();
            case Expr.MatrixSelector range -> holds(range.selector());
            case Expr.Subquery subquery -> subquery.time().at().isPresent();
            case Expr.Parenthesized parenthesized -> holds(parenthesized.inner());
            case Expr.Unary unary -> holds(unary.operand());
            case Expr.Binary binary -> holds(binary.left()) && holds(binary.right());
            case Expr.Aggregation aggregation ->
                    holds(aggregation.operand())
                            && aggregation.parameter().map(StepInvariance::holds).orElse(true);
            case Expr.Call call ->
                    !FUNCTIONS_OF_TIME.contains(call.function().name())
                            && call.arguments().stream().allMatch(StepInvariance::holds);
        };
    }
}
