package io.hypervigil.promql.value;

/**
 * A stretch of a query's text.
 *
 * @param start the first byte of it in the query's UTF-8, from 0
 * @param end the byte after it
 */
public record PositionRange(int start, int end) {

    /** Nowhere: of what the evaluator made itself. */
    public static final PositionRange NONE = new PositionRange(0, 0);

    /** Where it begins in a text, as {@code line:column}, both from 1; nowhere in an empty one. */
    public String startIn(String query) {
        if (query.isEmpty()) {
            return "unknown position";
        }
        int line = 1;
        int column = 1;
        int bytes = 0;
        for (int i = 0; i < query.length() && bytes < start; ) {
            int c = query.codePointAt(i);
            i += Character.charCount(c);
            int width = utf8Width(c);
            bytes += width;
            line += c == '\n' ? 1 : 0;
            column = c == '\n' ? 1 : column + width;
        }
        return line + ":" + column;
    }

    private static int utf8Width(int c) {
        if (c < 0x80) {
            return 1;
        }
        if (c < 0x800) {
            return 2;
        }
        return c < 0x10000 ? 3 : 4;
    }
}
