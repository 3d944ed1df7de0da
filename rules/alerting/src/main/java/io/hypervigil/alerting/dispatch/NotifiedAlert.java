package io.hypervigil.alerting.dispatch;

import io.hypervigil.promql.labels.Labels;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An alert within a notification.
 *
 * @param endsAt when it was well again; empty while it fires
 * @param fingerprint of the labels
 */
public record NotifiedAlert(
        Labels labels,
        SortedMap<String, String> annotations,
        Instant startsAt,
        Optional<Instant> endsAt,
        String generatorUrl,
        long fingerprint) {

    public NotifiedAlert {
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    public boolean isFiring() {
        return endsAt.isEmpty();
    }
}
