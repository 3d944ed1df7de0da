package io.hypervigil.tsdb.chunk;

/**
 * Finds the whole numbers behind floats that were read from decimal text, scaled by a program or
 * whole already: 1620.17 is 162,017 over 100, and 415.44800000000004 is 415,448 times 0.001. A
 * quotient or product of two exact floats is correctly rounded, so that the same operation gives
 * the very float back; each is tried before it is believed.
 */
final class Decimals {

    /** No such scale. */
    static final int NONE = -1;

    /** Bits of a scale. */
    static final int SCALE_BITS = 4;

    private static final double MAX_EXACT = 0x1p53;
    private static final long NO_NUMBER = Long.MIN_VALUE;

    /** What the numbers are divided by, from the first scale on. */
    private static final double[] DIVISORS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11
    };

    /** What they are multiplied by in the scales after those: ticks, milli, micro, nano. */
    private static final double[] FACTORS = {1e-2, 1e-3, 1e-6, 1e-9};

    private static final int SCALES = DIVISORS.length + FACTORS.length;

    private Decimals() {}

    /**
     * Scales all so that they are whole.
     *
     * @return the scale, or {@link #NONE}
     */
    static int scale(double[] values, int count, long[] into) {
        int scale = 0;
        int i = 0;
        while (i < count) {
            long number = whole(values[i], scale);
            if (number != NO_NUMBER) {
                into[i++] = number;
            } else if (scale == SCALES - 1) {
                return NONE;
            } else {
                scale++;
                i = 0;
            }
        }
        return scale;
    }

    private static long whole(double value, int scale) {
        boolean isQuotient = scale < DIVISORS.length;
        double unit = isQuotient ? DIVISORS[scale] : FACTORS[scale - DIVISORS.length];
        double scaled = isQuotient ? value * unit : value / unit;
        if (!(Math.abs(scaled) < MAX_EXACT)) {
            return NO_NUMBER;
        }
        long number = (long) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
        double back = isQuotient ? number / unit : number * unit;
        boolean isExact = Double.doubleToRawLongBits(back) == Double.doubleToRawLongBits(value);
        return isExact && Math.abs(number) < (long) MAX_EXACT ? number : NO_NUMBER;
    }

    /** Scales some of the numbers back. */
    static void unscale(long[] numbers, int scale, double[] into, int at, int count) {
        if (scale >= DIVISORS.length) {
            double factor = FACTORS[scale - DIVISORS.length];
            for (int i = at; i < at + count; i++) {
                into[i] = numbers[i] * factor;
            }
            return;
        }
        double divisor = DIVISORS[scale];
        for (int i = at; i < at + count; i++) {
            into[i] = divisor == 1 ? numbers[i] : numbers[i] / divisor;
        }
    }
}
