package io.hypervigil.alerting.group;

/** Whether a rule could be evaluated last. */
public enum RuleHealth {
    UNKNOWN("unknown"),
    GOOD("ok"),
    BAD("err");

    private final String text;

    RuleHealth(String text) {
        this.text = text;
    }

    /** As Prometheus writes it. */
    public String text() {
        return text;
    }
}
