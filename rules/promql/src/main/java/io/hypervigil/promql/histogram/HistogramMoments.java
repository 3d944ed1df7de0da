package io.hypervigil.promql.histogram;

/** The mean of a native histogram's observations, and how far they are from it. */
public final class HistogramMoments {

    private HistogramMoments() {}

    /** The mean; NaN without observations. */
    public static double mean(FloatHistogram histogram) {
        return histogram.sum() / histogram.count();
    }

    /** The standard deviation, as {@link #variance}. */
    public static double deviation(FloatHistogram histogram) {
        return Math.sqrt(variance(histogram));
    }

    /**
     * The variance, each observation taken to be in the middle of its bucket: the geometric one of
     * an exponential bucket, the arithmetic one of others.
     */
    public static double variance(FloatHistogram histogram) {
        double mean = mean(histogram);
        double total = 0;
        double lost = 0;
        var bucket = histogram.ascending();
        while (bucket.next()) {
            if (bucket.count() != 0) {
                double distance = middle(bucket, histogram) - mean;
                double value = bucket.count() * distance * distance;
                double sum = total + value;
                lost = Kahan.loss(total, value, sum, lost);
                total = sum;
            }
        }
        return (total + lost) / histogram.count();
    }

    private static double middle(BucketCursor bucket, FloatHistogram histogram) {
        double lower = bucket.lower();
        double upper = bucket.upper();
        if (histogram.hasCustomBuckets()) {
            return (lower + upper) / 2;
        }
        if (lower <= 0 && upper >= 0) {
            return 0;
        }
        double middle = Math.sqrt(lower * upper);
        return upper < 0 ? -middle : middle;
    }
}
