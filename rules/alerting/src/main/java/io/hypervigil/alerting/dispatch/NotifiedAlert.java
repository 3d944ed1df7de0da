package io.hypervigil.alerting.dispatch;

import io.hypervigil.promql.labels.Labels;
import java.time.Instant;
import java.util.Optional;

/**
 * An alert within a notification.
 *
 * @param endsAt when it was well again; empty while it fires
 * @param fingerprint of the labels
 */
public record NotifiedAlert(
        Labels labels,
        Labels annotations,
        Instant startsAt,
        Optional<Instant> endsAt,
        String generatorUrl,
        long fingerprint) {

    public boolean isFiring() {
        return endsAt.isEmpty();
    }
}
