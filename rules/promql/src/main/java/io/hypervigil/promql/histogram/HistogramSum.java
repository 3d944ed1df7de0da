package io.hypervigil.promql.histogram;

import io.hypervigil.promql.histogram.FloatHistogram.ResetHint;
import io.hypervigil.promql.histogram.FloatHistogram.Span;
import io.hypervigil.promql.histogram.HistogramNotes.Note;

/**
 * The sum of histograms, with what rounding takes from it kept beside each of its numbers.
 *
 * <p>Histograms of different resolution are added at the lower one, zero buckets of different width
 * at one that holds both, custom buckets of different bounds at those that all have. Empty buckets
 * stay: {@link FloatHistogram#compact} drops them.
 *
 * <p>Thread: confined.
 */
public final class HistogramSum {

    private static final Span[] NO_SPANS = {};
    private static final double[] NO_BUCKETS = {};

    private int schema;
    private double[] customBounds;
    private ResetHint hint;
    private double count;
    private double countLoss;
    private double sum;
    private double sumLoss;
    private final ZeroBucket zero;
    private final BucketRow positive;
    private final BucketRow negative;
    private boolean hasSeenReset;
    private boolean hasSeenNoReset;

    private final ZeroBucket otherZero = new ZeroBucket();
    private final BucketRow otherPositive = new BucketRow();
    private final BucketRow otherNegative = new BucketRow();

    /** Begins with one. */
    public HistogramSum(FloatHistogram first) {
        this.schema = first.schema();
        this.customBounds = first.customBounds();
        this.hint = first.hint();
        this.count = first.count();
        this.sum = first.sum();
        this.zero = new ZeroBucket();
        this.positive = new BucketRow();
        this.negative = new BucketRow();
        positive.load(first.positiveSpans(), first.positiveBuckets());
        if (!first.hasCustomBuckets()) {
            zero.load(first.zeroThreshold(), first.zeroCount());
            negative.load(first.negativeSpans(), first.negativeBuckets());
        }
        see(first.hint());
    }

    private HistogramSum(HistogramSum other) {
        this.schema = other.schema;
        this.customBounds = other.customBounds;
        this.hint = other.hint;
        this.count = other.count;
        this.countLoss = other.countLoss;
        this.sum = other.sum;
        this.sumLoss = other.sumLoss;
        this.zero = other.zero.copy();
        this.positive = other.positive.copy();
        this.negative = other.negative.copy();
        this.hasSeenReset = other.hasSeenReset;
        this.hasSeenNoReset = other.hasSeenNoReset;
    }

    HistogramSum copy() {
        return new HistogramSum(this);
    }

    private void see(ResetHint added) {
        hasSeenReset |= added == ResetHint.RESET;
        hasSeenNoReset |= added == ResetHint.NOT_RESET;
    }

    /**
     * Adds one.
     *
     * @param notes takes that bounds were reconciled, and that of all histograms so far one says
     *     that its counter was reset and another that it was not
     * @return false where one of the two has exponential and the other custom buckets; nothing is
     *     added then
     */
    public boolean add(FloatHistogram other, HistogramNotes notes) {
        return add(other, 1, notes);
    }

    boolean add(FloatHistogram other, double sign, HistogramNotes notes) {
        see(other.hint());
        if (hasSeenReset && hasSeenNoReset) {
            notes.add(Note.COUNTER_RESET_COLLISION);
        }
        if (other.hasCustomBuckets() != hasCustomBuckets()) {
            return false;
        }
        hint = combine(hint, other.hint());
        otherPositive.load(other.positiveSpans(), other.positiveBuckets());
        if (hasCustomBuckets()) {
            addCustom(other, sign, notes);
        } else {
            addExponential(other, sign);
        }
        addTotals(sign * other.count(), sign * other.sum());
        return true;
    }

    private boolean hasCustomBuckets() {
        return schema == FloatHistogram.CUSTOM_BUCKETS_SCHEMA;
    }

    /** A gauge stays one; what is known of both alone stays known. */
    private static ResetHint combine(ResetHint one, ResetHint other) {
        if (one == other) {
            return one;
        }
        return one == ResetHint.GAUGE || other == ResetHint.GAUGE
                ? ResetHint.GAUGE
                : ResetHint.UNKNOWN;
    }

    private void addTotals(double moreCount, double moreSum) {
        double newCount = count + moreCount;
        countLoss = Kahan.loss(count, moreCount, newCount, countLoss);
        count = newCount;
        double newSum = sum + moreSum;
        sumLoss = Kahan.loss(sum, moreSum, newSum, sumLoss);
        sum = newSum;
    }

    private void addCustom(FloatHistogram other, double sign, HistogramNotes notes) {
        if (CustomBounds.match(customBounds, other.customBounds())) {
            positive.add(otherPositive, 0, sign);
            return;
        }
        notes.add(Note.BOUNDS_RECONCILED);
        var common = CustomBounds.intersect(customBounds, other.customBounds());
        positive.mapTo(customBounds, common);
        otherPositive.mapTo(other.customBounds(), common);
        positive.add(otherPositive, 0, sign);
        positive.dropVoid();
        customBounds = common;
    }

    private void addExponential(FloatHistogram other, double sign) {
        otherNegative.load(other.negativeSpans(), other.negativeBuckets());
        otherZero.load(other.zeroThreshold(), other.zeroCount());
        // Zero buckets first, while both have their own resolution: a bucket that the larger zero
        // bucket reaches into is then as narrow as can be.
        widenZeroBuckets(other);
        zero.add(sign * otherZero.count());
        int target = Math.min(schema, other.schema());
        if (target < schema) {
            positive.reduce(schema - target);
            negative.reduce(schema - target);
            schema = target;
        }
        if (target < other.schema()) {
            otherPositive.reduce(other.schema() - target);
            otherNegative.reduce(other.schema() - target);
        }
        positive.add(otherPositive, zero.firstBeyond(otherPositive, schema), sign);
        negative.add(otherNegative, zero.firstBeyond(otherNegative, schema), sign);
    }

    private void widenZeroBuckets(FloatHistogram other) {
        while (zero.threshold() != otherZero.threshold()) {
            if (zero.threshold() > otherZero.threshold()) {
                otherZero.load(other.zeroThreshold(), other.zeroCount());
                otherZero.grow(zero.threshold(), otherPositive, otherNegative, other.schema());
            }
            if (otherZero.threshold() > zero.threshold()) {
                zero.grow(otherZero.threshold(), positive, negative, schema);
                zero.cut(positive, schema);
                zero.cut(negative, schema);
            }
        }
    }

    void multiply(double factor) {
        count *= factor;
        countLoss *= factor;
        sum *= factor;
        sumLoss *= factor;
        zero.multiply(factor);
        positive.multiply(factor);
        negative.multiply(factor);
    }

    void divide(double divisor) {
        count /= divisor;
        countLoss /= divisor;
        sum /= divisor;
        sumLoss /= divisor;
        zero.divide(divisor);
        positive.divide(divisor);
        negative.divide(divisor);
    }

    /** The largest of its numbers, or its negative; infinite where one went beyond all. */
    double largest() {
        double total = positive.largest(negative.largest(0));
        return Largest.of(Largest.of(Largest.of(total, count), sum), zero.count());
    }

    /** The sum. */
    public FloatHistogram result() {
        return result(1);
    }

    /** The sum, each number and what was lost of it divided. */
    FloatHistogram result(double divisor) {
        return histogram(
                zero.exactCount(divisor),
                count / divisor + countLoss / divisor,
                sum / divisor + sumLoss / divisor,
                positive.exactCounts(divisor),
                negative.exactCounts(divisor));
    }

    /** The sum as plain additions give it. */
    FloatHistogram rounded() {
        return histogram(
                zero.count(), count, sum, positive.roundedCounts(), negative.roundedCounts());
    }

    private FloatHistogram histogram(
            double zeroCount,
            double total,
            double sumTotal,
            double[] positiveCounts,
            double[] negativeCounts) {
        return new FloatHistogram(
                hint,
                schema,
                zero.threshold(),
                zeroCount,
                total,
                sumTotal,
                positive.spans(),
                positiveCounts,
                hasCustomBuckets() ? NO_SPANS : negative.spans(),
                hasCustomBuckets() ? NO_BUCKETS : negativeCounts,
                customBounds);
    }
}
