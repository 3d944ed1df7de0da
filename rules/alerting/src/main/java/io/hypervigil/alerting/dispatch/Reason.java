package io.hypervigil.alerting.dispatch;

/** Why a group is told of. */
public enum Reason {
    /** Nobody was told of the group, or it was all well. */
    FIRST("first notification"),
    /** An alert joined it. */
    NEW_ALERTS("new alerts in group"),
    /** The last of its alerts is well. */
    ALL_RESOLVED("all alerts resolved"),
    /** Some of its alerts are well. */
    NEW_RESOLVED("new resolved alerts in group"),
    /** Nothing changed for the repeat interval. */
    REPEAT("repeat interval elapsed");

    private final String text;

    Reason(String text) {
        this.text = text;
    }

    /** In words. */
    public String text() {
        return text;
    }
}
