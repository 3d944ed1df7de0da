package io.hypervigil.alerting.template.syntax;

import io.hypervigil.promql.labels.Quoted;
import java.util.Locale;

/** What single characters are to the lexer. */
final class Characters {

    /** Stands after the last one. */
    static final int END = -1;

    private Characters() {}

    static boolean isTerminator(int c) {
        return switch (c) {
            case ' ', '\t', '\r', '\n', END, '.', ',', '|', ':', ')', '(', '}' -> true;
            default -> false;
        };
    }

    static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    static boolean isAlphaNumeric(int c) {
        return c == '_' || (c != END && (Character.isLetter(c) || Character.isDigit(c)));
    }

    /** As Go's {@code %#U}. */
    static String shown(int c) {
        var hex = Integer.toHexString(c).toUpperCase(Locale.ROOT);
        var point = "U+" + "0".repeat(Math.max(0, 4 - hex.length())) + hex;
        var text = Character.toString(c);
        return Quoted.text(text).length() == text.length() + 2 || c == '"' || c == '\\'
                ? point + " '" + text + "'"
                : point;
    }
}
