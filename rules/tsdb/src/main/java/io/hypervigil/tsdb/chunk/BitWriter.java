package io.hypervigil.tsdb.chunk;

import java.util.Arrays;

/**
 * Writes numbers of any width into words, the lowest bits first.
 *
 * <p>Thread: confined.
 */
final class BitWriter {

    private long[] words = new long[32];
    private int bits;

    void clear() {
        Arrays.fill(words, 0, (bits + 63) >>> 6, 0);
        bits = 0;
    }

    /**
     * @param value with no bit set beyond the width
     * @param width from 0 to 64
     */
    void write(long value, int width) {
        if (width == 0) {
            return;
        }
        int word = bits >>> 6;
        int shift = bits & 63;
        if (word + 2 > words.length) {
            words = Arrays.copyOf(words, words.length * 2);
        }
        words[word] |= value << shift;
        if (shift + width > 64) {
            words[word + 1] = value >>> (64 - shift);
        }
        bits += width;
    }

    /** A number whose width is written before it; small ones of either sign are short. */
    void writeSized(long value) {
        long folded = (value << 1) ^ (value >> 63);
        int width = 64 - Long.numberOfLeadingZeros(folded);
        write(width, BitReader.SIZE_BITS);
        write(folded, width);
    }

    /** What was written, as whole words, at least two. */
    long[] toWords() {
        return Arrays.copyOf(words, Math.max(2, (bits + 63) >>> 6));
    }
}
