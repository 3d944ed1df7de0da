package io.hypervigil.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes of a page being written.
 *
 * <p>Thread: one.
 */
final class PageBuffer {

    private static final int FIRST_BYTES = 64 * 1024;
    private static final double LARGEST_EXACT = 9_007_199_254_740_992.0;
    private static final int MAX_DIGITS = 20;
    private static final int MILLION = 1_000_000;

    /** Between these {@link Double#toString} writes no exponent. */
    private static final double LEAST_PLAIN = 1e-3;

    private static final double MOST_PLAIN = 1e7;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    void clear() {
        length = 0;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    /** The text, with what was there before behind it; not to be written to. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    PageBuffer append(byte[] added) {
        return append(added, 0, added.length);
    }

    PageBuffer append(byte[] added, int from, int count) {
        reserve(count);
        System.arraycopy(added, from, bytes, length, count);
        length += count;
        return this;
    }

    PageBuffer append(String text) {
        return append(text.getBytes(StandardCharsets.UTF_8));
    }

    PageBuffer append(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /**
     * A value as Go's parser reads it: whole numbers without a fraction, the rest with as many
     * digits as tell it from its neighbours.
     */
    PageBuffer append(double value) {
        if (value == Math.rint(value) && Math.abs(value) < LARGEST_EXACT) {
            return appendWhole((long) value);
        }
        if (Double.isInfinite(value)) {
            return append(value > 0 ? "+Inf" : "-Inf");
        }
        double millionths = Math.rint(value * MILLION);
        boolean isPlain = Math.abs(value) >= LEAST_PLAIN && Math.abs(value) < MOST_PLAIN;
        return isPlain && millionths / MILLION == value
                ? appendMillionths((long) millionths)
                : append(Double.toString(value));
    }

    /**
     * With as many digits behind the point as it needs. Six make at most fifteen in all here, and
     * of those no two numbers are the same double: so it is what {@link Double#toString} says.
     */
    private PageBuffer appendMillionths(long millionths) {
        if (millionths < 0) {
            append('-');
        }
        long rest = Math.abs(millionths);
        appendWhole(rest / MILLION).append('.');
        long fraction = rest % MILLION;
        long digit = MILLION / 10;
        do {
            append((char) ('0' + fraction / digit));
            fraction %= digit;
            digit /= 10;
        } while (fraction > 0);
        return this;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private PageBuffer appendWhole(long value) {
        reserve(MAX_DIGITS);
        long rest = value;
        if (rest < 0) {
            bytes[length++] = '-';
            rest = -rest;
        }
        int digits = 1;
        for (long power = 10; power <= rest; power *= 10) {
            digits++;
        }
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    private void reserve(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
