package io.hypervigil.promql.histogram;

/**
 * Where the exponential buckets end: bucket {@code i} of schema {@code s} reaches up to {@code 2^(i
 * * 2^-s)}.
 */
final class ExponentialBounds {

    static final int MIN_SCHEMA = -4;
    static final int MAX_SCHEMA = 8;

    /** The bounds from 0.5 up to 1, of each schema from 0 on. */
    private static final double[][] FRACTIONS = fractions();

    private ExponentialBounds() {}

    /**
     * Each schema takes every second bound from the one before it, so that bounds of two schemas
     * are the same number where they are the same bound.
     */
    private static double[][] fractions() {
        var fractions = new double[MAX_SCHEMA + 1][];
        fractions[0] = new double[] {0.5};
        for (int schema = 1; schema <= MAX_SCHEMA; schema++) {
            double factor = factor(schema);
            var coarser = fractions[schema - 1];
            var bounds = new double[coarser.length * 2];
            for (int i = 0; i < bounds.length; i += 2) {
                bounds[i] = coarser[i / 2];
                bounds[i + 1] = bounds[i] * factor;
            }
            fractions[schema] = bounds;
        }
        return fractions;
    }

    /**
     * The width of a bucket. The square root of two is one bit less than the nearest number: that
     * is in the table which Prometheus and its clients have, and bounds are compared and shown.
     */
    private static double factor(int schema) {
        double factor = Math.pow(2, Math.scalb(1.0, -schema));
        return schema == 1 ? Math.nextDown(factor) : factor;
    }

    /** Whether a schema is one of exponential buckets. */
    static boolean isSchema(int schema) {
        return schema >= MIN_SCHEMA && schema <= MAX_SCHEMA;
    }

    /** The lowest bucket that any number may fall into. */
    static int minIndex(int schema) {
        return shift(Double.MIN_EXPONENT - 52, schema);
    }

    /** The highest one, which holds the infinite observations. */
    static int maxIndex(int schema) {
        return shift(Double.MAX_EXPONENT + 1, schema) + 1;
    }

    private static int shift(int exponent, int schema) {
        return schema < 0 ? exponent >> -schema : exponent << schema;
    }

    /**
     * The upper bound of a positive bucket. The last bucket of finite numbers ends at the largest
     * of them, so that infinite ones have a bucket to themselves.
     */
    static double upper(int index, int schema) {
        if (schema < 0) {
            long exponent = (long) index << -schema;
            return exponent == 1024 ? Double.MAX_VALUE : power(0.5, exponent + 1);
        }
        double fraction = FRACTIONS[schema][index & ((1 << schema) - 1)];
        int exponent = (index >> schema) + 1;
        return fraction == 0.5 && exponent == 1025 ? Double.MAX_VALUE : power(fraction, exponent);
    }

    /** {@code fraction * 2^exponent}; quick where the result is a normal number. */
    private static double power(double fraction, long exponent) {
        if (exponent > Double.MIN_EXPONENT && exponent <= Double.MAX_EXPONENT) {
            return Double.longBitsToDouble(Double.doubleToRawLongBits(fraction) + (exponent << 52));
        }
        return Math.scalb(fraction, (int) Math.clamp(exponent, -2200L, 2200L));
    }

    /** The bucket of a coarser schema that a bucket falls into. */
    static int coarser(int index, int schemaDifference) {
        return ((index - 1) >> schemaDifference) + 1;
    }
}
