package io.hypervigil.promql.engine.aggregate;

import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.value.Absent;
import java.util.Arrays;

/**
 * {@code avg}: the compensated sum by the count, as long as the sum is finite; from then on the
 * mean itself is carried on.
 */
final class Average implements Accumulator {

    private final double[] sums;
    private final double[] compensations;
    private final int[] counts;

    /** Whether {@link #sums} has the mean. */
    private final boolean[] hasMean;

    private final HistogramTotals histograms;

    Average(int steps, HistogramTotals histograms) {
        this.sums = new double[steps];
        Arrays.fill(sums, Absent.VALUE);
        this.compensations = new double[steps];
        this.counts = new int[steps];
        this.hasMean = new boolean[steps];
        this.histograms = histograms;
    }

    @Override
    public void add(Row row) {
        if (row.hasHistograms()) {
            histograms.add(row, sums);
        }
        var values = row.values();
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            if (!Absent.is(value)) {
                counts[i]++;
                add(i, value);
            }
        }
    }

    private void add(int step, double value) {
        if (Absent.is(sums[step])) {
            sums[step] = value;
            return;
        }
        if (!hasMean[step]) {
            if (!Double.isInfinite(sums[step] + value)) {
                increase(step, sums[step], value);
                return;
            }
            hasMean[step] = true;
            sums[step] /= counts[step] - 1;
            compensations[step] /= counts[step] - 1;
        }
        double count = counts[step];
        double weight = (count - 1) / count;
        compensations[step] *= weight;
        increase(step, weight * sums[step], value / count);
    }

    private void increase(int step, double sum, double value) {
        double total = sum + value;
        if (Double.isInfinite(total)) {
            compensations[step] = 0;
        } else if (Math.abs(sum) >= Math.abs(value)) {
            compensations[step] += (sum - total) + value;
        } else {
            compensations[step] += (value - total) + sum;
        }
        sums[step] = total;
    }

    @Override
    public void finish(Row into) {
        var values = into.values();
        for (int i = 0; i < values.length; i++) {
            if (Absent.is(sums[i])) {
                continue;
            }
            values[i] =
                    hasMean[i]
                            ? sums[i] + compensations[i]
                            : sums[i] / counts[i] + compensations[i] / counts[i];
        }
        histograms.finish(into);
    }
}
