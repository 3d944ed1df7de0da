package io.hypervigil.promql.value;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;

/**
 * A series with samples over time: floats and histograms apart, each in the order of time.
 *
 * <p>The arrays are as long as there are samples, handed out as they are, and not to be changed: a
 * result may hold millions of them.
 */
public final class RangeSeries {

    private final Labels labels;
    private final long[] floatMillis;
    private final double[] floats;
    private final long[] histogramMillis;
    private final FloatHistogram[] histograms;

    /** Takes the arrays as they are. */
    public RangeSeries(
            Labels labels,
            long[] floatMillis,
            double[] floats,
            long[] histogramMillis,
            FloatHistogram[] histograms) {
        this.labels = labels;
        this.floatMillis = floatMillis;
        this.floats = floats;
        this.histogramMillis = histogramMillis;
        this.histograms = histograms;
    }

    public Labels labels() {
        return labels;
    }

    /** When the floats are of, in milliseconds since 1970. */
    public long[] floatMillis() {
        return floatMillis;
    }

    public double[] floats() {
        return floats;
    }

    /** When the histograms are of, in milliseconds since 1970. */
    public long[] histogramMillis() {
        return histogramMillis;
    }

    public FloatHistogram[] histograms() {
        return histograms;
    }
}
