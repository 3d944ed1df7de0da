package io.hypervigil.promql.script;

/**
 * A piece of a row of values.
 *
 * @param text as it is written
 */
record SeriesToken(Kind kind, String text) {

    /** What it is. */
    enum Kind {
        END,
        SPACE,
        NUMBER,
        WORD,
        BLANK,
        TIMES,
        PLUS,
        MINUS,
        OPEN_HISTOGRAM,
        CLOSE_HISTOGRAM,
        COLON,
        FIELD,
        HINT,
        OPEN_LIST,
        CLOSE_LIST
    }

    boolean is(Kind other) {
        return kind == other;
    }

    IllegalArgumentException unexpected() {
        return new IllegalArgumentException(
                kind == Kind.END
                        ? "unexpected end of a series"
                        : "unexpected \"" + text + "\" in a series");
    }
}
