package io.hypervigil.alerting.state;

import io.hypervigil.alerting.alert.Alert;
import io.hypervigil.alerting.alert.RuleKey;
import java.util.List;

/** The alerts of one rule, those that were resolved lately among them. */
public record SavedRule(RuleKey rule, List<Alert> alerts) {

    public SavedRule {
        alerts = List.copyOf(alerts);
    }
}
