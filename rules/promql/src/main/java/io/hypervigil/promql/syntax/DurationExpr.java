package io.hypervigil.promql.syntax;

import io.hypervigil.promql.value.PositionRange;

/**
 * A length of time in brackets or behind {@code offset}: a literal, or a calculation whose value
 * may depend on the query's step and range.
 */
public sealed interface DurationExpr {

    PositionRange position();

    /**
     * A length that is written out.
     *
     * @param seconds may be negative
     * @param isDuration whether it was written with units ({@code 5m}), or as a number of seconds
     */
    record Literal(double seconds, boolean isDuration, PositionRange position)
            implements DurationExpr {}

    /** {@code step()}: the query's step; 0 of an instant query. */
    record Step(PositionRange position) implements DurationExpr {}

    /** {@code range()}: from the query's start to its end; 0 of an instant query. */
    record Range(PositionRange position) implements DurationExpr {}

    /** A sign before it. */
    record Signed(boolean isNegative, DurationExpr operand, PositionRange position)
            implements DurationExpr {}

    /** Two, and what is done with them. */
    record Binary(Operator operator, DurationExpr left, DurationExpr right, PositionRange position)
            implements DurationExpr {}

    /** In parentheses. */
    record Parenthesized(DurationExpr inner, PositionRange position) implements DurationExpr {}

    /** What may be done with two lengths. */
    enum Operator {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        MODULO("%"),
        POWER("^"),
        MIN("min_of"),
        MAX("max_of");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        /** As it is written; the last two as functions. */
        public String symbol() {
            return symbol;
        }
    }
}
