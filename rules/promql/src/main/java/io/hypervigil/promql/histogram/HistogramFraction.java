package io.hypervigil.promql.histogram;

import io.hypervigil.promql.histogram.HistogramNotes.Note;

/**
 * How many of a native histogram's observations are between two values, by the same assumptions as
 * {@link HistogramQuantile}.
 */
public final class HistogramFraction {

    private HistogramFraction() {}

    /**
     * The fraction: NaN for a bound that is no number and for a histogram without observations, 0
     * where the lower bound is not below the upper.
     *
     * @param notes takes {@link Note#FRACTION_WITHOUT_NAN}
     */
    public static double between(
            double lower, double upper, FloatHistogram histogram, HistogramNotes notes) {
        if (histogram.count() == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
            return Double.NaN;
        }
        if (lower >= upper) {
            return 0;
        }
        double count = histogram.count();
        if (Double.isNaN(histogram.sum())) {
            count = countInBuckets(histogram);
            if (count < histogram.count()) {
                notes.add(Note.FRACTION_WITHOUT_NAN);
            }
        }
        double below = Math.min(count, countBelow(lower, histogram));
        double belowUpper = Math.min(count, countBelow(upper, histogram));
        return (belowUpper - below) / histogram.count();
    }

    private static double countInBuckets(FloatHistogram histogram) {
        double count = 0;
        var bucket = histogram.ascending();
        while (bucket.next()) {
            count += bucket.count();
        }
        return count;
    }

    /** How many observations are below a value; infinite where it is above all buckets. */
    private static double countBelow(double value, FloatHistogram histogram) {
        double count = 0;
        var bucket = histogram.ascending();
        while (bucket.next()) {
            double lower = bucket.lower();
            double upper = bucket.upper();
            boolean isAroundZero = lower <= 0 && upper >= 0;
            if (isAroundZero) {
                lower = histogram.isPositiveOnly() ? 0 : lower;
                upper = histogram.isNegativeOnly() ? 0 : upper;
            }
            if (lower >= value) {
                return count;
            }
            if (upper > value) {
                return isAroundZero || histogram.hasCustomBuckets()
                        ? linear(value, lower, upper, count, bucket.count())
                        : count + bucket.count() * exponential(value, lower, upper);
            }
            count += bucket.count();
        }
        return Double.POSITIVE_INFINITY;
    }

    /** Of a bucket without an upper bound nothing is below, of one without a lower bound all. */
    private static double linear(
            double value, double lower, double upper, double count, double inBucket) {
        return lower == Double.NEGATIVE_INFINITY
                ? inBucket
                : count + inBucket * (value - lower) / (upper - lower);
    }

    private static double exponential(double value, double lower, double upper) {
        return value > 0
                ? Logarithm.fraction(lower, upper, value)
                : 1 - Logarithm.fraction(-upper, -lower, -value);
    }
}
