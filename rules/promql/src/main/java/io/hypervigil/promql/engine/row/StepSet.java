package io.hypervigil.promql.engine.row;

/**
 * A set of steps, a bit for each.
 *
 * <p>Thread: confined.
 */
public final class StepSet {

    private final long[] bits;

    public StepSet(Steps steps) {
        this.bits = new long[(steps.count() + 63) / 64];
    }

    public boolean has(int step) {
        return (bits[step >> 6] & 1L << step) != 0;
    }

    /** Adds a step; false where it was there. */
    public boolean add(int step) {
        long before = bits[step >> 6];
        bits[step >> 6] = before | 1L << step;
        return bits[step >> 6] != before;
    }

    /** Adds the steps at which a row has a sample. */
    public void addAll(Row row, Steps steps) {
        for (int i = 0; i < steps.count(); i++) {
            if (row.isAt(i)) {
                add(i);
            }
        }
    }
}
