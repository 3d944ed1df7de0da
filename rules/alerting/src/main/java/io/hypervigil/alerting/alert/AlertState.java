package io.hypervigil.alerting.alert;

import java.util.Locale;

/** How far an alert has come; the later outweighs the earlier. */
public enum AlertState {
    /** It fired once, and no longer does. */
    INACTIVE,
    /** Its expression holds, for less time than the rule wants. */
    PENDING,
    FIRING;

    /** As Prometheus writes it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
