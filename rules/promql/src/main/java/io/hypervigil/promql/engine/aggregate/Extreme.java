package io.hypervigil.promql.engine.aggregate;

import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.value.Absent;
import java.util.Arrays;

/** {@code min} and {@code max}: NaN only where there is nothing else. */
final class Extreme implements Accumulator {

    private final boolean isMax;
    private final double[] extremes;

    Extreme(int steps, boolean isMax) {
        this.isMax = isMax;
        this.extremes = new double[steps];
        Arrays.fill(extremes, Absent.VALUE);
    }

    @Override
    public void add(Row row) {
        var values = row.values();
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            // What is absent is NaN, too, and gives way to any value.
            boolean isFurther = isMax ? extremes[i] < value : extremes[i] > value;
            if (!Absent.is(value) && (isFurther || Double.isNaN(extremes[i]))) {
                extremes[i] = value;
            }
        }
    }

    @Override
    public void finish(Row into) {
        System.arraycopy(extremes, 0, into.values(), 0, extremes.length);
    }
}
