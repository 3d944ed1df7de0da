package io.hypervigil.alerting.dispatch;

import io.hypervigil.promql.labels.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one integration of a receiver is to be told about a group of alerts.
 *
 * @param id the same for the same news, so that an outbox that has it already need not take it
 *     again
 * @param groupKey as Alertmanager writes it: {@code {}/{severity="page"}:{alertname="A"}}
 * @param groupLabels by which the alerts were grouped
 * @param commonLabels that all the alerts have with one value
 * @param commonAnnotations that all the alerts have with one value
 * @param alerts at least one, in the order of their labels; resolved ones only where the
 *     integration asks for them
 * @param truncatedAlerts how many more there are
 * @param at when it was decided
 * @param repeatInterval after which an unchanged group is told of again
 */
public record Notification(
        String id,
        Target target,
        String groupKey,
        Labels groupLabels,
        Labels commonLabels,
        SortedMap<String, String> commonAnnotations,
        List<NotifiedAlert> alerts,
        int truncatedAlerts,
        Reason reason,
        Instant at,
        Duration repeatInterval) {

    public Notification {
        commonAnnotations = Collections.unmodifiableSortedMap(new TreeMap<>(commonAnnotations));
        alerts = List.copyOf(alerts);
    }

    /** Whether any of its alerts fires. */
    public boolean isFiring() {
        return alerts.stream().anyMatch(NotifiedAlert::isFiring);
    }
}
