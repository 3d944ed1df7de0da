package io.hypervigil.web.api;

/**
 * Names that do not fit into a path, as {@code U__} and their characters: {@code U__a_2e_b} is
 * {@code a.b}.
 */
final class EscapedName {

    private static final String MARK = "U__";

    /** More hexadecimal digits than any character has. */
    private static final int MAX_DIGITS = 6;

    private EscapedName() {}

    /** What is meant; what is not escaped, or not as it should be, stands for itself. */
    static String read(String text) {
        if (!text.startsWith(MARK)) {
            return text;
        }
        var name = new StringBuilder();
        for (int i = MARK.length(); i < text.length(); i++) {
            if (text.charAt(i) != '_') {
                name.append(text.charAt(i));
                continue;
            }
            int end = text.indexOf('_', i + 1);
            if (end < 0) {
                return text;
            }
            int character = end == i + 1 ? '_' : character(text.substring(i + 1, end));
            if (character < 0) {
                return text;
            }
            name.appendCodePoint(character);
            i = end;
        }
        return name.toString();
    }

    /** -1 where the digits are none, or those of no character. */
    private static int character(String digits) {
        if (digits.length() > MAX_DIGITS
                || digits.chars().anyMatch(c -> Character.digit(c, 16) < 0)) {
            return -1;
        }
        int character = Integer.parseInt(digits, 16);
        boolean isHalf =
                character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return Character.isValidCodePoint(character) && !isHalf ? character : -1;
    }
}
