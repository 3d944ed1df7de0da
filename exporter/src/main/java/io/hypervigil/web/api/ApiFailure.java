package io.hypervigil.web.api;

import io.hypervigil.promql.engine.QueryException;
import io.hypervigil.promql.labels.Quoted;
import java.io.Serial;

/** A request that is answered with an error; the message is Prometheus' own. */
final class ApiFailure extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    /** The kinds of errors, and the status that each is sent with. */
    enum Kind {
        BAD_DATA("bad_data", 400),
        EXECUTION("execution", 422),
        CANCELED("canceled", 499),
        INTERNAL("internal", 500),
        TIMEOUT("timeout", 503);

        private final String id;
        private final int status;

        Kind(String id, int status) {
            this.id = id;
            this.status = status;
        }

        String id() {
            return id;
        }

        int status() {
            return status;
        }
    }

    private final Kind kind;

    ApiFailure(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /** A request that makes no sense. */
    static ApiFailure badData(String message) {
        return new ApiFailure(Kind.BAD_DATA, message);
    }

    /** A parameter that makes no sense. */
    static ApiFailure parameter(String name, String reason) {
        return badData("invalid parameter " + Quoted.text(name) + ": " + reason);
    }

    /** A query that could not be evaluated. */
    static ApiFailure of(QueryException e) {
        var kind =
                switch (e.kind()) {
                    case EXECUTION, TOO_MANY_SAMPLES -> Kind.EXECUTION;
                    case TIMEOUT -> Kind.TIMEOUT;
                    case CANCELED -> Kind.CANCELED;
                };
        return new ApiFailure(kind, String.valueOf(e.getMessage()));
    }

    Kind kind() {
        return kind;
    }
}
