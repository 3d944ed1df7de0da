package io.hypervigil.tsdb.chunk;

/**
 * Reads what a {@link BitWriter} wrote.
 *
 * <p>Thread: confined.
 */
final class BitReader {

    /** Bits of a width that stands before a number. */
    static final int SIZE_BITS = 7;

    private final long[] words;
    private int bit;

    BitReader(long[] words) {
        this.words = words;
    }

    /** Another reader at the same place. */
    BitReader copy() {
        var copy = new BitReader(words);
        copy.bit = bit;
        return copy;
    }

    void skip(int count) {
        bit += count;
    }

    long read(int width) {
        if (width == 0) {
            return 0;
        }
        int word = bit >>> 6;
        int shift = bit & 63;
        long value = words[word] >>> shift;
        if (shift + width > 64) {
            value |= words[word + 1] << (64 - shift);
        }
        bit += width;
        return value & (-1L >>> (64 - width));
    }

    long readSized() {
        long folded = read((int) read(SIZE_BITS));
        return (folded >>> 1) ^ -(folded & 1);
    }

    /** Reads many of one width; a loop of its own, as nearly all time of a query is spent here. */
    void readAll(int width, long[] into, int at, int count) {
        if (width == 0) {
            java.util.Arrays.fill(into, at, at + count, 0);
            return;
        }
        long mask = -1L >>> (64 - width);
        int word = bit >>> 6;
        int shift = bit & 63;
        for (int i = at; i < at + count; i++) {
            long value = words[word] >>> shift;
            shift += width;
            if (shift >= 64) {
                word++;
                shift -= 64;
                if (shift > 0) {
                    value |= words[word] << (width - shift);
                }
            }
            into[i] = value & mask;
        }
        bit += width * count;
    }
}
