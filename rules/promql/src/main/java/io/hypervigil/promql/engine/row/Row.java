package io.hypervigil.promql.engine.row;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.value.Absent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One series with a place for each step: a float, a histogram, or nothing. Rented from a {@link
 * Frame} and given back to it; who has it may change it.
 *
 * <p>Thread: confined.
 */
public final class Row {

    private final double[] values;
    private @Nullable FloatHistogram @Nullable [] histograms;
    private Labels labels = Labels.EMPTY;
    private boolean dropsName;

    Row(int steps) {
        this.values = new double[steps];
    }

    void clear(Labels newLabels) {
        labels = newLabels;
        dropsName = false;
        histograms = null;
        Arrays.fill(values, Absent.VALUE);
    }

    public Labels labels() {
        return labels;
    }

    public void setLabels(Labels labels) {
        this.labels = labels;
    }

    /** Whether the name is to be taken off at the end of the query. */
    public boolean dropsName() {
        return dropsName;
    }

    public void setDropsName(boolean dropsName) {
        this.dropsName = dropsName;
    }

    /** The floats, {@link Absent#VALUE} where there is none. */
    public double[] values() {
        return values;
    }

    /** Whether there may be histograms. */
    public boolean hasHistograms() {
        return histograms != null;
    }

    public @Nullable FloatHistogram histogram(int step) {
        return histograms == null ? null : histograms[step];
    }

    /** Puts a histogram at a step, in place of what is there. */
    public void set(int step, FloatHistogram histogram) {
        if (histograms == null) {
            histograms = new @Nullable FloatHistogram[values.length];
        }
        histograms[step] = histogram;
        values[step] = Absent.VALUE;
    }

    /** Puts a float at a step, in place of what is there. */
    public void set(int step, double value) {
        values[step] = value;
        if (histograms != null) {
            histograms[step] = null;
        }
    }

    /** Puts what another row has at the step. */
    public void set(int step, Row other) {
        var histogram = other.histogram(step);
        if (histogram != null) {
            set(step, histogram);
        } else {
            set(step, other.values[step]);
        }
    }

    /** Leaves nothing at a step. */
    public void remove(int step) {
        set(step, Absent.VALUE);
    }

    /** Whether there is a float or a histogram at a step. */
    public boolean isAt(int step) {
        return !Absent.is(values[step]) || (histograms != null && histograms[step] != null);
    }

    /** Whether there is nothing at any step. */
    public boolean isEmpty() {
        for (int i = 0; i < values.length; i++) {
            if (isAt(i)) {
                return false;
            }
        }
        return true;
    }
}
