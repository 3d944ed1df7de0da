package io.hypervigil.promql.storage;

/**
 * The marker that a series has ended: a NaN of one certain payload, as Prometheus writes it. It is
 * told from other NaNs by its bits only.
 */
public final class Staleness {

    private static final long BITS = 0x7ff0000000000002L;

    /** The value of a marker. */
    public static final double MARKER = Double.longBitsToDouble(BITS);

    private Staleness() {}

    /** Whether a value is the marker. */
    public static boolean isMarker(double value) {
        return Double.isNaN(value) && Double.doubleToRawLongBits(value) == BITS;
    }
}
