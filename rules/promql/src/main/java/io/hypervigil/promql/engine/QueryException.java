package io.hypervigil.promql.engine;

/** A query that could not be evaluated; the message is Prometheus' own. */
public final class QueryException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of error it is. */
    public enum Kind {
        /** The query is wrong, or meets data that it cannot be evaluated on. */
        EXECUTION,
        /** It would hold more samples than it may. */
        TOO_MANY_SAMPLES,
        TIMEOUT,
        CANCELED
    }

    private final Kind kind;

    public QueryException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
