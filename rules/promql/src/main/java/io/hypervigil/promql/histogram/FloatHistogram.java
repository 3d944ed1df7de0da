package io.hypervigil.promql.histogram;

import io.hypervigil.promql.histogram.HistogramNotes.Note;
import io.hypervigil.promql.number.Numbers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A native histogram with float counts: exponential buckets of one of the standard schemas, or
 * buckets of custom bounds.
 *
 * <p>Buckets are held as spans of consecutive ones with gaps between them, as Prometheus' data
 * model has it. Thread: any; immutable, operations give new ones.
 */
public final class FloatHistogram {

    /** The schema of custom buckets. */
    public static final int CUSTOM_BUCKETS_SCHEMA = -53;

    /** What is known of whether the counts began anew since the sample before. */
    public enum ResetHint {
        UNKNOWN,
        RESET,
        NOT_RESET,
        GAUGE
    }

    /**
     * Consecutive buckets.
     *
     * @param offset buckets left out since the span before; of the first one its index
     * @param length how many buckets
     */
    public record Span(int offset, int length) {}

    private static final Span[] NO_SPANS = {};
    private static final double[] NO_BUCKETS = {};

    private final ResetHint hint;
    private final int schema;
    private final double zeroThreshold;
    private final double zeroCount;
    private final double count;
    private final double sum;
    private final Span[] positiveSpans;
    private final double[] positiveBuckets;
    private final Span[] negativeSpans;
    private final double[] negativeBuckets;
    private final double[] customBounds;

    /** Takes the arrays as they are; the caller keeps no hold of them. */
    public FloatHistogram(
            ResetHint hint,
            int schema,
            double zeroThreshold,
            double zeroCount,
            double count,
            double sum,
            Span[] positiveSpans,
            double[] positiveBuckets,
            Span[] negativeSpans,
            double[] negativeBuckets,
            double[] customBounds) {
        this.hint = hint;
        this.schema = schema;
        this.zeroThreshold = zeroThreshold;
        this.zeroCount = zeroCount;
        this.count = count;
        this.sum = sum;
        this.positiveSpans = positiveSpans;
        this.positiveBuckets = positiveBuckets;
        this.negativeSpans = negativeSpans;
        this.negativeBuckets = negativeBuckets;
        this.customBounds = customBounds;
    }

    /** A histogram that marks that its series has ended, or holds nothing else than a sum. */
    public static FloatHistogram ofSum(double sum) {
        return new FloatHistogram(
                ResetHint.UNKNOWN,
                0,
                0,
                0,
                0,
                sum,
                NO_SPANS,
                NO_BUCKETS,
                NO_SPANS,
                NO_BUCKETS,
                NO_BUCKETS);
    }

    public ResetHint hint() {
        return hint;
    }

    /** From -4 (coarse) to 8 (fine), or {@link #CUSTOM_BUCKETS_SCHEMA}. */
    public int schema() {
        return schema;
    }

    public boolean hasCustomBuckets() {
        return schema == CUSTOM_BUCKETS_SCHEMA;
    }

    /** The width of the bucket around zero, to either side. */
    public double zeroThreshold() {
        return zeroThreshold;
    }

    public double zeroCount() {
        return zeroCount;
    }

    /** How many observations. */
    public double count() {
        return count;
    }

    /** The sum of the observations. */
    public double sum() {
        return sum;
    }

    /** Not to be changed, as the arrays below. */
    public Span[] positiveSpans() {
        return positiveSpans;
    }

    public double[] positiveBuckets() {
        return positiveBuckets;
    }

    public Span[] negativeSpans() {
        return negativeSpans;
    }

    public double[] negativeBuckets() {
        return negativeBuckets;
    }

    /** The upper bounds of custom buckets but the last, which is +Inf. */
    public double[] customBounds() {
        return customBounds;
    }

    /** This one with another hint. */
    public FloatHistogram withHint(ResetHint newHint) {
        return newHint == hint ? this : with(newHint, positiveBuckets, negativeBuckets, 1, false);
    }

    /**
     * The sum of both, at the lower resolution, the wider zero bucket and the bounds that both
     * have. Empty buckets stay.
     *
     * @param notes takes {@link Note#COUNTER_RESET_COLLISION} and {@link Note#BOUNDS_RECONCILED}
     * @return null where one has exponential and the other custom buckets
     */
    public @Nullable FloatHistogram plus(FloatHistogram other, HistogramNotes notes) {
        var sum = new HistogramSum(this);
        return sum.add(other, 1, notes) ? sum.rounded() : null;
    }

    /**
     * The difference, in the same way. The hint is as that of a sum, for a mean that is carried on;
     * the operator makes it {@link ResetHint#GAUGE}.
     *
     * @param notes as for the sum
     * @return null where one has exponential and the other custom buckets
     */
    public @Nullable FloatHistogram minus(FloatHistogram other, HistogramNotes notes) {
        var difference = new HistogramSum(this);
        return difference.add(other, -1, notes) ? difference.rounded() : null;
    }

    /** Each count and the sum times a factor; a negative one makes a gauge. */
    public FloatHistogram times(double factor) {
        return with(
                factor < 0 ? ResetHint.GAUGE : hint,
                times(positiveBuckets, factor),
                times(negativeBuckets, factor),
                factor,
                false);
    }

    private static double[] times(double[] buckets, double factor) {
        var result = new double[buckets.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = buckets[i] * factor;
        }
        return result;
    }

    /**
     * Each count and the sum by a divisor; a negative one makes a gauge, zero makes them infinite
     * (or no number) and takes the buckets away.
     */
    public FloatHistogram dividedBy(double divisor) {
        if (divisor == 0) {
            return new FloatHistogram(
                    hint,
                    schema,
                    zeroThreshold,
                    zeroCount / divisor,
                    count / divisor,
                    sum / divisor,
                    NO_SPANS,
                    NO_BUCKETS,
                    NO_SPANS,
                    NO_BUCKETS,
                    customBounds);
        }
        return with(
                divisor < 0 ? ResetHint.GAUGE : hint,
                dividedBy(positiveBuckets, divisor),
                dividedBy(negativeBuckets, divisor),
                divisor,
                true);
    }

    private static double[] dividedBy(double[] buckets, double divisor) {
        var result = new double[buckets.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = buckets[i] / divisor;
        }
        return result;
    }

    private FloatHistogram with(
            ResetHint newHint,
            double[] positive,
            double[] negative,
            double factor,
            boolean isDivisor) {
        return new FloatHistogram(
                newHint,
                schema,
                zeroThreshold,
                isDivisor ? zeroCount / factor : zeroCount * factor,
                isDivisor ? count / factor : count * factor,
                isDivisor ? sum / factor : sum * factor,
                positiveSpans,
                positive,
                negativeSpans,
                negative,
                customBounds);
    }

    /** What the unary minus makes of it: a gauge. */
    public FloatHistogram negated() {
        return times(-1);
    }

    /** Without empty buckets, and with as few spans as can be. */
    public FloatHistogram compact() {
        if (isCompact(positiveSpans, positiveBuckets)
                && isCompact(negativeSpans, negativeBuckets)) {
            return this;
        }
        var positive = populated(positiveSpans, positiveBuckets);
        var negative = populated(negativeSpans, negativeBuckets);
        return with(schema, positive, negative);
    }

    private static boolean isCompact(Span[] spans, double[] buckets) {
        for (double bucket : buckets) {
            if (bucket == 0) {
                return false;
            }
        }
        for (int i = 0; i < spans.length; i++) {
            if (spans[i].length == 0 || (i > 0 && spans[i].offset == 0)) {
                return false;
            }
        }
        return true;
    }

    private static BucketRow populated(Span[] spans, double[] buckets) {
        var row = new BucketRow();
        row.load(spans, buckets);
        row.keepPopulated(0);
        return row;
    }

    private FloatHistogram with(int newSchema, BucketRow positive, BucketRow negative) {
        return new FloatHistogram(
                hint,
                newSchema,
                zeroThreshold,
                zeroCount,
                count,
                sum,
                positive.spans(),
                positive.roundedCounts(),
                negative.spans(),
                negative.roundedCounts(),
                customBounds);
    }

    /**
     * At a lower resolution.
     *
     * @param target an exponential schema, not above that of this one
     * @throws IllegalArgumentException where it is above it, or the buckets are custom ones
     */
    public FloatHistogram reducedTo(int target) {
        if (target == schema) {
            return this;
        }
        if (hasCustomBuckets() || target > schema || target < ExponentialBounds.MIN_SCHEMA) {
            throw new IllegalArgumentException(
                    "cannot reduce resolution from schema " + schema + " to " + target);
        }
        var positive = new BucketRow();
        positive.load(positiveSpans, positiveBuckets);
        positive.reduce(schema - target);
        var negative = new BucketRow();
        negative.load(negativeSpans, negativeBuckets);
        negative.reduce(schema - target);
        return with(target, positive, negative);
    }

    /** The observations up to a value; the sum is an estimate then. */
    public FloatHistogram keepingBelow(double value) {
        return HistogramTrim.keepLower(this, value);
    }

    /** The observations from a value on; the sum is an estimate then. */
    public FloatHistogram keepingAbove(double value) {
        return HistogramTrim.keepUpper(this, value);
    }

    /**
     * Whether the counts began anew since an earlier histogram: by the hint if it says so, else
     * where any count is smaller or a bucket is gone.
     */
    public boolean isResetSince(FloatHistogram previous) {
        return CounterResets.isReset(this, previous);
    }

    /** The buckets from the lowest up. */
    public BucketCursor ascending() {
        return new BucketCursor(this, true, zeroThreshold);
    }

    /** The buckets from the highest down. */
    public BucketCursor descending() {
        return new BucketCursor(this, false, zeroThreshold);
    }

    /**
     * Checks what comes from outside: that buckets and spans are as many, no count is negative,
     * custom bounds ascend, and indices are those that numbers can fall into.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public void check() {
        HistogramCheck.check(this);
    }

    boolean isPositiveOnly() {
        return negativeBuckets.length == 0 && positiveBuckets.length > 0;
    }

    boolean isNegativeOnly() {
        return positiveBuckets.length == 0 && negativeBuckets.length > 0;
    }

    /** The largest number within, without its sign. */
    double largest() {
        double buckets = Largest.of(Largest.of(0, positiveBuckets), negativeBuckets);
        return Largest.of(Largest.of(Largest.of(buckets, count), sum), zeroCount);
    }

    /**
     * Whether both have the same buckets with the same counts, bit by bit, so that one NaN is the
     * other. The hint does not count.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FloatHistogram that
                && schema == that.schema
                && isSame(count, that.count)
                && isSame(sum, that.sum)
                && zeroThreshold == that.zeroThreshold
                && isSame(zeroCount, that.zeroCount)
                && (!hasCustomBuckets() || CustomBounds.match(customBounds, that.customBounds))
                && hasSameSpans(that)
                && isSame(positiveBuckets, that.positiveBuckets)
                && isSame(negativeBuckets, that.negativeBuckets);
    }

    private boolean hasSameSpans(FloatHistogram that) {
        return isSame(positiveSpans, that.positiveSpans)
                && isSame(negativeSpans, that.negativeSpans);
    }

    /** Spans may be cut differently. */
    private static boolean isSame(Span[] spans, Span[] others) {
        return Arrays.equals(spans, others)
                || Arrays.equals(BucketRow.joined(spans), BucketRow.joined(others));
    }

    private static boolean isSame(double[] buckets, double[] others) {
        if (buckets.length != others.length) {
            return false;
        }
        for (int i = 0; i < buckets.length; i++) {
            if (!isSame(buckets[i], others[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(double one, double other) {
        return Double.doubleToRawLongBits(one) == Double.doubleToRawLongBits(other);
    }

    @Override
    public int hashCode() {
        int hash = 31 * schema + Long.hashCode(Double.doubleToRawLongBits(count));
        for (double bucket : positiveBuckets) {
            hash = 31 * hash + Long.hashCode(Double.doubleToRawLongBits(bucket));
        }
        return hash;
    }

    /** As Prometheus writes it: {@code {count:4, sum:5, (0.5,1]:1, (1,2]:2, (2,4]:1}}. */
    @Override
    public String toString() {
        var text = new StringBuilder("{count:").append(Numbers.shortest(count));
        text.append(", sum:").append(Numbers.shortest(sum));
        var bucket = new BucketCursor(this, true, 0);
        while (bucket.next()) {
            if (bucket.count() != 0) {
                text.append(", ").append(bucket);
            }
        }
        return text.append('}').toString();
    }
}
