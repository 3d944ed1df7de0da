package io.hypervigil.promql.histogram;

/**
 * The mean of histograms: their compensated sum by their number, as long as the sum is within what
 * a number can be; from then on the mean itself is carried on.
 *
 * <p>Thread: confined.
 */
public final class HistogramMean {

    /** No addition of two such numbers, nor of any that buckets hold, comes near the largest. */
    private static final double SAFE = 0x1p1000;

    private HistogramSum sum;
    private boolean isMean;
    private double count = 1;

    /** Begins with one. */
    public HistogramMean(FloatHistogram first) {
        this.sum = new HistogramSum(first);
    }

    /**
     * Adds one.
     *
     * @param notes takes what {@link HistogramSum#add} notices
     * @return false where one of the two has exponential and the other custom buckets
     */
    public boolean add(FloatHistogram other, HistogramNotes notes) {
        count++;
        if (isMean) {
            return carryOn(other, notes);
        }
        if (sum.largest() < SAFE && other.largest() < SAFE) {
            return sum.add(other, notes);
        }
        var next = sum.copy();
        if (!next.add(other, notes)) {
            return false;
        }
        if (!Double.isInfinite(next.largest())) {
            sum = next;
            return true;
        }
        isMean = true;
        sum.divide(count - 1);
        return carryOn(other, notes);
    }

    private boolean carryOn(FloatHistogram other, HistogramNotes notes) {
        sum.multiply((count - 1) / count);
        return sum.add(other.dividedBy(count), notes);
    }

    /** The mean. */
    public FloatHistogram result() {
        return sum.result(isMean ? 1 : count);
    }
}
