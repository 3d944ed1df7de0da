package io.hypervigil.promql.engine.aggregate;

import io.hypervigil.promql.engine.row.Row;

/** {@code count}, and {@code group}, which says only that there is any. */
final class Count implements Accumulator {

    private final boolean isAnyOnly;
    private final int[] counts;

    Count(int steps, boolean isAnyOnly) {
        this.isAnyOnly = isAnyOnly;
        this.counts = new int[steps];
    }

    @Override
    public void add(Row row) {
        for (int i = 0; i < counts.length; i++) {
            if (row.isAt(i)) {
                counts[i]++;
            }
        }
    }

    @Override
    public void finish(Row into) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                into.values()[i] = isAnyOnly ? 1 : counts[i];
            }
        }
    }
}
