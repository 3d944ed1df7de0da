package io.hypervigil.alerting.notifier;

import io.hypervigil.promql.labels.Labels;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An alert as an Alertmanager is told of it.
 *
 * @param endsAt when it was over, or when it may be taken for over unless it is sent again
 * @param generatorUrl where it can be looked at
 */
public record SentAlert(
        Labels labels,
        SortedMap<String, String> annotations,
        Instant startsAt,
        Instant endsAt,
        String generatorUrl) {

    public SentAlert {
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    SentAlert with(Labels others) {
        return new SentAlert(others, annotations, startsAt, endsAt, generatorUrl);
    }
}
