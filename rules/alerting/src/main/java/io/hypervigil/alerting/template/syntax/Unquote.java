package io.hypervigil.alerting.template.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Go's string and character literals, read. */
final class Unquote {

    private static final String INVALID = "invalid syntax";

    private final String text;
    private final char quote;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int at;

    private Unquote(String text, char quote) {
        this.text = text;
        this.quote = quote;
    }

    /**
     * The string that a literal in quotes or backquotes means.
     *
     * @throws IllegalArgumentException where it is none
     */
    static String string(String literal) {
        var inner = literal.substring(1, literal.length() - 1);
        if (literal.charAt(0) == '`') {
            return inner.replace("\r", "");
        }
        var reader = new Unquote(inner, '"');
        while (reader.at < inner.length()) {
            reader.character();
        }
        return reader.out.toString(StandardCharsets.UTF_8);
    }

    /** The character that a literal in apostrophes means. */
    static int character(String literal) {
        var inner = literal.substring(1, literal.length() - 1);
        var reader = new Unquote(inner, '\'');
        if (inner.isEmpty() || inner.charAt(0) == '\'') {
            throw new IllegalArgumentException(INVALID);
        }
        int value = reader.character();
        if (reader.at != inner.length()) {
            throw new IllegalArgumentException("malformed character constant: " + literal);
        }
        return value;
    }

    private int character() {
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        if (c != '\\') {
            return put(c);
        }
        if (at >= text.length()) {
            throw new IllegalArgumentException(INVALID);
        }
        char escape = text.charAt(at++);
        return switch (escape) {
            case 'a' -> put(7);
            case 'b' -> put('\b');
            case 'f' -> put('\f');
            case 'n' -> put('\n');
            case 'r' -> put('\r');
            case 't' -> put('\t');
            case 'v' -> put(0xb);
            case '\\' -> put('\\');
            case 'x' -> putByte(digits(2, 16));
            case 'u' -> put(valid(digits(4, 16)));
            case 'U' -> put(valid(digits(8, 16)));
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
            default -> {
                if (escape != quote) {
                    throw new IllegalArgumentException(INVALID);
                }
                yield put(escape);
            }
        };
    }

    private int octal() {
        at--;
        int value = digits(3, 8);
        if (value > 0xff) {
            throw new IllegalArgumentException(INVALID);
        }
        return putByte(value);
    }

    private int digits(int count, int radix) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at++), radix) : -1;
            if (digit < 0) {
                throw new IllegalArgumentException(INVALID);
            }
            value = value * radix + digit;
        }
        return (int) Math.min(value, Integer.MAX_VALUE);
    }

    private static int valid(int c) {
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        if (c > Character.MAX_CODE_POINT || surrogate) {
            throw new IllegalArgumentException(INVALID);
        }
        return c;
    }

    private int put(int c) {
        out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
        return c;
    }

    private int putByte(int value) {
        out.write(value);
        return value;
    }
}
