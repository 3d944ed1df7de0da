package io.hypervigil.promql.histogram;

import io.hypervigil.promql.histogram.HistogramNotes.Note;

/**
 * The value that a fraction of a native histogram's observations is not above.
 *
 * <p>Within an exponential bucket observations are taken to be spread evenly over the logarithm,
 * within the zero bucket and custom ones evenly. The zero bucket is taken to begin at zero where
 * there are positive buckets only, and to end there where there are negative ones only.
 */
public final class HistogramQuantile {

    private HistogramQuantile() {}

    /**
     * The quantile: infinite for a fraction outside 0 to 1, NaN for one that is no number and for a
     * histogram without observations.
     *
     * @param notes takes {@link Note#QUANTILE_IS_NAN} and {@link Note#QUANTILE_IS_SKEWED}
     */
    public static double of(double fraction, FloatHistogram histogram, HistogramNotes notes) {
        if (fraction < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (fraction > 1) {
            return Double.POSITIVE_INFINITY;
        }
        if (histogram.count() == 0 || Double.isNaN(fraction)) {
            return Double.NaN;
        }
        // Observations that are no number are counted, but in no bucket, as if above all others.
        boolean isUp = Double.isNaN(histogram.sum()) || fraction < 0.5;
        var bucket = isUp ? histogram.ascending() : histogram.descending();
        double rank = (isUp ? fraction : 1 - fraction) * histogram.count();
        double count = 0;
        while ((count < rank || count == 0) && bucket.next()) {
            count += bucket.count();
        }
        return within(bucket, histogram, isUp, rank, count, notes);
    }

    private static double within(
            BucketCursor bucket,
            FloatHistogram histogram,
            boolean isUp,
            double wantedRank,
            double countUpTo,
            HistogramNotes notes) {
        double lower = bucket.lower();
        double upper = bucket.upper();
        if (histogram.hasCustomBuckets()) {
            if (lower == Double.NEGATIVE_INFINITY) {
                if (upper <= 0) {
                    return upper;
                }
                lower = 0;
            } else if (upper == Double.POSITIVE_INFINITY) {
                return lower;
            }
        } else if (lower < 0 && upper > 0) {
            lower = histogram.isPositiveOnly() ? 0 : lower;
            upper = histogram.isNegativeOnly() ? 0 : upper;
        }
        double count = Math.min(countUpTo, histogram.count());
        if (count < wantedRank) {
            if (Double.isNaN(histogram.sum())) {
                notes.add(Note.QUANTILE_IS_NAN);
                return Double.NaN;
            }
            return upper;
        }
        double rank = isUp ? wantedRank - (count - bucket.count()) : count - wantedRank;
        double fraction = rank / bucket.count();
        if (Double.isNaN(histogram.sum()) && remaining(bucket, count) < histogram.count()) {
            notes.add(Note.QUANTILE_IS_SKEWED);
        }
        if (histogram.hasCustomBuckets() || (lower <= 0 && upper >= 0)) {
            return lower + (upper - lower) * fraction;
        }
        return lower > 0
                ? Logarithm.at(lower, upper, fraction)
                : -Logarithm.at(-upper, -lower, 1 - fraction);
    }

    private static double remaining(BucketCursor bucket, double countUpTo) {
        double count = countUpTo;
        while (bucket.next()) {
            count += bucket.count();
        }
        return count;
    }
}
