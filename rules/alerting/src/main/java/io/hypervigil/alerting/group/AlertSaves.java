package io.hypervigil.alerting.group;

import io.hypervigil.alerting.alert.Alert;
import io.hypervigil.alerting.state.AlertStore;
import io.hypervigil.alerting.state.SavedRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What alerts have come to, saved where it changes. Thread: whose turn it is. */
final class AlertSaves {

    /** How long the alerts of a rule wait that no file has: it may be broken, and mended soon. */
    private static final Duration UNCLAIMED_RETENTION = Duration.ofHours(1);

    private final AlertStore store;
    private boolean isLoaded;
    private List<SavedRule> unclaimed = List.of();
    private Instant unclaimedUntil = Instant.MIN;
    private List<Alert> saved = List.of();

    AlertSaves(AlertStore store) {
        this.store = store;
    }

    /** Offers what was saved in another life of the process, and is not taken over yet. */
    void restore(Legacy legacy, Instant now) {
        if (!isLoaded) {
            isLoaded = true;
            unclaimed = store.load();
            unclaimedUntil = now.plus(UNCLAIMED_RETENTION);
        }
        dropUnclaimed(now);
        unclaimed.forEach(legacy::leave);
    }

    /** Keeps what nobody took over. */
    void keep(List<SavedRule> left) {
        unclaimed = left;
    }

    private void dropUnclaimed(Instant now) {
        if (now.isAfter(unclaimedUntil)) {
            unclaimed = List.of();
        }
    }

    void save(List<RuleGroup> groups, Instant now) {
        dropUnclaimed(now);
        var rules = new ArrayList<>(unclaimed);
        for (var group : groups) {
            for (var slot : group.slots()) {
                if (slot.rule() instanceof AlertingRule rule && !rule.alerts().isEmpty()) {
                    rules.add(new SavedRule(rule.key(), List.copyOf(rule.alerts())));
                }
            }
        }
        var alerts = rules.stream().flatMap(rule -> rule.alerts().stream()).toList();
        if (!isSavedAs(alerts) && store.save(rules)) {
            saved = alerts;
        }
    }

    private boolean isSavedAs(List<Alert> alerts) {
        if (alerts.size() != saved.size()) {
            return false;
        }
        for (int i = 0; i < alerts.size(); i++) {
            if (!alerts.get(i).isSavedAs(saved.get(i))) {
                return false;
            }
        }
        return true;
    }
}
