package io.hypervigil.promql.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a text in quotes means. Its escapes have been found good when it was cut out of the query.
 */
final class StringLiterals {

    private StringLiterals() {}

    static String value(String literal) {
        var inner = literal.substring(1, literal.length() - 1);
        boolean isRaw = literal.charAt(0) == '`';
        return isRaw || inner.indexOf('\\') < 0 ? inner : unescape(inner);
    }

    /** In bytes: {@code \xe4\xbd\xa0} is one character. */
    private static String unescape(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        int plain = 0;
        for (int at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', plain)) {
            bytes.writeBytes(text.substring(plain, at).getBytes(StandardCharsets.UTF_8));
            plain = escape(text, at + 1, bytes);
        }
        bytes.writeBytes(text.substring(plain).getBytes(StandardCharsets.UTF_8));
        return Utf8.decode(bytes.toByteArray());
    }

    private static int escape(String text, int at, ByteArrayOutputStream bytes) {
        char c = text.charAt(at);
        return switch (c) {
            case 'x' -> number(text, at + 1, 2, 16, true, bytes);
            case 'u' -> number(text, at + 1, 4, 16, false, bytes);
            case 'U' -> number(text, at + 1, 8, 16, false, bytes);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> number(text, at, 3, 8, true, bytes);
            default -> {
                bytes.write(simple(c));
                yield at + 1;
            }
        };
    }

    private static int number(
            String text,
            int at,
            int digits,
            int radix,
            boolean isByte,
            ByteArrayOutputStream bytes) {
        int value = Integer.parseInt(text.substring(at, at + digits), radix);
        if (isByte) {
            bytes.write(value);
        } else {
            bytes.writeBytes(Character.toString(value).getBytes(StandardCharsets.UTF_8));
        }
        return at + digits;
    }

    private static char simple(char c) {
        return switch (c) {
            case 'a' -> 0x07;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            // A quote or a backslash stands for itself.
            default -> c;
        };
    }
}
