package io.hypervigil.promql.syntax;

import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.value.PositionRange;
import java.util.List;
import java.util.Optional;

/** A node of the syntax tree. Records: immutable, equal where what they hold is. */
public sealed interface Expr {

    /** Where it stands in the query. */
    PositionRange position();

    ValueType type();

    /**
     * A number.
     *
     * @param isDuration whether it was written as one ({@code 5m}), which the printer keeps
     */
    record NumberLiteral(double value, boolean isDuration, PositionRange position) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.SCALAR;
        }
    }

    /** A text. */
    record StringLiteral(String value, PositionRange position) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.STRING;
        }
    }

    /**
     * {@code up{job="a"} offset 5m}.
     *
     * @param name the name written before the braces; empty where there is none
     * @param matchers all of them, one for the name included
     * @param extension {@code anchored} or {@code smoothed}
     */
    record VectorSelector(
            String name,
            List<Matcher> matchers,
            TimeModifier time,
            Extension extension,
            PositionRange position)
            implements Expr {

        public VectorSelector {
            matchers = List.copyOf(matchers);
        }

        @Override
        public ValueType type() {
            return ValueType.VECTOR;
        }
    }

    /** {@code up{job="a"}[5m]}; offset, {@code @} and extension stand in the selector. */
    record MatrixSelector(VectorSelector selector, DurationExpr range, PositionRange position)
            implements Expr {
        @Override
        public ValueType type() {
            return ValueType.MATRIX;
        }
    }

    /**
     * {@code EXPR[1h:1m]}.
     *
     * @param step empty: the default
     */
    record Subquery(
            Expr inner,
            DurationExpr range,
            Optional<DurationExpr> step,
            TimeModifier time,
            PositionRange position)
            implements Expr {
        @Override
        public ValueType type() {
            return ValueType.MATRIX;
        }
    }

    /** A sign before an expression. */
    record Unary(boolean isNegative, Expr operand, PositionRange position) implements Expr {
        @Override
        public ValueType type() {
            return operand.type();
        }
    }

    /**
     * Two expressions and what stands between them.
     *
     * @param returnsBool whether a comparison gives 0 and 1 ({@code bool})
     * @param matching where both sides are vectors
     */
    record Binary(
            BinaryOperator operator,
            Expr left,
            Expr right,
            boolean returnsBool,
            Optional<Matching> matching,
            PositionRange position)
            implements Expr {
        @Override
        public ValueType type() {
            return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
                    ? ValueType.SCALAR
                    : ValueType.VECTOR;
        }
    }

    /**
     * {@code sum by (job) (EXPR)}.
     *
     * @param parameter of {@code topk} and its like
     * @param isWithout whether the labels are those to take away
     */
    record Aggregation(
            Aggregator aggregator,
            Expr operand,
            Optional<Expr> parameter,
            boolean isWithout,
            List<String> grouping,
            PositionRange position)
            implements Expr {

        public Aggregation {
            grouping = List.copyOf(grouping);
        }

        @Override
        public ValueType type() {
            return ValueType.VECTOR;
        }
    }

    /** {@code rate(EXPR)}. */
    record Call(FunctionSignature function, List<Expr> arguments, PositionRange position)
            implements Expr {

        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public ValueType type() {
            return function.returns();
        }
    }

    /** In parentheses. */
    record Parenthesized(Expr inner, PositionRange position) implements Expr {
        @Override
        public ValueType type() {
            return inner.type();
        }
    }

    /** A modifier of a selector that changes which samples around a range count. */
    enum Extension {
        NONE,
        ANCHORED,
        SMOOTHED
    }
}
