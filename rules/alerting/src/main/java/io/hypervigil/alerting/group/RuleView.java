package io.hypervigil.alerting.group;

import io.hypervigil.alerting.alert.Alert;
import io.hypervigil.alerting.alert.AlertState;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A rule as {@code /api/v1/rules} shows it. */
public sealed interface RuleView {

    String name();

    /** Its expression as Prometheus prints it. */
    String query();

    /** As the file has them, the group's among them. */
    SortedMap<String, String> labels();

    RuleStatus status();

    /** A rule that records. */
    record Recording(String name, String query, SortedMap<String, String> labels, RuleStatus status)
            implements RuleView {

        public Recording {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        }
    }

    /**
     * A rule that alerts.
     *
     * @param annotations as the file has them
     * @param state the furthest of its alerts
     * @param alerts that are pending or firing, in the order of their labels
     */
    record Alerting(
            String name,
            String query,
            SortedMap<String, String> labels,
            SortedMap<String, String> annotations,
            Duration hold,
            Duration keepFiring,
            AlertState state,
            List<Alert> alerts,
            RuleStatus status)
            implements RuleView {

        public Alerting {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
            annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
            alerts = List.copyOf(alerts);
        }
    }
}
