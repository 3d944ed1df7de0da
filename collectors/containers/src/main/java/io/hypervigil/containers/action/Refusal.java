package io.hypervigil.containers.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.containers.http.HttpFailure;
import io.hypervigil.containers.instance.ApiRefusal;
import java.io.IOException;

/** What went wrong and what to do about it. */
final class Refusal {

    static final String SEE = "container.show tells how it is now";

    private Refusal() {}

    static ActionFailure of(Kind kind, String message, String remedy) {
        return new ActionFailure(kind, message, remedy, null);
    }

    /**
     * A request that was refused, or that got no answer; the runtime's words are kept.
     *
     * @param what was to be done with what
     */
    static ActionFailure of(String what, IOException e) {
        var reason =
                switch (e) {
                    case ApiRefusal refusal -> Reason.of(refusal.status());
                    case HttpFailure failure -> Reason.of(failure.reason());
                    default -> new Reason(Kind.FAILED, "see the log of the runtime");
                };
        return new ActionFailure(reason.kind, what + ": " + e.getMessage(), reason.remedy, e);
    }

    static ActionFailure cancelled(String what) {
        return of(Kind.CANCELLED, what + " was cancelled", "nothing is left of it");
    }

    /** What a status of HTTP, or the lack of one, means for who asked. */
    private record Reason(Kind kind, String remedy) {

        private static final int BAD_REQUEST = 400;
        private static final int FORBIDDEN = 403;
        private static final int NOT_FOUND = 404;
        private static final int CONFLICT = 409;

        static Reason of(int status) {
            return switch (status) {
                case BAD_REQUEST -> new Reason(Kind.INVALID, "change what the runtime refuses");
                case FORBIDDEN ->
                        new Reason(Kind.NOT_PERMITTED, "the runtime's own rules forbid it");
                case NOT_FOUND ->
                        new Reason(Kind.NOT_FOUND, "container.list shows the containers there are");
                case CONFLICT -> new Reason(Kind.CONFLICT, SEE);
                default -> new Reason(Kind.FAILED, "see the log of the runtime");
            };
        }

        static Reason of(HttpFailure.Reason reason) {
            return switch (reason) {
                case NO_SOCKET, REFUSED ->
                        new Reason(Kind.UNAVAILABLE, "start the runtime, then try again");
                case CLOSED, TIMED_OUT ->
                        new Reason(
                                Kind.UNAVAILABLE,
                                "see whether the runtime runs; it may have done it all the same: "
                                        + SEE);
                case NOT_PERMITTED ->
                        new Reason(
                                Kind.NOT_PERMITTED, "let Hypervigil's user connect to the socket");
                case MALFORMED, TOO_LARGE ->
                        new Reason(Kind.FAILED, "see what listens on the socket");
            };
        }
    }
}
