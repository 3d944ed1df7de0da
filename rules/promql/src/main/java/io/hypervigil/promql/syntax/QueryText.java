package io.hypervigil.promql.syntax;

import io.hypervigil.promql.value.PositionRange;
import org.jspecify.annotations.Nullable;

/** A query's text, read by place; knows where each place is in its UTF-8. */
final class QueryText {

    /** There is nothing any more. */
    static final int END = -1;

    private final String text;
    private final int @Nullable [] offsets;

    QueryText(String text) {
        this.text = text;
        this.offsets = isAscii(text) ? null : offsets(text);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static int[] offsets(String text) {
        var offsets = new int[text.length() + 1];
        for (int i = 0; i < text.length(); i++) {
            offsets[i + 1] = offsets[i] + width(text.charAt(i));
        }
        return offsets;
    }

    /** A surrogate is one of two, which take four bytes together. */
    private static int width(char c) {
        if (c < 0x80) {
            return 1;
        }
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }

    int length() {
        return text.length();
    }

    /** What stands at a place, or {@link #END}. */
    int at(int place) {
        return place < text.length() ? text.charAt(place) : END;
    }

    /** The whole character at a place, U+FFFD where it is half a one, or {@link #END}. */
    int characterAt(int place) {
        if (place >= text.length()) {
            return END;
        }
        int c = text.codePointAt(place);
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c;
    }

    String between(int from, int to) {
        return text.substring(from, to);
    }

    PositionRange position(int from, int to) {
        return new PositionRange(offset(from), offset(to));
    }

    private int offset(int place) {
        return offsets == null ? place : offsets[place];
    }

    /** An error that begins at a place; it reaches to the end of the text. */
    ParseException error(int from, String reason) {
        return new ParseException(text, position(from, text.length()), reason);
    }

    ParseException error(PositionRange position, String reason) {
        return new ParseException(text, position, reason);
    }
}
