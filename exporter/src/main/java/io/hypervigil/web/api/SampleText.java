package io.hypervigil.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Times and values as Prometheus writes them in JSON: {@code 1435781451.781} and {@code "0.25"}.
 * Whole numbers, which most values are, cost no garbage.
 *
 * <p>Thread: one.
 */
final class SampleText {

    private static final long LARGEST_EXACT = 1L << 53;

    /** Beyond these a value of a sample has an exponent. */
    private static final double LEAST_PLAIN = 1e-6;

    private static final double LEAST_LARGE = 1e21;

    private static final double LEAST_OF_TWO_DIGITS = 0x1p-1069;

    private static final int MILLION = 1_000_000;
    private static final double LARGEST_SHORT = 1e15;

    /** The series of a range have the same times: the latest of each place is kept. */
    private static final int KEPT_TIMES = 1024;

    private static final int TIME_CHARS = 24;

    /** A plain number has at most 1 + 2 + 323 + 17 characters; a time and marks stand around it. */
    private static final int MAX_CHARS = 512;

    private final char[] text = new char[MAX_CHARS];
    private int length;

    private long[] keptMillis = {};
    private char[] keptTexts = {};
    private byte[] keptLengths = {};

    /** Writes {@code [TIME,"VALUE"]}. */
    void writeSample(long millis, double value, JsonGenerator out) throws IOException {
        length = 0;
        append('[');
        appendTime(millis);
        append(',');
        appendQuoted(value, hasExponent(value));
        append(']');
        out.writeRawValue(text, 0, length);
    }

    /**
     * Writes {@code [TIME,"VALUE"]} of a series.
     *
     * @param place of the sample in it
     */
    void writeSample(int place, long millis, double value, JsonGenerator out) throws IOException {
        length = 0;
        append('[');
        appendKeptTime(place & (KEPT_TIMES - 1), millis);
        append(',');
        appendQuoted(value, hasExponent(value));
        append(']');
        out.writeRawValue(text, 0, length);
    }

    private void appendKeptTime(int slot, long millis) {
        if (keptMillis.length == 0) {
            keptMillis = new long[KEPT_TIMES];
            keptTexts = new char[KEPT_TIMES * TIME_CHARS];
            keptLengths = new byte[KEPT_TIMES];
        }
        int start = length;
        int kept = keptLengths[slot];
        if (kept > 0 && keptMillis[slot] == millis) {
            System.arraycopy(keptTexts, slot * TIME_CHARS, text, start, kept);
            length += kept;
            return;
        }
        appendTime(millis);
        keptMillis[slot] = millis;
        keptLengths[slot] = (byte) (length - start);
        System.arraycopy(text, start, keptTexts, slot * TIME_CHARS, length - start);
    }

    /** Writes {@code [TIME,"VALUE"]}, the value without an exponent, as a scalar's is. */
    void writeScalar(long millis, double value, JsonGenerator out) throws IOException {
        length = 0;
        append('[');
        appendTime(millis);
        append(',');
        appendQuoted(value, false);
        append(']');
        out.writeRawValue(text, 0, length);
    }

    /** Writes {@code TIME}. */
    void writeTime(long millis, JsonGenerator out) throws IOException {
        length = 0;
        appendTime(millis);
        out.writeRawValue(text, 0, length);
    }

    /** Writes {@code "VALUE"}. */
    void writeValue(double value, JsonGenerator out) throws IOException {
        length = 0;
        appendQuoted(value, hasExponent(value));
        out.writeRawValue(text, 0, length);
    }

    private static boolean hasExponent(double value) {
        double size = Math.abs(value);
        return size != 0 && (size < LEAST_PLAIN || size >= LEAST_LARGE);
    }

    private void appendTime(long millis) {
        if (millis < 0) {
            append('-');
        }
        long size = Math.abs(millis);
        appendWhole(size / 1000);
        int fraction = (int) (size % 1000);
        if (fraction != 0) {
            append('.');
            append((char) ('0' + fraction / 100));
            append((char) ('0' + fraction / 10 % 10));
            append((char) ('0' + fraction % 10));
        }
    }

    private void appendQuoted(double value, boolean hasExponent) {
        append('"');
        long whole = (long) value;
        if (whole == value && Math.abs(whole) < LARGEST_EXACT && (whole != 0 || 1 / value > 0)) {
            if (whole < 0) {
                append('-');
            }
            appendWhole(Math.abs(whole));
        } else if (value == 0) {
            append("-0");
        } else if (Double.isNaN(value)) {
            append("NaN");
        } else if (Double.isInfinite(value)) {
            append(value > 0 ? "+Inf" : "-Inf");
        } else if (!appendShort(value)) {
            appendDecimal(shortest(value), hasExponent);
        }
        append('"');
    }

    private void appendWhole(long value) {
        length = Digits.write(value, text, length);
    }

    /**
     * A number of at most six decimals and fifteen digits in all, as measured values mostly are: no
     * other number of so few digits is read as the same value, so that these are the shortest.
     *
     * @return false where it is none
     */
    private boolean appendShort(double value) {
        double millionths = Math.rint(value * MILLION);
        if (millionths / MILLION != value || Math.abs(millionths) >= LARGEST_SHORT) {
            return false;
        }
        if (value < 0) {
            append('-');
        }
        long all = (long) Math.abs(millionths);
        long whole = all / MILLION;
        appendWhole(whole);
        append('.');
        // Two more zeros than there are decimals stand in front.
        int point = length - 1;
        length = Digits.writeEight((int) (all - whole * MILLION), text, length);
        System.arraycopy(text, point + 3, text, point + 1, 6);
        length -= 2;
        while (text[length - 1] == '0') {
            length--;
        }
        return true;
    }

    /** Java writes two digits at least, also where one would do: near the least of all numbers. */
    private static String shortest(double value) {
        if (Math.abs(value) < LEAST_OF_TWO_DIGITS) {
            var one = new BigDecimal(value).round(new MathContext(1));
            if (one.doubleValue() == value) {
                return one.unscaledValue() + ".0E" + -one.scale();
            }
        }
        return Double.toString(value);
    }

    /** Java's shortest form, {@code -1.25E-7}, in Go's. */
    private void appendDecimal(String java, boolean hasExponent) {
        int mark = java.indexOf('E');
        if (mark < 0) {
            append(java);
            return;
        }
        int from = java.charAt(0) == '-' ? 1 : 0;
        if (from == 1) {
            append('-');
        }
        int point = java.indexOf('.');
        int exponent = Integer.parseInt(java, mark + 1, java.length(), 10) + (point - from - 1);
        var digits = java.substring(from, point) + java.substring(point + 1, mark);
        int first = 0;
        while (first < digits.length() - 1 && digits.charAt(first) == '0') {
            first++;
            exponent--;
        }
        int last = digits.length();
        while (last > first + 1 && digits.charAt(last - 1) == '0') {
            last--;
        }
        if (hasExponent) {
            appendScientific(digits, first, last, exponent);
        } else {
            appendPlain(digits, first, last, exponent);
        }
    }

    private void appendPlain(String digits, int first, int last, int exponent) {
        if (exponent < 0) {
            append("0.");
            append("0".repeat(-exponent - 1));
            append(digits.substring(first, last));
            return;
        }
        int count = last - first;
        for (int i = 0; i < Math.max(count, exponent + 1); i++) {
            if (i == exponent + 1) {
                append('.');
            }
            append(i < count ? digits.charAt(first + i) : '0');
        }
    }

    private void appendScientific(String digits, int first, int last, int exponent) {
        append(digits.charAt(first));
        if (last - first > 1) {
            append('.');
            append(digits.substring(first + 1, last));
        }
        append(exponent < 0 ? "e-" : "e+");
        int size = Math.abs(exponent);
        if (size < 10) {
            append('0');
        }
        appendWhole(size);
    }

    private void append(char one) {
        text[length++] = one;
    }

    private void append(String several) {
        several.getChars(0, several.length(), text, length);
        length += several.length();
    }
}
