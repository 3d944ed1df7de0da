package io.hypervigil.tsdb.chunk;

/**
 * Writes values in few bits, exactly: a constant as one word, decimals as packed whole numbers,
 * other floats by what changed in their bits, as Gorilla does.
 *
 * <p>No value: no word. One word: a constant. Else a form stands in the first bit. Thread:
 * confined; its arrays are used again.
 */
public final class ChunkEncoder {

    static final int DECIMAL = 0;
    static final int FLIPS = 1;

    private static final long[] NOTHING = {};

    private final double[] values = new double[TimeRow.CAPACITY];
    private final long[] longs = new long[TimeRow.CAPACITY];
    private final Packing plain = new Packing(false);
    private final Packing delta = new Packing(true);
    private final BitWriter out = new BitWriter();

    /** An array of a row's capacity that the caller may fill and have encoded. */
    double[] values() {
        return values;
    }

    /** An array of a row's capacity for passing use. */
    long[] longs() {
        return longs;
    }

    /** The first values of an array. */
    long[] encode(double[] values, int count) {
        if (count == 0) {
            return NOTHING;
        }
        if (isConstant(values, count)) {
            return new long[] {Double.doubleToRawLongBits(values[0])};
        }
        out.clear();
        int scale = Decimals.scale(values, count, longs);
        if (scale == Decimals.NONE) {
            writeFlips(values, count);
        } else {
            writeDecimals(scale, count);
        }
        return out.toWords();
    }

    private static boolean isConstant(double[] values, int count) {
        long bits = Double.doubleToRawLongBits(values[0]);
        for (int i = 1; i < count; i++) {
            if (Double.doubleToRawLongBits(values[i]) != bits) {
                return false;
            }
        }
        return true;
    }

    private void writeDecimals(int scale, int count) {
        plain.plan(longs, count);
        delta.plan(longs, count);
        out.write(DECIMAL, 1);
        out.write(scale, Decimals.SCALE_BITS);
        (delta.bits() < plain.bits() ? delta : plain).write(out);
    }

    /** The first value, a bit for each later one that says whether it changed, and the changes. */
    private void writeFlips(double[] values, int count) {
        long all = 0;
        int changes = 0;
        for (int i = 1; i < count; i++) {
            longs[i] =
                    Double.doubleToRawLongBits(values[i])
                            ^ Double.doubleToRawLongBits(values[i - 1]);
            all |= longs[i];
            changes += longs[i] == 0 ? 0 : 1;
        }
        int trailing = Long.numberOfTrailingZeros(all);
        int width = 64 - Long.numberOfLeadingZeros(all) - trailing;
        out.write(FLIPS, 1);
        out.write(Double.doubleToRawLongBits(values[0]), 64);
        out.write(trailing, Packing.WIDTH_BITS);
        out.write(width, Packing.WIDTH_BITS);
        writeChanged(count, changes == count - 1);
        for (int i = 1; i < count; i++) {
            if (longs[i] != 0) {
                out.write(longs[i] >>> trailing, width);
            }
        }
    }

    private void writeChanged(int count, boolean isEach) {
        out.write(isEach ? 1 : 0, 1);
        if (isEach) {
            return;
        }
        out.write(count - 1, Packing.WIDTH_BITS);
        for (int i = 1; i < count; i++) {
            out.write(longs[i] == 0 ? 0 : 1, 1);
        }
    }
}
