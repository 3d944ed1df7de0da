package io.hypervigil.promql.engine;

import io.hypervigil.promql.engine.select.TimeShift;
import io.hypervigil.promql.syntax.Expr;
import java.util.List;
import java.util.Optional;

/** Finds the leftmost selector of an expression. */
record FirstSelector(QueryDurations durations) {

    /** From when it takes its samples, all that stands around it counted in; empty without one. */
    Optional<TimeShift> shift(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral _, Expr.StringLiteral _ -> Optional.empty();
            case Expr.VectorSelector selector -> Optional.of(durations.shift(selector.time()));
            case Expr.MatrixSelector range -> shift(range.selector());
            case Expr.Subquery subquery ->
                    shift(subquery.inner()).map(durations.shift(subquery.time())::then);
            case Expr.Parenthesized parenthesized -> shift(parenthesized.inner());
            case Expr.Unary unary -> shift(unary.operand());
            case Expr.Binary binary -> first(List.of(binary.left(), binary.right()));
            case Expr.Aggregation aggregation ->
                    shift(aggregation.operand())
                            .or(() -> aggregation.parameter().flatMap(this::shift));
            case Expr.Call call -> first(call.arguments());
        };
    }

    private Optional<TimeShift> first(List<Expr> exprs) {
        return exprs.stream().map(this::shift).flatMap(Optional::stream).findFirst();
    }
}
