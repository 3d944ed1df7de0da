package io.hypervigil.promql.labels;

/** Text in double quotes with Go's escapes, as every interface of Prometheus shows it. */
public final class Quoted {

    private static final String HEX = "0123456789abcdef";

    private Quoted() {}

    /** The text in quotes. */
    public static String text(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> append(quoted, c));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int c) {
        switch (c) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case 0x07 -> quoted.append("\\a");
            case '\b' -> quoted.append("\\b");
            case '\f' -> quoted.append("\\f");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            case 0x0b -> quoted.append("\\v");
            default -> appendOther(quoted, c);
        }
    }

    private static void appendOther(StringBuilder quoted, int c) {
        if (isPrintable(c)) {
            quoted.appendCodePoint(c);
        } else if (c < 0x80 || isStrayByte(c)) {
            hex(quoted.append("\\x"), c & 0xff, 2);
        } else if (c <= 0xffff) {
            hex(quoted.append("\\u"), c, 4);
        } else {
            hex(quoted.append("\\U"), c, 8);
        }
    }

    /** A byte that is of no character, as the parser keeps it: U+DC00 and its value. */
    private static boolean isStrayByte(int c) {
        return c >= 0xdc80 && c <= 0xdcff;
    }

    /** Letters, marks, numbers, punctuation, symbols and the plain space, as Go has it. */
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    private static void hex(StringBuilder quoted, int value, int digits) {
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
            quoted.append(HEX.charAt(value >> shift & 0xf));
        }
    }
}
