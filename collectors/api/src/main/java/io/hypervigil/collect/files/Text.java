package io.hypervigil.collect.files;

import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A cursor over the lines and fields of a text, without making a string of what is not wanted.
 *
 * <pre>{@code
 * while (text.nextLine()) {
 *     if (text.startsWith("cpu")) {
 *         String cpu = text.field();
 *         long userTicks = text.whole();
 *     }
 * }
 * }</pre>
 *
 * <p>Fields are parted by blanks and tabs. A field that is asked for and is not there, or is not a
 * number, is refused by {@link MalformedTextException} with the line.
 *
 * <p>Thread: one. Valid until the tree it came from reads again.
 */
public final class Text {

    private final byte[] bytes;
    private final int end;
    private int lineStart;
    private int lineEnd = -1;
    private int position;
    private int lineNumber;

    Text(byte[] bytes, int length) {
        this.bytes = bytes;
        this.end = length;
    }

    /** For tests, and for text that is at hand. */
    public static Text of(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new Text(utf8, utf8.length);
    }

    /** Goes on to the next line; false where there is none. Called before the first line too. */
    public boolean nextLine() {
        if (lineEnd + 1 >= end) {
            return false;
        }
        lineStart = lineEnd + 1;
        lineEnd = lineStart;
        while (lineEnd < end && bytes[lineEnd] != '\n') {
            lineEnd++;
        }
        position = lineStart;
        lineNumber++;
        return true;
    }

    /** The number of the current line, from 1. */
    public int lineNumber() {
        return lineNumber;
    }

    /** Whether the current line has a field left. */
    public boolean hasField() {
        skipBlanks();
        return position < lineEnd;
    }

    /** Whether the rest of the line begins so; blanks before it are passed over. */
    public boolean startsWith(String literal) {
        skipBlanks();
        if (lineEnd - position < literal.length()) {
            return false;
        }
        for (int i = 0; i < literal.length(); i++) {
            if (bytes[position + i] != literal.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The next field. */
    public String field() {
        int start = startOfField();
        skipField();
        return string(start, position);
    }

    /** What comes before a character, trimmed; the cursor goes behind it. */
    public String until(char delimiter) {
        skipBlanks();
        int start = position;
        while (position < lineEnd && bytes[position] != delimiter) {
            position++;
        }
        if (position == lineEnd) {
            throw malformed("no '" + delimiter + "'");
        }
        var before = string(start, position).stripTrailing();
        position++;
        return before;
    }

    /** Whether the rest of the line holds a character. */
    public boolean has(char character) {
        for (int i = position; i < lineEnd; i++) {
            if (bytes[i] == character) {
                return true;
            }
        }
        return false;
    }

    /** Passes over fields; fewer may be left. */
    public void skip(int fields) {
        for (int i = 0; i < fields && hasField(); i++) {
            skipField();
        }
    }

    /**
     * The next field as a whole number. One beyond 2^63 is kept as unsigned 64 bits: see {@link
     * #unsigned}.
     */
    public long whole() {
        int start = startOfField();
        boolean isNegative = bytes[position] == '-';
        if (isNegative) {
            position++;
        }
        long value = 0;
        int digits = 0;
        while (position < lineEnd && bytes[position] >= '0' && bytes[position] <= '9') {
            value = value * 10 + (bytes[position] - '0');
            position++;
            digits++;
        }
        if (digits == 0 || digits > 20 || (position < lineEnd && !isBlank(bytes[position]))) {
            throw notA("whole number", start);
        }
        return isNegative ? -value : value;
    }

    /**
     * Of all lines that are left, the whole numbers behind these names, in their order; 0 for a
     * name that begins no line. Of two lines of a name the last one counts.
     */
    public long[] wholes(FieldNames names) {
        var found = new long[names.size()];
        while (nextLine()) {
            skipBlanks();
            int start = position;
            skipField();
            int index = names.find(bytes, start, position);
            if (index >= 0) {
                found[index] = whole();
            }
        }
        return found;
    }

    /** The next field as an unsigned whole number, as near as a double comes. */
    public double unsigned() {
        return toDouble(whole());
    }

    /** The next field as hexadecimal digits, with or without 0x. */
    public long hex() {
        int start = startOfField();
        if (startsWith("0x") || startsWith("0X")) {
            position += 2;
        }
        long value = 0;
        int digits = 0;
        int digit;
        while (position < lineEnd && (digit = Character.digit(bytes[position], 16)) >= 0) {
            value = (value << 4) | digit;
            position++;
            digits++;
        }
        if (digits == 0 || digits > 16 || (position < lineEnd && !isBlank(bytes[position]))) {
            throw notA("hexadecimal number", start);
        }
        return value;
    }

    /** The next field as a decimal number; {@code NaN} and {@code inf} are taken. */
    public double number() {
        int start = startOfField();
        var field = field();
        try {
            return parse(field);
        } catch (NumberFormatException _) {
            throw notA("number", start);
        }
    }

    /** The rest of the line, trimmed. */
    public String rest() {
        skipBlanks();
        int start = position;
        position = lineEnd;
        return string(start, lineEnd).stripTrailing();
    }

    /** The current line, whole; "" before the first. */
    public String line() {
        return lineEnd < lineStart ? "" : string(lineStart, lineEnd);
    }

    /** The whole text, trimmed. */
    public String trimmed() {
        return string(0, end).strip();
    }

    /** The whole text as one whole number, or empty. */
    public OptionalLong toWhole() {
        try {
            return nextLine() && hasField() ? OptionalLong.of(whole()) : OptionalLong.empty();
        } catch (MalformedTextException _) {
            return OptionalLong.empty();
        }
    }

    /** The whole text as one number, or empty. */
    public OptionalDouble toNumber() {
        try {
            return nextLine() && hasField() ? OptionalDouble.of(number()) : OptionalDouble.empty();
        } catch (MalformedTextException _) {
            return OptionalDouble.empty();
        }
    }

    /** For a parser that finds something wrong with the current line. */
    public MalformedTextException malformed(String what) {
        return new MalformedTextException("line " + lineNumber + ": " + what);
    }

    /** Unsigned 64 bits as near as a double comes. */
    public static double toDouble(long unsigned) {
        // The lowest bit stays, so that the half is rounded as the whole would be.
        return unsigned >= 0 ? unsigned : ((unsigned >>> 1) | (unsigned & 1)) * 2.0;
    }

    private static double parse(String field) {
        return switch (field) {
            case "inf", "+inf", "Inf", "+Inf" -> Double.POSITIVE_INFINITY;
            case "-inf", "-Inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "NaN" -> Double.NaN;
            default -> Double.parseDouble(field);
        };
    }

    private int startOfField() {
        if (!hasField()) {
            throw malformed("ends too early: '" + line() + "'");
        }
        return position;
    }

    private MalformedTextException notA(String what, int start) {
        position = start;
        return malformed("'" + field() + "' is no " + what);
    }

    private void skipField() {
        while (position < lineEnd && !isBlank(bytes[position])) {
            position++;
        }
    }

    private void skipBlanks() {
        while (position < lineEnd && isBlank(bytes[position])) {
            position++;
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == 0;
    }

    private String string(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
