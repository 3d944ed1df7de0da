package io.hypervigil.promql.engine.binary;

import io.hypervigil.promql.syntax.BinaryOperator;

/** What the operators do with two floats. */
public final class Arithmetic {

    private Arithmetic() {}

    /** Of two scalars: a comparison gives 0 or 1. */
    public static double ofScalars(BinaryOperator operator, double left, double right) {
        return switch (operator.kind()) {
            case ARITHMETIC -> calculate(operator, left, right);
            case COMPARISON -> holds(operator, left, right) ? 1 : 0;
            case SET -> throw new IllegalArgumentException(operator + " of scalars");
        };
    }

    static double calculate(BinaryOperator operator, double left, double right) {
        return switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case MODULO -> left % right;
            case POWER -> power(left, right);
            case ATAN2 -> Math.atan2(left, right);
            case TRIM_UPPER,
                    TRIM_LOWER,
                    EQUAL,
                    NOT_EQUAL,
                    LESS,
                    GREATER,
                    LESS_OR_EQUAL,
                    GREATER_OR_EQUAL,
                    AND,
                    OR,
                    UNLESS ->
                    throw new IllegalArgumentException(operator + " of floats");
        };
    }

    /** As C and Go have it: 1 to any power is 1, and -1 to an infinite one too. */
    private static double power(double base, double exponent) {
        if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
            return 1;
        }
        return Math.pow(base, exponent);
    }

    static boolean holds(BinaryOperator operator, double left, double right) {
        return switch (operator) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case LESS -> left < right;
            case GREATER -> left > right;
            case LESS_OR_EQUAL -> left <= right;
            case GREATER_OR_EQUAL -> left >= right;
            case ADD,
                    SUBTRACT,
                    MULTIPLY,
                    DIVIDE,
                    MODULO,
                    POWER,
                    ATAN2,
                    TRIM_UPPER,
                    TRIM_LOWER,
                    AND,
                    OR,
                    UNLESS ->
                    throw new IllegalArgumentException(operator + " compares nothing");
        };
    }

    /** Whether the result is of another metric than the left side's. */
    static boolean makesOtherMetric(BinaryOperator operator) {
        return operator.kind() == BinaryOperator.Kind.ARITHMETIC && !isTrim(operator);
    }

    static boolean isTrim(BinaryOperator operator) {
        return operator == BinaryOperator.TRIM_UPPER || operator == BinaryOperator.TRIM_LOWER;
    }
}
