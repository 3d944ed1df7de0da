package io.hypervigil.promql.syntax;

import io.hypervigil.promql.value.PositionRange;

/** A text that is not of the language: {@code 1:5: parse error: unexpected ...}. */
public final class ParseException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient PositionRange position;

    /**
     * @param query the whole text
     * @param reason what is wrong, as Prometheus says it
     */
    public ParseException(String query, PositionRange position, String reason) {
        super(position.startIn(query) + ": parse error: " + reason);
        this.position = position;
    }

    /** Where. */
    public PositionRange position() {
        return position;
    }
}
