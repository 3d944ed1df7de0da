package io.hypervigil.lint;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.IntPredicate;

/** Reads one line of bytes from its beginning to its end; a '\n' stands behind the last byte. */
final class LineCursor {

    private final byte[] bytes;
    private final int line;
    private final int end;
    private int at;

    LineCursor(byte[] bytes, int start, int end, int line) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
        this.line = line;
    }

    /** The byte here, '\n' at the end. */
    char peek() {
        return at < end ? (char) (bytes[at] & 0xff) : '\n';
    }

    boolean isAtEnd() {
        return at >= end;
    }

    void skip() {
        at++;
    }

    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    /** The bytes as long as they are accepted. */
    String takeWhile(IntPredicate isAccepted) {
        int start = at;
        while (!isAtEnd() && isAccepted.test(peek())) {
            at++;
        }
        return new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
    }

    String word() {
        return takeWhile(c -> c != ' ' && c != '\t');
    }

    String rest() {
        return takeWhile(_ -> true);
    }

    /** A name of a metric or label, "" where none begins here. */
    String name(boolean hasColons) {
        return peek() >= '0' && peek() <= '9'
                ? ""
                : takeWhile(c -> isNameCharacter(c) || (hasColons && c == ':'));
    }

    private static boolean isNameCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_';
    }

    /** The rest of the line with its escapes undone. */
    String escapedRest() throws TextFormatException {
        var out = new StringBuilder();
        while (!isAtEnd()) {
            out.append(character());
        }
        return out.toString();
    }

    /** A value between quotes, behind which this stands then. */
    String quoted() throws TextFormatException {
        expect('"');
        var out = new StringBuilder();
        while (peek() != '"') {
            if (isAtEnd()) {
                throw refused("a label value ends with the line, '\"' expected");
            }
            out.append(character());
        }
        skip();
        return utf8(out.toString());
    }

    private char character() throws TextFormatException {
        char c = peek();
        skip();
        if (c != '\\') {
            return c;
        }
        char escaped = peek();
        skip();
        return switch (escaped) {
            case '\\', '"' -> escaped;
            case 'n' -> '\n';
            default -> throw refused("\\" + shown(escaped) + ", \\\\, \\\" or \\n expected");
        };
    }

    private String utf8(String latin) throws TextFormatException {
        var raw = ByteBuffer.wrap(latin.getBytes(StandardCharsets.ISO_8859_1));
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(raw).toString();
        } catch (CharacterCodingException _) {
            throw refused("a label value is not UTF-8");
        }
    }

    void expect(char expected) throws TextFormatException {
        if (peek() != expected) {
            throw refused(found() + ", '" + expected + "' expected");
        }
        skip();
    }

    /** What stands here, for people. */
    String found() {
        return isAtEnd() ? "the end of the line" : "'" + shown(peek()) + "'";
    }

    private static String shown(char c) {
        return c > ' ' && c < 0x7f
                ? String.valueOf(c)
                : "\\x" + HexFormat.of().toHexDigits((byte) c);
    }

    TextFormatException refused(String what) {
        return new TextFormatException(line, what);
    }
}
