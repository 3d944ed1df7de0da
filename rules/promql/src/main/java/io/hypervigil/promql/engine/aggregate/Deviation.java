package io.hypervigil.promql.engine.aggregate;

import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.value.Absent;

/** {@code stddev} and {@code stdvar}, by Welford's way in one pass. */
final class Deviation implements Accumulator {

    private final boolean isVariance;
    private final int[] counts;
    private final double[] means;
    private final double[] squares;

    Deviation(int steps, boolean isVariance) {
        this.isVariance = isVariance;
        this.counts = new int[steps];
        this.means = new double[steps];
        this.squares = new double[steps];
    }

    @Override
    public void add(Row row) {
        var values = row.values();
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            if (Absent.is(value)) {
                continue;
            }
            counts[i]++;
            if (counts[i] == 1) {
                means[i] = value;
                squares[i] = Double.isFinite(value) ? 0 : Double.NaN;
                continue;
            }
            double delta = value - means[i];
            means[i] += delta / counts[i];
            squares[i] += delta * (value - means[i]);
        }
    }

    @Override
    public void finish(Row into) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                double variance = squares[i] / counts[i];
                into.values()[i] = isVariance ? variance : Math.sqrt(variance);
            }
        }
    }
}
