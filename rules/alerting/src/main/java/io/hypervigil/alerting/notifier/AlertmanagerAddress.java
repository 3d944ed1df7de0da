package io.hypervigil.alerting.notifier;

import io.hypervigil.alerting.http.HttpSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * One Alertmanager.
 *
 * @param alerts where alerts are posted to
 * @param timeout for a batch
 * @param relabeling of alerts on their way there, after that for all
 */
public record AlertmanagerAddress(
        URI alerts, HttpSettings http, Duration timeout, List<Relabeling> relabeling) {

    public AlertmanagerAddress {
        relabeling = List.copyOf(relabeling);
    }
}
