package io.hypervigil.alerting.dispatch;

import io.hypervigil.alerting.active.Alert;
import io.hypervigil.promql.labels.Labels;
import java.util.List;

/**
 * A group as it is now.
 *
 * @param labels by which its alerts were grouped
 * @param key as messages name it
 * @param mutedBy names of the intervals because of which it tells nothing
 * @param alerts in their order
 */
public record GroupView(
        Labels labels, String receiver, String key, List<String> mutedBy, List<Alert> alerts) {

    public GroupView {
        mutedBy = List.copyOf(mutedBy);
        alerts = List.copyOf(alerts);
    }
}
