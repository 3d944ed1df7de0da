package io.hypervigil.alerting.alert;

import io.hypervigil.promql.labels.Labels;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is told of an alert that fires or is resolved.
 *
 * @param startsAt when it began to fire
 * @param resolvedAt when it ceased to
 * @param endsAt when it is over: when it was resolved, or else when it may be taken for resolved
 *     where nothing more is heard of it
 * @param generatorUrl where its expression can be seen
 * @param isHeld whether the source of its data is unavailable
 */
public record AlertNotice(
        Labels labels,
        SortedMap<String, String> annotations,
        Instant startsAt,
        Optional<Instant> resolvedAt,
        Instant endsAt,
        String generatorUrl,
        boolean isHeld) {

    public AlertNotice {
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }
}
