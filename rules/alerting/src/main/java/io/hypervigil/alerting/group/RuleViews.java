package io.hypervigil.alerting.group;

import io.hypervigil.alerting.alert.Alert;
import io.hypervigil.alerting.alert.AlertState;
import io.hypervigil.promql.labels.Labels;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes views of one rule as it is now: the same one until it is evaluated again, since each page
 * asks for all of them.
 *
 * <p>Thread: any.
 */
final class RuleViews {

    private volatile @Nullable Made made;

    /** A view, and what it was made of: that does not change, it is replaced. */
    private record Made(RuleStatus status, Map<Labels, Alert> alerts, RuleView view) {

        // Others that are equal cost a view and nothing else.
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(RuleStatus nowStatus, Map<Labels, Alert> nowAlerts) {
            return status == nowStatus && alerts == nowAlerts;
        }
    }

    RuleView of(Rule rule, RuleStatus status) {
        Map<Labels, Alert> alerts =
                rule instanceof AlertingRule alerting ? alerting.known() : Map.of();
        var last = made;
        if (last == null || !last.isOf(status, alerts)) {
            last = new Made(status, alerts, make(rule, status, alerts.values()));
            made = last;
        }
        return last.view();
    }

    private static RuleView make(Rule rule, RuleStatus status, Collection<Alert> alerts) {
        return switch (rule) {
            case RecordingRule recording ->
                    new RuleView.Recording(
                            recording.key().name(),
                            recording.query(),
                            recording.key().labels(),
                            status);
            case AlertingRule alerting -> make(alerting, status, alerts);
        };
    }

    private static RuleView make(AlertingRule rule, RuleStatus status, Collection<Alert> known) {
        var alerts =
                known.stream()
                        .filter(Alert::isActive)
                        .sorted(Comparator.comparing(Alert::labels))
                        .toList();
        var furthest =
                alerts.stream()
                        .map(Alert::state)
                        .max(Comparator.naturalOrder())
                        .orElse(AlertState.INACTIVE);
        return new RuleView.Alerting(
                rule.key().name(),
                rule.query(),
                rule.key().labels(),
                rule.spec().annotations(),
                rule.spec().hold(),
                rule.spec().keepFiring(),
                furthest,
                alerts,
                status);
    }
}
