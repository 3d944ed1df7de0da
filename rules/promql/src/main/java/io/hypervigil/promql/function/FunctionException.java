package io.hypervigil.promql.function;

/** An argument that a function cannot work with; ends the query. The message is Prometheus' own. */
public final class FunctionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FunctionException(String message) {
        super(message, null, false, false);
    }
}
