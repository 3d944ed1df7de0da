package io.hypervigil.alerting.match;

/** A text that is no matcher in the syntax that it was tried in. */
final class MatcherSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MatcherSyntaxException(String message) {
        super(message);
    }
}
