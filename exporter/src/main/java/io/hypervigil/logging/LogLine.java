package io.hypervigil.logging;

import java.util.HexFormat;

/**
 * One line in the making. Whatever a key or a value holds, it stays on its line and within its
 * quotes: what comes from outside cannot forge a second line.
 */
sealed interface LogLine {

    /** One key with its value; numbers and switches stay such where the format knows them. */
    void put(String key, Object value);

    /** The line with its end. */
    String end();

    static LogLine of(LogFormat format) {
        return switch (format) {
            case TEXT -> new Text();
            case JSON -> new Json();
        };
    }

    /** logfmt, quoted where a value holds a blank, a quote, a '=' or a control character. */
    final class Text implements LogLine {

        private final StringBuilder out = new StringBuilder(160);

        @Override
        public void put(String key, Object given) {
            var value = given.toString();
            if (!out.isEmpty()) {
                out.append(' ');
            }
            out.append(bareKey(key)).append('=');
            if (isBare(value)) {
                out.append(value);
            } else {
                quote(value, out);
            }
        }

        @Override
        public String end() {
            return out.append('\n').toString();
        }

        private static boolean isBare(String value) {
            return !value.isEmpty() && value.chars().allMatch(Text::isBare);
        }

        private static String bareKey(String key) {
            if (isBare(key)) {
                return key;
            }
            var bare = new StringBuilder();
            key.chars().forEach(c -> bare.append(isBare(c) ? (char) c : '_'));
            return bare.isEmpty() ? "_" : bare.toString();
        }

        private static boolean isBare(int c) {
            return c > ' ' && c != '"' && c != '=' && c != '\\' && !isUnsafe(c);
        }
    }

    /** JSON. */
    final class Json implements LogLine {

        private final StringBuilder out = new StringBuilder(200).append('{');

        @Override
        public void put(String key, Object value) {
            if (out.length() > 1) {
                out.append(',');
            }
            quote(key, out);
            out.append(':');
            switch (value) {
                case Integer _, Long _, Boolean _ -> out.append(value);
                case Double number when Double.isFinite(number) -> out.append(number);
                default -> quote(value.toString(), out);
            }
        }

        @Override
        public String end() {
            return out.append("}\n").toString();
        }
    }

    /** As in JSON, which logfmt's readers take as well. */
    private static void quote(String value, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (isUnsafe(c)) {
                        out.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Control characters, line and paragraph separators, direction marks, halves of pairs. */
    private static boolean isUnsafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    true;
            default -> false;
        };
    }
}
