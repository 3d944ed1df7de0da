package io.hypervigil.alerting.receiver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses of mails, <a href="https://www.rfc-editor.org/rfc/rfc5322#section-3.4">RFC 5322</a>:
 * bare, or in angle brackets after a name; with comments in parentheses and names in quotes, which
 * may hold any sign.
 */
final class MailAddresses {

    private static final Pattern BARE =
            Pattern.compile(
                    "(?:\"(?:[^\"\\\\\\p{Cntrl}]|\\\\\\P{Cntrl})*\"|[^\\s<>\"\\p{Cntrl}]+)"
                            + "@[^\\s<>\"\\p{Cntrl}]+");

    private final String text;
    private final List<String> parts = new ArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private int at;

    private MailAddresses(String text) {
        this.text = text;
    }

    /** The addresses of a list, as they stand between its commas, without comments. */
    static List<String> split(String text) {
        var addresses = new MailAddresses(text);
        addresses.read();
        return addresses.parts;
    }

    private void read() {
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case '"' -> {
                    int end = endOfQuoted();
                    part.append(text, at, end);
                    at = end;
                }
                case '(' -> at = endOfComment();
                case ',' -> {
                    endPart();
                    at++;
                }
                default -> part.append(text.charAt(at++));
            }
        }
        endPart();
    }

    private void endPart() {
        parts.add(part.toString().strip());
        part.setLength(0);
    }

    /** Behind the quote that ends what begins here; the end of the text where there is none. */
    private int endOfQuoted() {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end + 1, text.length());
    }

    /** Comments may hold comments. */
    private int endOfComment() {
        int depth = 0;
        int end = at;
        do {
            switch (end < text.length() ? text.charAt(end) : ')') {
                case '(' -> depth++;
                case ')' -> depth--;
                case '\\' -> end++;
                default -> {}
            }
            end++;
        } while (depth > 0);
        return Math.min(end, text.length());
    }

    /** What stands in the brackets, or all; empty where that is no address. */
    static Optional<String> bare(String one) {
        int open = one.lastIndexOf('<');
        boolean isInBrackets = open >= 0 && one.endsWith(">");
        var bare = isInBrackets ? one.substring(open + 1, one.length() - 1).strip() : one.strip();
        return Optional.of(bare).filter(address -> BARE.matcher(address).matches());
    }
}
