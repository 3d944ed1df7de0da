package io.hypervigil.alerting.notifier;

import io.hypervigil.alerting.http.Addresses;
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

    private static final String API = "/api/v";

    public AlertmanagerAddress {
        relabeling = List.copyOf(relabeling);
    }

    /** Its name for people: scheme, host, port and the path before that of the API. */
    String shown() {
        var path = alerts.getPath();
        int api = path.indexOf(API);
        return Addresses.shown(alerts) + (api < 0 ? path : path.substring(0, api));
    }
}
