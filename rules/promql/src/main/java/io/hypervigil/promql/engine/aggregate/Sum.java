package io.hypervigil.promql.engine.aggregate;

import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.value.Absent;
import java.util.Arrays;

/** {@code sum}, with Kahan's compensation as Neumaier has it. */
final class Sum implements Accumulator {

    private final double[] sums;
    private final double[] compensations;
    private final HistogramTotals histograms;

    Sum(int steps, HistogramTotals histograms) {
        this.sums = new double[steps];
        Arrays.fill(sums, Absent.VALUE);
        this.compensations = new double[steps];
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
                add(i, value);
            }
        }
    }

    private void add(int step, double value) {
        double sum = sums[step];
        if (Absent.is(sum)) {
            sums[step] = value;
            return;
        }
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
            if (!Absent.is(sums[i])) {
                values[i] = sums[i] + compensations[i];
            }
        }
        histograms.finish(into);
    }
}
