package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypervigil.alerting.dispatch.Notification;
import io.hypervigil.alerting.dispatch.NotifiedAlert;
import io.hypervigil.promql.labels.Labels;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Alertmanager's own description of a notification, <a
 * href="https://prometheus.io/docs/alerting/latest/configuration/#webhook_config">version 4</a>.
 *
 * @param version of the format
 * @param mostAlerts in one message; 0 for all
 */
record WebhookBody(String version, int mostAlerts) {

    // Go's zero time stands for "not yet".
    private static final String NEVER = "0001-01-01T00:00:00Z";

    JsonNode of(Notification notification, String externalUrl) {
        var alerts = notification.alerts();
        int told = mostAlerts > 0 ? Math.min(mostAlerts, alerts.size()) : alerts.size();
        long untold = notification.truncatedAlerts() + (long) (alerts.size() - told);
        return Json.object()
                .put("receiver", notification.target().receiver())
                .put("status", notification.isFiring() ? "firing" : "resolved")
                .put(
                        "alerts",
                        Json.array(
                                alerts.subList(0, told).stream().map(WebhookBody::alert).toList()))
                .put("notification_reason", notification.reason().text())
                .put("groupLabels", texts(notification.groupLabels()))
                .put("commonLabels", texts(notification.commonLabels()))
                .put("commonAnnotations", texts(notification.commonAnnotations()))
                .put("externalURL", externalUrl)
                .put("version", version)
                .put("groupKey", notification.groupKey())
                .put("truncatedAlerts", untold)
                .node();
    }

    private static JsonNode alert(NotifiedAlert alert) {
        return Json.object()
                .put("status", alert.isFiring() ? "firing" : "resolved")
                .put("labels", texts(alert.labels()))
                .put("annotations", texts(alert.annotations()))
                .put("startsAt", alert.startsAt().toString())
                .put("endsAt", alert.endsAt().map(Object::toString).orElse(NEVER))
                .put("generatorURL", alert.generatorUrl())
                .put("fingerprint", HexFormat.of().toHexDigits(alert.fingerprint()))
                .node();
    }

    static Map<String, String> texts(Labels labels) {
        var texts = new LinkedHashMap<String, String>();
        labels.forEach(texts::put);
        return texts;
    }
}
