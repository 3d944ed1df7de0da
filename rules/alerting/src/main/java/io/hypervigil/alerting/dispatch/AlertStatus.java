package io.hypervigil.alerting.dispatch;

import java.util.List;

/**
 * Why an alert is not told of; nothing in any of the lists while it is.
 *
 * @param silencedBy ids of silences
 * @param inhibitedBy fingerprints of alerts
 * @param mutedBy names of intervals
 */
public record AlertStatus(List<String> silencedBy, List<String> inhibitedBy, List<String> mutedBy) {

    public AlertStatus {
        silencedBy = List.copyOf(silencedBy);
        inhibitedBy = List.copyOf(inhibitedBy);
        mutedBy = List.copyOf(mutedBy);
    }

    public boolean isSuppressed() {
        return !silencedBy.isEmpty() || !inhibitedBy.isEmpty() || !mutedBy.isEmpty();
    }
}
