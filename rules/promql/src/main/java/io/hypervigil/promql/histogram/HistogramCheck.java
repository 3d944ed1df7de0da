package io.hypervigil.promql.histogram;

import io.hypervigil.promql.histogram.FloatHistogram.Span;

/** What a histogram from outside has to be before it is calculated with. */
final class HistogramCheck {

    private HistogramCheck() {}

    static void check(FloatHistogram histogram) {
        checkPlaces(histogram);
        refuse(
                histogram.zeroCount() < 0,
                "zero bucket has observation count of " + histogram.zeroCount());
        refuse(histogram.count() < 0, "observation count is " + histogram.count());
        checkCounts("negative side", histogram.negativeBuckets());
        checkCounts("positive side", histogram.positiveBuckets());
    }

    /** All but the counts, which operators may make negative. */
    static void checkPlaces(FloatHistogram histogram) {
        if (histogram.hasCustomBuckets()) {
            checkCustom(histogram);
        } else {
            checkExponential(histogram);
        }
    }

    private static void refuse(boolean isWrong, String what) {
        if (isWrong) {
            throw new IllegalArgumentException(what);
        }
    }

    private static void checkCustom(FloatHistogram histogram) {
        var bounds = histogram.customBounds();
        checkBounds(bounds);
        checkSpans(
                "custom buckets",
                histogram.positiveSpans(),
                histogram.positiveBuckets().length,
                0,
                bounds.length);
        refuse(histogram.zeroCount() != 0, "custom buckets: must have zero count of 0");
        refuse(histogram.zeroThreshold() != 0, "custom buckets: must have zero threshold of 0");
        refuse(
                histogram.negativeSpans().length + histogram.negativeBuckets().length > 0,
                "custom buckets: must not have negative buckets");
    }

    private static void checkBounds(double[] bounds) {
        for (int i = 0; i < bounds.length; i++) {
            refuse(Double.isNaN(bounds[i]), "custom buckets: a bound is NaN");
            refuse(
                    bounds[i] == Double.POSITIVE_INFINITY,
                    "custom buckets: the last bound is +Inf, which is implied");
            refuse(
                    i > 0 && bounds[i - 1] >= bounds[i],
                    "custom buckets: bound " + bounds[i] + " is not above the one before it");
        }
    }

    private static void checkExponential(FloatHistogram histogram) {
        int schema = histogram.schema();
        refuse(
                !ExponentialBounds.isSchema(schema),
                "schema " + schema + " is neither from -4 to 8 nor -53");
        int min = ExponentialBounds.minIndex(schema);
        int max = ExponentialBounds.maxIndex(schema);
        checkSpans(
                "positive side",
                histogram.positiveSpans(),
                histogram.positiveBuckets().length,
                min,
                max);
        checkSpans(
                "negative side",
                histogram.negativeSpans(),
                histogram.negativeBuckets().length,
                min,
                max);
        refuse(
                !(histogram.zeroThreshold() >= 0),
                "zero bucket has a threshold of " + histogram.zeroThreshold());
        refuse(
                histogram.customBounds().length > 0,
                "histogram with exponential schema must not have custom bounds");
    }

    private static void checkSpans(String where, Span[] spans, int buckets, int min, int max) {
        long next = 0;
        long length = 0;
        for (int i = 0; i < spans.length; i++) {
            int offset = spans[i].offset();
            refuse(spans[i].length() < 0, where + ": span " + i + " has a negative length");
            refuse(i > 0 && offset < 0, where + ": span " + i + " has a negative offset");
            next += offset;
            refuse(
                    spans[i].length() > 0 && (next < min || next + spans[i].length() - 1 > max),
                    where + ": span " + i + " has buckets beyond " + min + " to " + max);
            next += spans[i].length();
            length += spans[i].length();
        }
        refuse(
                length != buckets,
                where + ": spans need " + length + " buckets, have " + buckets + " buckets");
    }

    private static void checkCounts(String where, double[] buckets) {
        for (int i = 0; i < buckets.length; i++) {
            refuse(
                    buckets[i] < 0,
                    where + ": bucket " + i + " has observation count of " + buckets[i]);
        }
    }
}
