package io.hypervigil.promql.histogram;

import io.hypervigil.promql.histogram.FloatHistogram.ResetHint;
import java.util.Arrays;

/** Whether the counts of a histogram began anew since an earlier one. */
final class CounterResets {

    private CounterResets() {}

    static boolean isReset(FloatHistogram current, FloatHistogram previous) {
        if (current.hint() == ResetHint.RESET) {
            return true;
        }
        if (current.hint() == ResetHint.NOT_RESET) {
            return false;
        }
        if (current.count() < previous.count()) {
            return true;
        }
        if (current.hasCustomBuckets() != previous.hasCustomBuckets()) {
            return true;
        }
        return current.hasCustomBuckets()
                ? isCustomReset(current, previous)
                : isExponentialReset(current, previous);
    }

    private static boolean isCustomReset(FloatHistogram current, FloatHistogram previous) {
        if (!CustomBounds.match(current.customBounds(), previous.customBounds())) {
            return isReset(mapped(current, previous), mapped(previous, current));
        }
        return isReset(positive(current), positive(previous));
    }

    /** The buckets of one that end where the other has bounds too. */
    private static BucketRow mapped(FloatHistogram one, FloatHistogram other) {
        var row = positive(one);
        row.mapTo(
                one.customBounds(),
                CustomBounds.intersect(one.customBounds(), other.customBounds()));
        return row;
    }

    /**
     * Finer buckets or a narrower zero bucket come with a new beginning only; coarser ones and a
     * wider one are what a running counter may change to.
     */
    private static boolean isExponentialReset(FloatHistogram current, FloatHistogram previous) {
        if (current.schema() > previous.schema()
                || current.zeroThreshold() < previous.zeroThreshold()) {
            return true;
        }
        if (current.schema() == previous.schema()
                && current.zeroThreshold() == previous.zeroThreshold()
                && hasSameSpans(current, previous)) {
            return current.zeroCount() < previous.zeroCount()
                    || isReset(current.positiveBuckets(), previous.positiveBuckets())
                    || isReset(current.negativeBuckets(), previous.negativeBuckets());
        }
        var previousPositive = positive(previous);
        var previousNegative = negative(previous);
        var zero = new ZeroBucket();
        zero.load(previous.zeroThreshold(), previous.zeroCount());
        zero.grow(current.zeroThreshold(), previousPositive, previousNegative, previous.schema());
        if (zero.threshold() != current.zeroThreshold() || current.zeroCount() < zero.count()) {
            return true;
        }
        int difference = previous.schema() - current.schema();
        return isReset(zero, positive(current), previousPositive, current.schema(), difference)
                || isReset(zero, negative(current), previousNegative, current.schema(), difference);
    }

    /** Buckets in different places: the slower way. */
    private static boolean hasSameSpans(FloatHistogram current, FloatHistogram previous) {
        return Arrays.equals(current.positiveSpans(), previous.positiveSpans())
                && Arrays.equals(current.negativeSpans(), previous.negativeSpans());
    }

    private static boolean isReset(double[] current, double[] previous) {
        for (int i = 0; i < current.length; i++) {
            if (current[i] < previous[i]) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReset(
            ZeroBucket zero, BucketRow current, BucketRow previous, int schema, int difference) {
        if (difference > 0) {
            previous.reduce(difference);
        }
        return isReset(
                current,
                zero.firstBeyond(current, schema),
                previous,
                zero.firstBeyond(previous, schema));
    }

    private static boolean isReset(BucketRow current, BucketRow previous) {
        return isReset(current, 0, previous, 0);
    }

    private static boolean isReset(
            BucketRow current, int currentFrom, BucketRow previous, int previousFrom) {
        int here = currentFrom;
        for (int i = previousFrom; i < previous.size(); i++) {
            while (here < current.size() && current.index(here) < previous.index(i)) {
                here++;
            }
            boolean isThere = here < current.size() && current.index(here) == previous.index(i);
            if (isThere ? current.count(here) < previous.count(i) : previous.count(i) != 0) {
                return true;
            }
        }
        return false;
    }

    private static BucketRow positive(FloatHistogram histogram) {
        var row = new BucketRow();
        row.load(histogram.positiveSpans(), histogram.positiveBuckets());
        return row;
    }

    private static BucketRow negative(FloatHistogram histogram) {
        var row = new BucketRow();
        row.load(histogram.negativeSpans(), histogram.negativeBuckets());
        return row;
    }
}
