package io.hypervigil.promql.function;

import io.hypervigil.promql.value.Absent;

/** The functions of a number that Java has not, or has otherwise than Go. */
final class SampleMath {

    private static final double LN_2 = Math.log(2);
    private static final double LN_10 = Math.log(10);

    /** Beyond it the square root of x² + 1 is x. */
    private static final double LARGE = 0x1p28;

    /** Below it the hyperbolic functions are what they are given. */
    private static final double SMALL = 0x1p-28;

    /** From here on the other power is too small to count. */
    private static final double ONE_SIDED = 21;

    private SampleMath() {}

    static double round(double value, FunctionContext context) {
        double nearest = context.argumentCount() < 2 ? 1 : context.number(1);
        // By the inverse, as Prometheus has it: 1/0.1 is exact, 0.1 is not.
        double inverse = 1 / nearest;
        return Math.floor(value * inverse + 0.5) / inverse;
    }

    static double sgn(double value, FunctionContext context) {
        if (value < 0) {
            return -1;
        }
        return value > 0 ? 1 : value;
    }

    static double clamp(double value, FunctionContext context) {
        return clamp(value, context.number(1), context.number(2));
    }

    static double clampMin(double value, FunctionContext context) {
        return clamp(value, context.number(1), Double.POSITIVE_INFINITY);
    }

    static double clampMax(double value, FunctionContext context) {
        return clamp(value, Double.NEGATIVE_INFINITY, context.number(1));
    }

    private static double clamp(double value, double min, double max) {
        return max < min ? Absent.VALUE : max(min, min(max, value));
    }

    /** The greater number; unlike Java's, infinity is greater even than NaN. */
    static double max(double a, double b) {
        boolean isInfinite = a == Double.POSITIVE_INFINITY || b == Double.POSITIVE_INFINITY;
        return isInfinite ? Double.POSITIVE_INFINITY : Math.max(a, b);
    }

    /** The lesser number; unlike Java's, negative infinity is less even than NaN. */
    static double min(double a, double b) {
        boolean isInfinite = a == Double.NEGATIVE_INFINITY || b == Double.NEGATIVE_INFINITY;
        return isInfinite ? Double.NEGATIVE_INFINITY : Math.min(a, b);
    }

    static double degrees(double value, FunctionContext context) {
        return value * 180 / Math.PI;
    }

    static double radians(double value, FunctionContext context) {
        return value * Math.PI / 180;
    }

    /** Exact for powers of two. */
    static double log2(double value, FunctionContext context) {
        return log2(value);
    }

    static double log10(double value, FunctionContext context) {
        return log2(value) * (LN_2 / LN_10);
    }

    private static double log2(double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            return Math.log(value);
        }
        double normal = value < Double.MIN_NORMAL ? value * 0x1p52 : value;
        int exponent = Math.getExponent(normal) + 1;
        double fraction = Math.scalb(normal, -exponent);
        int shift = value < Double.MIN_NORMAL ? exponent - 52 : exponent;
        return fraction == 0.5 ? shift - 1 : Math.log(fraction) * (1 / LN_2) + shift;
    }

    /** Infinite where the power is, which is a little earlier than it needs to be: as in Go. */
    static double sinh(double value) {
        return Math.abs(value) > ONE_SIDED
                ? Math.copySign(Math.exp(Math.abs(value)) * 0.5, value)
                : Math.sinh(value);
    }

    static double cosh(double value) {
        return Math.abs(value) > ONE_SIDED ? Math.exp(Math.abs(value)) * 0.5 : Math.cosh(value);
    }

    static double asinh(double value, FunctionContext context) {
        double x = Math.abs(value);
        double result;
        if (x > LARGE) {
            result = Math.log(x) + LN_2;
        } else if (x > 2) {
            result = Math.log(2 * x + 1 / (Math.sqrt(x * x + 1) + x));
        } else if (x < SMALL) {
            result = x;
        } else {
            result = Math.log1p(x + x * x / (1 + Math.sqrt(1 + x * x)));
        }
        return Math.copySign(result, value);
    }

    static double acosh(double value, FunctionContext context) {
        if (value >= LARGE) {
            return Math.log(value) + LN_2;
        }
        if (value > 2) {
            return Math.log(2 * value - 1 / (value + Math.sqrt(value * value - 1)));
        }
        double t = value - 1;
        return value < 1 ? Double.NaN : Math.log1p(t + Math.sqrt(2 * t + t * t));
    }

    static double atanh(double value, FunctionContext context) {
        double x = Math.abs(value);
        if (x < SMALL) {
            return value;
        }
        double result =
                x < 0.5
                        ? 0.5 * Math.log1p(2 * x + 2 * x * x / (1 - x))
                        : 0.5 * Math.log1p(2 * x / (1 - x));
        return x > 1 ? Double.NaN : Math.copySign(result, value);
    }
}
