package io.hypervigil.alerting.template.notification;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One alert as templates and webhook payloads see it.
 *
 * @param status {@code firing} or {@code resolved}
 * @param fingerprint sixteen digits of hexadecimal
 */
public record AlertData(
        String status,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        Instant startsAt,
        Instant endsAt,
        String generatorUrl,
        String fingerprint) {

    public AlertData {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** Whether it is firing. */
    public boolean isFiring() {
        return status.equals("firing");
    }
}
