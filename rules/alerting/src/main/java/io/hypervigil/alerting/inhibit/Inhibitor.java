package io.hypervigil.alerting.inhibit;

import io.hypervigil.alerting.active.Alert;
import io.hypervigil.alerting.active.Fingerprint;
import io.hypervigil.promql.labels.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Knows which alerts are kept quiet by others, and by which.
 *
 * <p>An alert that is a source and a target of a rule is not kept quiet by another that is both, so
 * that two such do not silence each other.
 *
 * <p>Thread: any.
 */
public final class Inhibitor {

    private final List<SourceIndex> rules;

    public Inhibitor(List<InhibitRule> rules) {
        this.rules = rules.stream().map(SourceIndex::new).toList();
    }

    /** Takes what is known of an alert by now. */
    public synchronized void put(Alert alert) {
        rules.forEach(rule -> rule.put(alert));
    }

    /** Forgets the sources that are well. */
    public synchronized void forgetEnded(Instant now) {
        rules.forEach(rule -> rule.forgetEnded(now));
    }

    /**
     * The fingerprints of alerts that keep one quiet, of each rule at most one.
     *
     * @return empty where none does
     */
    public synchronized List<String> inhibitors(Labels labels, Instant now) {
        var found = new ArrayList<String>();
        for (var rule : rules) {
            rule.inhibitor(labels, now)
                    .map(source -> Fingerprint.text(source.fingerprint()))
                    .filter(text -> !found.contains(text))
                    .ifPresent(found::add);
        }
        return found;
    }
}
