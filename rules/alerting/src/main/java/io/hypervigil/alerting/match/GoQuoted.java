package io.hypervigil.alerting.match;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What stands between Go's double quotes (strconv.Unquote). */
final class GoQuoted {

    private final String text;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int at;

    private GoQuoted(String text) {
        this.text = text;
    }

    /** The value; bytes given by number must make up UTF-8. */
    static String value(String text) {
        var quoted = new GoQuoted(text);
        while (quoted.at < text.length()) {
            quoted.next();
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(quoted.bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException _) {
            throw quoted.invalid();
        }
    }

    private void next() {
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        if (c == '\n') {
            throw invalid();
        }
        if (c != '\\') {
            add(c);
            return;
        }
        char escape = text.charAt(at++);
        switch (escape) {
            case 'a' -> bytes.write(0x07);
            case 'b' -> bytes.write('\b');
            case 'f' -> bytes.write('\f');
            case 'n' -> bytes.write('\n');
            case 'r' -> bytes.write('\r');
            case 't' -> bytes.write('\t');
            case 'v' -> bytes.write(0x0b);
            case '\\', '"' -> bytes.write(escape);
            case 'x' -> bytes.write(number(2, 16));
            case 'u' -> add(number(4, 16));
            case 'U' -> add(number(8, 16));
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
            default -> throw invalid();
        }
    }

    private void octal() {
        at--;
        int value = number(3, 8);
        if (value > 0xff) {
            throw invalid();
        }
        bytes.write(value);
    }

    private int number(int digits, int base) {
        if (at + digits > text.length()) {
            throw invalid();
        }
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(text.charAt(at++), base);
            if (digit < 0) {
                throw invalid();
            }
            value = value * base + digit;
        }
        if (value > Character.MAX_CODE_POINT) {
            throw invalid();
        }
        return (int) value;
    }

    private void add(int character) {
        if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
            throw invalid();
        }
        bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
    }

    private MatcherSyntaxException invalid() {
        return new MatcherSyntaxException("\"" + text + "\": invalid input");
    }
}
