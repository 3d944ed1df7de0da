package io.hypervigil.alerting.group;

/** A rule that could not be evaluated; the message is Prometheus' own. */
final class RuleFailure extends Exception {

    private static final long serialVersionUID = 1;

    RuleFailure(String message) {
        super(message);
    }
}
