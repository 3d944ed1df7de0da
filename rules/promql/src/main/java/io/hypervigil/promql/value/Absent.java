package io.hypervigil.promql.value;

/**
 * Marks, in a row of values with one place a step, the steps that have no float: a NaN of one
 * certain payload, told from other NaNs by its bits only. It is a signalling NaN, so arithmetic
 * never gives it: a result is absent only where someone wrote it so.
 */
public final class Absent {

    private static final long BITS = 0x7ff0000000000a55L;

    /** No float at this step. */
    public static final double VALUE = Double.longBitsToDouble(BITS);

    private Absent() {}

    /** Whether there is no float. */
    public static boolean is(double value) {
        return Double.isNaN(value) && Double.doubleToRawLongBits(value) == BITS;
    }
}
