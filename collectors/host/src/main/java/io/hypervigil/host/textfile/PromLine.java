package io.hypervigil.host.textfile;

import java.util.SequencedMap;
import java.util.TreeMap;

/** A cursor over one line of Prometheus' text format 0.0.4. */
final class PromLine {

    private final String line;
    private final int number;
    private int position;

    PromLine(String line, int number) {
        this.line = line;
        this.number = number;
    }

    /** From 1. */
    int number() {
        return number;
    }

    boolean isAtEnd() {
        return position == line.length();
    }

    /** The character at the cursor, or 0 at the end. */
    char peek() {
        return isAtEnd() ? 0 : line.charAt(position);
    }

    void advance() {
        position++;
    }

    boolean isAtBlank() {
        return peek() == ' ' || peek() == '\t';
    }

    void skipBlanks() {
        while (isAtBlank()) {
            position++;
        }
    }

    /** What comes before the next blank. */
    String word() {
        int start = position;
        while (!isAtEnd() && !isAtBlank()) {
            position++;
        }
        return line.substring(start, position);
    }

    String rest() {
        var rest = line.substring(position);
        position = line.length();
        return rest;
    }

    /** A metric's name, or "" where none begins here. */
    String metricName() {
        return name(true);
    }

    private String name(boolean mayHoldColon) {
        int start = position;
        while (!isAtEnd() && isOfName(peek(), position == start, mayHoldColon)) {
            position++;
        }
        return line.substring(start, position);
    }

    private static boolean isOfName(char c, boolean isFirst, boolean mayHoldColon) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || (c >= '0' && c <= '9' && !isFirst)
                || (c == ':' && mayHoldColon);
    }

    /** {@code {name="value",…}} from its first brace to behind its last, sorted by name. */
    SequencedMap<String, String> labels() throws PromFormatException {
        var labels = new TreeMap<String, String>();
        expect('{');
        skipBlanks();
        while (peek() != '}') {
            var name = labelName();
            if (labels.put(name, labelValue()) != null) {
                throw malformed("label " + name + " twice");
            }
            skipBlanks();
            if (peek() != '}') {
                expect(',');
                skipBlanks();
            }
        }
        advance();
        return labels;
    }

    private String labelName() throws PromFormatException {
        var name = name(false);
        if (name.isEmpty()) {
            throw malformed("a label's name expected at column " + (position + 1));
        }
        if (name.startsWith("__")) {
            throw malformed("label " + name + " is reserved");
        }
        skipBlanks();
        expect('=');
        skipBlanks();
        return name;
    }

    private String labelValue() throws PromFormatException {
        expect('"');
        var value = new StringBuilder();
        while (peek() != '"') {
            if (isAtEnd()) {
                throw malformed("a label's value has no end");
            }
            value.append(peek() == '\\' ? escaped() : peek());
            advance();
        }
        advance();
        return value.toString();
    }

    /** A help text from the cursor to the end. */
    String help() throws PromFormatException {
        var help = new StringBuilder();
        while (!isAtEnd()) {
            help.append(peek() == '\\' ? escaped() : peek());
            advance();
        }
        return help.toString();
    }

    /** What a backslash and the character behind it stand for; the cursor goes to that one. */
    private char escaped() throws PromFormatException {
        advance();
        return switch (peek()) {
            case '\\' -> '\\';
            case 'n' -> '\n';
            case '"' -> '"';
            default ->
                    throw malformed(
                            "a backslash before '" + peek() + "': \\\\, \\n or \\\" expected");
        };
    }

    private void expect(char expected) throws PromFormatException {
        if (peek() != expected) {
            throw malformed(
                    "'"
                            + expected
                            + "' expected at column "
                            + (position + 1)
                            + (isAtEnd() ? ", the line ends" : ", found '" + peek() + "'"));
        }
        advance();
    }

    PromFormatException malformed(String what) {
        return new PromFormatException(number, what);
    }
}
