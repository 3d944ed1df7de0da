package io.hypervigil.tsdb.chunk;

/**
 * How to write whole numbers in few bits: each as a multiple of a step above a base, in one width
 * for all, but for exceptions, which follow in a list of their own.
 *
 * <p>Gauges are packed as they are; counters and what drifts by their differences. Thread:
 * confined; used again for the next numbers.
 */
final class Packing {

    /** Bits of an exception's place. */
    static final int PLACE_BITS = 7;

    /** Bits of a width from 0 to 64. */
    static final int WIDTH_BITS = 7;

    private final boolean isDelta;
    private final long[] residuals = new long[TimeRow.CAPACITY];
    private final int[] withWidth = new int[65];
    private int count;
    private long first;
    private long base;
    private long step;
    private int width;
    private int exceptionWidth;
    private int exceptions;
    private int bits;

    Packing(boolean isDelta) {
        this.isDelta = isDelta;
    }

    /**
     * Finds the widths for numbers whose magnitude is below 2^53, so that differences do not
     * overflow.
     *
     * @param size at least 2
     */
    void plan(long[] numbers, int size) {
        first = isDelta ? numbers[0] : 0;
        count = isDelta ? size - 1 : size;
        if (isDelta) {
            for (int i = 0; i < count; i++) {
                residuals[i] = numbers[i + 1] - numbers[i];
            }
        } else {
            System.arraycopy(numbers, 0, residuals, 0, size);
        }
        subtractBase();
        divideByStep();
        chooseWidth();
    }

    private void subtractBase() {
        base = residuals[0];
        for (int i = 1; i < count; i++) {
            base = Math.min(base, residuals[i]);
        }
        for (int i = 0; i < count; i++) {
            residuals[i] -= base;
        }
    }

    /** Pages of 4,096 bytes, ticks of 250: what all have in common need not be written. */
    private void divideByStep() {
        step = 0;
        for (int i = 0; i < count && step != 1; i++) {
            step = greatestDivisor(residuals[i], step);
        }
        if (step > 1) {
            for (int i = 0; i < count; i++) {
                residuals[i] /= step;
            }
        }
    }

    private static long greatestDivisor(long a, long b) {
        long one = a;
        long other = b;
        while (other != 0) {
            long rest = one % other;
            one = other;
            other = rest;
        }
        return one;
    }

    private void chooseWidth() {
        java.util.Arrays.fill(withWidth, 0);
        exceptionWidth = 0;
        for (int i = 0; i < count; i++) {
            int needed = widthOf(residuals[i]);
            withWidth[needed]++;
            exceptionWidth = Math.max(exceptionWidth, needed);
        }
        width = exceptionWidth;
        exceptions = 0;
        bits = count * width;
        int wider = 0;
        for (int narrower = exceptionWidth - 1; narrower >= 0; narrower--) {
            wider += withWidth[narrower + 1];
            int cost = count * narrower + wider * (PLACE_BITS + exceptionWidth);
            if (cost < bits) {
                bits = cost;
                width = narrower;
                exceptions = wider;
            }
        }
        bits += widthOf(Math.abs(first)) + widthOf(Math.abs(base)) + widthOf(step);
    }

    private static int widthOf(long value) {
        return 64 - Long.numberOfLeadingZeros(value);
    }

    /** About how many bits it takes. */
    int bits() {
        return bits;
    }

    void write(BitWriter out) {
        out.write(isDelta ? 1 : 0, 1);
        if (isDelta) {
            out.writeSized(first);
        }
        out.writeSized(base);
        out.writeSized(step);
        out.write(width, WIDTH_BITS);
        out.write(exceptions, WIDTH_BITS + 1);
        if (exceptions > 0) {
            writeExceptions(out);
        }
        for (int i = 0; i < count; i++) {
            out.write(residuals[i], width);
        }
    }

    /** What is written in the place of an exception has no meaning: it is 0. */
    private void writeExceptions(BitWriter out) {
        out.write(exceptionWidth, WIDTH_BITS);
        for (int i = 0; i < count; i++) {
            if (widthOf(residuals[i]) > width) {
                out.write(i, PLACE_BITS);
                out.write(residuals[i], exceptionWidth);
                residuals[i] = 0;
            }
        }
    }
}
