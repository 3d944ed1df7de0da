package io.hypervigil.promql.histogram;

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

    Span[] positiveSpans() {
        return positiveSpans;
    }

    double[] positiveBuckets() {
        return positiveBuckets;
    }

    Span[] negativeSpans() {
        return negativeSpans;
    }

    double[] negativeBuckets() {
        return negativeBuckets;
    }

    /** The upper bounds of custom buckets but the last, which is +Inf. */
    double[] customBounds() {
        return customBounds;
    }
}
