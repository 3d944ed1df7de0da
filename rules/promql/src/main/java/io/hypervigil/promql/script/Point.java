package io.hypervigil.promql.script;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.number.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * One place in the row of values of a series.
 *
 * @param isOmitted whether there is no sample
 * @param value the float, where there is one
 * @param histogram the histogram, where it is one
 * @param namesHint whether the histogram's hint was written, so that an expectation means it
 */
public record Point(
        boolean isOmitted, double value, @Nullable FloatHistogram histogram, boolean namesHint) {

    static final Point NONE = new Point(true, 0, null, false);

    /** A float. */
    public static Point of(double value) {
        return new Point(false, value, null, false);
    }

    /** A histogram. */
    public static Point of(FloatHistogram histogram, boolean namesHint) {
        return new Point(false, 0, histogram, namesHint);
    }

    /** Whether it is a float. */
    public boolean isFloat() {
        return !isOmitted && histogram == null;
    }

    @Override
    public String toString() {
        if (isOmitted) {
            return "_";
        }
        return histogram == null ? Numbers.shortest(value) : HistogramText.write(histogram);
    }
}
