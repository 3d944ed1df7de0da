package io.hypervigil.promql.engine;

import io.hypervigil.promql.engine.row.Evaluation;
import io.hypervigil.promql.engine.row.Failure;
import io.hypervigil.promql.engine.select.TimeShift;
import io.hypervigil.promql.syntax.DurationExpr;
import io.hypervigil.promql.syntax.TimeModifier;

/**
 * Works out lengths of time, which may depend on the query's step and range.
 *
 * @param stepMillis 0 of an instant query
 */
record QueryDurations(long startMillis, long endMillis, long stepMillis) {

    /** Prometheus counts nanoseconds in 64 bits. */
    private static final double MAX_SECONDS = Long.MAX_VALUE / 1e9;

    static QueryDurations of(Evaluation evaluation) {
        return new QueryDurations(
                evaluation.startMillis(), evaluation.endMillis(), evaluation.stepMillis());
    }

    /** A length that has to be positive. */
    long positiveMillis(DurationExpr expr) {
        double seconds = seconds(expr);
        if (seconds <= 0) {
            throw Failure.execution("duration must be greater than 0");
        }
        return millis(seconds);
    }

    TimeShift shift(TimeModifier time) {
        long offset = time.offset().map(expr -> millis(seconds(expr))).orElse(0L);
        return time.at()
                .map(at -> new TimeShift(true, fixedMillis(at), offset))
                .orElse(new TimeShift(false, 0, offset));
    }

    private long fixedMillis(TimeModifier.At at) {
        return switch (at) {
            case TimeModifier.At.Time time -> time.millis();
            case TimeModifier.At.Start _ -> startMillis;
            case TimeModifier.At.End _ -> endMillis;
        };
    }

    private static long millis(double seconds) {
        if (!(Math.abs(seconds) <= MAX_SECONDS)) {
            throw Failure.execution("duration is out of range");
        }
        // To the nanosecond first: 1.001 times 1000 is a little less than 1001.
        return Math.round(seconds * 1e9) / 1_000_000;
    }

    private double seconds(DurationExpr expr) {
        return switch (expr) {
            case DurationExpr.Literal literal -> literal.seconds();
            case DurationExpr.Step _ -> stepMillis / 1000.0;
            case DurationExpr.Range _ -> (endMillis - startMillis) / 1000.0;
            case DurationExpr.Signed signed ->
                    signed.isNegative() ? -seconds(signed.operand()) : seconds(signed.operand());
            case DurationExpr.Parenthesized parenthesized -> seconds(parenthesized.inner());
            case DurationExpr.Binary binary ->
                    calculate(binary.operator(), seconds(binary.left()), seconds(binary.right()));
        };
    }

    private static double calculate(DurationExpr.Operator operator, double left, double right) {
        return switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / nonZero(right, "division by zero");
            case MODULO -> left % nonZero(right, "modulo by zero");
            case POWER -> Math.pow(left, right);
            case MIN -> Math.min(left, right);
            case MAX -> Math.max(left, right);
        };
    }

    private static double nonZero(double divisor, String fault) {
        if (divisor == 0) {
            throw Failure.execution(fault);
        }
        return divisor;
    }
}
