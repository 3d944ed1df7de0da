package io.hypervigil.promql.syntax;

import io.hypervigil.promql.labels.Quoted;
import java.util.Locale;

/** Which characters names are made of, and single ones as errors show them. */
final class Characters {

    private Characters() {}

    static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** A letter of ASCII, or an underscore. */
    static boolean isLetter(int c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isLetterOrDigit(int c) {
        return isLetter(c) || isDigit(c);
    }

    /** In single quotes with Go's escapes; the end of a text is shown as U+FFFD. */
    static String quoted(int c) {
        if (c == '\'') {
            return "'\\''";
        }
        if (c == '"') {
            return "'\"'";
        }
        var inQuotes = Quoted.text(Character.toString(c < 0 ? 0xfffd : c));
        return "'" + inQuotes.substring(1, inQuotes.length() - 1) + "'";
    }

    /** By number, and as it looks if it can be seen: {@code U+0027 '''}. */
    static String numbered(int c) {
        int known = c < 0 ? 0xfffd : c;
        var hex = Integer.toHexString(known).toUpperCase(Locale.ROOT);
        var number = "U+" + "0".repeat(Math.max(0, 4 - hex.length())) + hex;
        var shown = Character.toString(known);
        boolean isVisible = Quoted.text(shown).contains(shown);
        return isVisible ? number + " '" + shown + "'" : number;
    }
}
