package io.hypervigil.promql.engine.row;

/**
 * Ends a query from wherever it is noticed, through stores and functions too, with Prometheus'
 * text. Caught once, by the engine.
 */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of error it is. */
    public enum Kind {
        EXECUTION,
        TOO_MANY_SAMPLES,
        TIMEOUT,
        CANCELED
    }

    private final Kind kind;

    private Failure(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /** The query is wrong, or meets data that it cannot be evaluated on. */
    public static Failure execution(String message) {
        return new Failure(Kind.EXECUTION, message);
    }

    /** Two samples of one step would have the same labels. */
    public static Failure sameLabels() {
        return execution("vector cannot contain metrics with the same labelset");
    }

    /** It would hold more samples than it may. */
    public static Failure tooManySamples() {
        return new Failure(
                Kind.TOO_MANY_SAMPLES,
                "query processing would load too many samples into memory in query execution");
    }

    /** Its time is over. */
    public static Failure timeout() {
        return new Failure(Kind.TIMEOUT, "query timed out in expression evaluation");
    }

    /** Nobody wants the result any more. */
    public static Failure canceled() {
        return new Failure(Kind.CANCELED, "query was canceled in expression evaluation");
    }

    public Kind kind() {
        return kind;
    }
}
