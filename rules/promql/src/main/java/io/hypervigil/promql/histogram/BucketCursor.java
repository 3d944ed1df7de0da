package io.hypervigil.promql.histogram;

import io.hypervigil.promql.histogram.FloatHistogram.Span;
import io.hypervigil.promql.number.Numbers;

/**
 * Goes through the buckets of a histogram, negative ones, the one around zero and positive ones, up
 * or down; buckets that are empty are among them, the one around zero only if it is not. Bounds
 * that would be within the zero bucket are at its end.
 *
 * <p>Call {@link #next} before each. Thread: confined.
 */
public final class BucketCursor {

    private static final int ZERO = 1;
    private static final int DONE = 3;

    private final FloatHistogram histogram;
    private final boolean isUp;
    private final double innermost;

    /** 0: the side where it begins, 1: the zero bucket, 2: the other side, 3: the end. */
    private int part;

    private Span[] spans;
    private double[] buckets;
    private int span;
    private int inSpan;
    private int bucket;
    private int index;
    private double lower;
    private double upper;
    private double count;

    /**
     * @param innermost no bucket but the zero bucket is shown to reach nearer to zero
     */
    BucketCursor(FloatHistogram histogram, boolean isUp, double innermost) {
        this.histogram = histogram;
        this.isUp = isUp;
        this.innermost = innermost;
        this.spans = isUp ? histogram.negativeSpans() : histogram.positiveSpans();
        this.buckets = isUp ? histogram.negativeBuckets() : histogram.positiveBuckets();
        startAtOuterEnd();
    }

    /** To behind the bucket that is farthest from zero. */
    private void startAtOuterEnd() {
        bucket = buckets.length;
        span = spans.length - 1;
        index = 0;
        for (var each : spans) {
            index += each.offset() + each.length();
        }
        inSpan = span < 0 ? 0 : spans[span].length();
    }

    private void startAtInnerEnd() {
        spans = isUp ? histogram.positiveSpans() : histogram.negativeSpans();
        buckets = isUp ? histogram.positiveBuckets() : histogram.negativeBuckets();
        bucket = -1;
        span = 0;
        inSpan = -1;
        index = spans.length == 0 ? 0 : spans[0].offset() - 1;
    }

    /** Goes to the next bucket; false where there is none. */
    public boolean next() {
        if (part == 0) {
            if (nextInward()) {
                return true;
            }
            part = ZERO;
        }
        if (part == ZERO) {
            part++;
            startAtInnerEnd();
            if (histogram.zeroCount() > 0) {
                lower = -histogram.zeroThreshold();
                upper = histogram.zeroThreshold();
                count = histogram.zeroCount();
                return true;
            }
        }
        if (part < DONE && nextOutward()) {
            return true;
        }
        part = DONE;
        return false;
    }

    private boolean nextInward() {
        if (bucket == 0 || span < 0) {
            return false;
        }
        bucket--;
        index--;
        inSpan--;
        while (inSpan < 0) {
            if (span == 0) {
                return false;
            }
            index -= spans[span].offset();
            span--;
            inSpan = spans[span].length() - 1;
        }
        bound(isUp);
        return true;
    }

    private boolean nextOutward() {
        if (bucket + 1 >= buckets.length || spans.length == 0) {
            return false;
        }
        bucket++;
        index++;
        inSpan++;
        while (inSpan >= spans[span].length()) {
            if (span + 1 == spans.length) {
                return false;
            }
            span++;
            inSpan = 0;
            index += spans[span].offset();
        }
        bound(!isUp);
        return true;
    }

    private void bound(boolean isNegative) {
        count = buckets[bucket];
        if (histogram.hasCustomBuckets()) {
            lower = CustomBounds.upper(index - 1, histogram.customBounds());
            upper = CustomBounds.upper(index, histogram.customBounds());
            return;
        }
        double inner = Math.max(innermost, ExponentialBounds.upper(index - 1, histogram.schema()));
        double outer = ExponentialBounds.upper(index, histogram.schema());
        lower = isNegative ? -outer : inner;
        upper = isNegative ? -inner : outer;
    }

    /** Where the bucket begins. */
    public double lower() {
        return lower;
    }

    /** Where it ends. */
    public double upper() {
        return upper;
    }

    /** How many observations are in it. */
    public double count() {
        return count;
    }

    /** Whether an observation at the lower bound is in the bucket. */
    public boolean includesLower() {
        if (histogram.hasCustomBuckets()) {
            return index == 0;
        }
        return lower < 0 || isZeroBucket();
    }

    /** Whether an observation at the upper bound is in the bucket. */
    public boolean includesUpper() {
        return histogram.hasCustomBuckets() || upper > 0 || isZeroBucket();
    }

    private boolean isZeroBucket() {
        return part == ZERO + 1 && bucket < 0;
    }

    /**
     * Which bounds are within the bucket, as the HTTP API has it: 0 the upper one, 1 the lower one,
     * 2 none, 3 both.
     */
    public int boundaries() {
        if (includesLower()) {
            return includesUpper() ? 3 : 1;
        }
        return includesUpper() ? 0 : 2;
    }

    /** As Prometheus writes it: {@code (0.5,1]:3}. */
    @Override
    public String toString() {
        return (includesLower() ? "[" : "(")
                + Numbers.shortest(lower)
                + ','
                + Numbers.shortest(upper)
                + (includesUpper() ? ']' : ')')
                + ':'
                + Numbers.shortest(count);
    }
}
