package io.hypervigil.promql.histogram;

/**
 * Takes the observations above or below a value out of a histogram. Of the bucket that the value is
 * in a part is kept, as if its observations were spread evenly (custom buckets and the zero bucket)
 * or evenly over the logarithm; the sum becomes an estimate.
 *
 * <p>Of a bucket without an end nothing is known of where its observations are: it is kept or
 * dropped as a whole, but that a first custom bucket which ends above zero is taken to begin there.
 */
final class HistogramTrim {

    private final FloatHistogram histogram;
    private final double value;
    private final boolean keepsLower;
    private double count;
    private double sum;
    private boolean isTrimmed;

    /** What is kept of one bucket, and what its observations are on average. */
    private double kept;

    private double middle;

    private HistogramTrim(FloatHistogram histogram, double value, boolean keepsLower) {
        this.histogram = histogram;
        this.value = value;
        this.keepsLower = keepsLower;
    }

    static FloatHistogram keepLower(FloatHistogram histogram, double value) {
        return new HistogramTrim(histogram, value, true).apply();
    }

    static FloatHistogram keepUpper(FloatHistogram histogram, double value) {
        return new HistogramTrim(histogram, value, false).apply();
    }

    private FloatHistogram apply() {
        var positive = trimSide(true);
        var negative = trimSide(false);
        double zeroCount = histogram.zeroCount();
        if (zeroCount > 0) {
            trimZeroBucket(
                    hasAny(histogram.positiveBuckets()), hasAny(histogram.negativeBuckets()));
            isTrimmed |= kept != zeroCount;
            zeroCount = kept;
            take();
        }
        if (!isTrimmed) {
            return histogram;
        }
        return new FloatHistogram(
                        histogram.hint(),
                        histogram.schema(),
                        histogram.zeroThreshold(),
                        zeroCount,
                        count,
                        sum,
                        histogram.positiveSpans(),
                        positive,
                        histogram.negativeSpans(),
                        negative,
                        histogram.customBounds())
                .compact();
    }

    private static boolean hasAny(double[] buckets) {
        for (double bucket : buckets) {
            if (bucket != 0) {
                return true;
            }
        }
        return false;
    }

    private void take() {
        count += kept;
        sum += middle * kept;
    }

    private double[] trimSide(boolean isPositive) {
        var spans = isPositive ? histogram.positiveSpans() : histogram.negativeSpans();
        var buckets = isPositive ? histogram.positiveBuckets() : histogram.negativeBuckets();
        var result = buckets.clone();
        int bucket = 0;
        int index = 0;
        for (var span : spans) {
            index += span.offset();
            for (int i = 0; i < span.length(); i++, index++, bucket++) {
                if (buckets[bucket] != 0) {
                    trim(index, buckets[bucket], isPositive);
                    isTrimmed |= kept != buckets[bucket];
                    result[bucket] = kept;
                    take();
                }
            }
        }
        return result;
    }

    private void trim(int index, double bucket, boolean isPositive) {
        double lower = bound(isPositive ? index - 1 : index, isPositive);
        double upper = bound(isPositive ? index : index - 1, isPositive);
        boolean isKept = keepsLower ? upper <= value : lower >= value;
        boolean isCut = keepsLower ? lower < value : upper > value;
        if (isKept) {
            kept = bucket;
            middle = middle(lower, upper, isPositive);
        } else if (!isCut) {
            kept = 0;
            middle = 0;
        } else if (Double.isInfinite(lower)) {
            cutWithoutBegin(upper, bucket);
        } else if (Double.isInfinite(upper)) {
            kept = keepsLower ? 0 : bucket;
            middle = value;
        } else {
            double below = bucket * fractionBelow(lower, upper, isPositive);
            kept = keepsLower ? below : bucket - below;
            middle =
                    keepsLower
                            ? middle(lower, value, isPositive)
                            : middle(value, upper, isPositive);
        }
    }

    private double bound(int index, boolean isPositive) {
        if (histogram.hasCustomBuckets()) {
            return CustomBounds.upper(index, histogram.customBounds());
        }
        double bound = ExponentialBounds.upper(index, histogram.schema());
        return isPositive ? bound : -bound;
    }

    private void cutWithoutBegin(double upper, double bucket) {
        boolean beginsAtZero = upper > 0 && !Double.isInfinite(upper);
        kept = 0;
        middle = 0;
        if (keepsLower && beginsAtZero && value > 0) {
            kept = bucket * value / upper;
            middle = value / 2;
        } else if (keepsLower && upper <= 0) {
            kept = bucket;
            middle = value;
        } else if (!keepsLower && beginsAtZero && value >= 0) {
            kept = bucket * (1 - value / upper);
            middle = (value + upper) / 2;
        }
    }

    private double fractionBelow(double lower, double upper, boolean isPositive) {
        if (histogram.hasCustomBuckets()) {
            return (value - lower) / (upper - lower);
        }
        return isPositive
                ? Logarithm.fraction(lower, upper, value)
                : 1 - Logarithm.fraction(-upper, -lower, -value);
    }

    private double middle(double lower, double upper, boolean isPositive) {
        if (Double.isInfinite(lower)) {
            if (Double.isInfinite(upper)) {
                return 0;
            }
            return upper > 0 ? upper / 2 : upper;
        }
        if (Double.isInfinite(upper)) {
            return lower;
        }
        if (histogram.hasCustomBuckets()) {
            return (lower + upper) / 2;
        }
        double middle = Math.sqrt(Math.abs(lower * upper));
        return isPositive ? middle : -middle;
    }

    private void trimZeroBucket(boolean hasPositive, boolean hasNegative) {
        double lower = hasPositive && !hasNegative ? 0 : -histogram.zeroThreshold();
        double upper = hasNegative && !hasPositive ? 0 : histogram.zeroThreshold();
        boolean isWhole = keepsLower ? value > lower && value >= upper : value <= lower;
        boolean isGone = keepsLower ? value <= lower : !isWhole && value >= upper;
        if (isWhole || isGone) {
            kept = isWhole ? histogram.zeroCount() : 0;
            middle = (lower + upper) / 2;
            return;
        }
        double from = keepsLower ? lower : value;
        double to = keepsLower ? value : upper;
        kept = histogram.zeroCount() * ((to - from) / (upper - lower));
        middle = (from + to) / 2;
    }
}
