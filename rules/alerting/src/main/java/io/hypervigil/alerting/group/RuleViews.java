package io.hypervigil.alerting.group;

import io.hypervigil.alerting.alert.Alert;
import io.hypervigil.alerting.alert.AlertState;
import java.util.Comparator;

/** Makes views of rules as they are now. */
final class RuleViews {

    private RuleViews() {}

    static RuleView of(RuleSlot slot) {
        return switch (slot.rule()) {
            case RecordingRule rule ->
                    new RuleView.Recording(
                            rule.key().name(), rule.query(), rule.key().labels(), slot.status());
            case AlertingRule rule -> alerting(rule, slot.status());
        };
    }

    private static RuleView alerting(AlertingRule rule, RuleStatus status) {
        var alerts =
                rule.alerts().stream()
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
