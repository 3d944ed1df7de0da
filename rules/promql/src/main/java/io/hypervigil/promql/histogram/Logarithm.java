package io.hypervigil.promql.histogram;

/** Where a value is within a bucket whose observations are spread evenly over the logarithm. */
final class Logarithm {

    private static final double PER_NATURAL = 1 / Math.log(2);

    private Logarithm() {}

    /** The logarithm to base two: exact for powers of two. */
    static double base2(double value) {
        int exponent = Math.getExponent(value);
        if (exponent < Double.MIN_EXPONENT || exponent > Double.MAX_EXPONENT) {
            return Math.log(value) * PER_NATURAL;
        }
        return exponent + Math.log(Math.scalb(value, -exponent)) * PER_NATURAL;
    }

    /** How much of a bucket of positive bounds is below a value. */
    static double fraction(double lower, double upper, double value) {
        double logLower = base2(lower);
        return (base2(value) - logLower) / (base2(upper) - logLower);
    }

    /** The value that a fraction of a bucket of positive bounds is below. */
    static double at(double lower, double upper, double fraction) {
        double logLower = base2(lower);
        return Math.pow(2, logLower + (base2(upper) - logLower) * fraction);
    }
}
