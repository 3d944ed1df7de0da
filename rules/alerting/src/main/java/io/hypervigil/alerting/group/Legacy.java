package io.hypervigil.alerting.group;

import io.hypervigil.alerting.alert.Alert;
import io.hypervigil.alerting.alert.RuleKey;
import io.hypervigil.alerting.state.SavedRule;
import io.hypervigil.promql.labels.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What rules leave behind that are no more: taken over by the rule of the same name and labels in
 * the same group, or else in any other.
 */
final class Legacy {

    private record Estate(
            RuleKey key, Collection<Alert> alerts, Set<Labels> series, boolean isSaved) {}

    private final List<Estate> estates = new ArrayList<>();

    /** What a rule of another life of the process left. */
    void leave(SavedRule rule) {
        var series = AlertSeries.names(rule.alerts());
        estates.add(new Estate(rule.rule(), rule.alerts(), series, true));
    }

    void leave(RuleSlot slot) {
        switch (slot.rule()) {
            case AlertingRule rule ->
                    estates.add(new Estate(rule.key(), rule.alerts(), slot.series(), false));
            case RecordingRule rule ->
                    estates.add(new Estate(rule.key(), List.of(), slot.series(), false));
        }
    }

    /** Hands over what there is for some new rules, which are to be asked for in their order. */
    void settle(List<RuleSlot> heirs) {
        var without = heirs.stream().filter(heir -> !give(heir, heir.rule().key(), false)).toList();
        without.forEach(heir -> give(heir, heir.rule().key().anywhere(), true));
    }

    private boolean give(RuleSlot heir, RuleKey wanted, boolean anywhere) {
        for (int i = 0; i < estates.size(); i++) {
            var estate = estates.get(i);
            if (wanted.equals(anywhere ? estate.key().anywhere() : estate.key())) {
                estates.remove(i);
                inherit(heir, estate);
                return true;
            }
        }
        return false;
    }

    private static void inherit(RuleSlot heir, Estate estate) {
        heir.inherit(estate.series());
        switch (heir.rule()) {
            case AlertingRule rule -> rule.restore(estate.alerts());
            case RecordingRule _ -> {}
        }
    }

    /** The saved alerts that nobody has taken over. */
    List<SavedRule> unclaimed() {
        return estates.stream()
                .filter(Estate::isSaved)
                .map(estate -> new SavedRule(estate.key(), List.copyOf(estate.alerts())))
                .toList();
    }

    /** The series that nobody has taken over. */
    List<Labels> orphans() {
        return estates.stream().flatMap(estate -> estate.series().stream()).toList();
    }
}
