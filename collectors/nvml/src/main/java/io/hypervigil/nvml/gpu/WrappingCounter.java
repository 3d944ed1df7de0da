package io.hypervigil.nvml.gpu;

/**
 * A counter of 32 or 64 bits that begins anew when it is full, made into one that does not.
 *
 * <p>Of what happens between two readings it can see one turn, not several.
 *
 * <p>Thread: one.
 */
final class WrappingCounter {

    private static final double TURN = 0x1p32;

    private double last = -1;
    private double total;

    /** The total when the counter shows this; begins with what it shows first. */
    double upTo(double shown) {
        total += shown - Math.max(0, last);
        if (shown < last) {
            // One beyond 32 bits does not turn in our time: it was set back to 0.
            total += last < TURN ? TURN : last;
        }
        last = shown;
        return total;
    }
}
