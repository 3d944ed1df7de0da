package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypervigil.alerting.dispatch.CommonTexts;
import io.hypervigil.alerting.dispatch.Notification;
import io.hypervigil.alerting.dispatch.NotifiedAlert;
import io.hypervigil.promql.labels.Labels;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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
        boolean isAll = mostAlerts == 0 || mostAlerts >= alerts.size();
        var told = isAll ? alerts : alerts.subList(0, mostAlerts);
        long untold = notification.truncatedAlerts() + (long) (alerts.size() - told.size());
        return Json.object()
                .put("receiver", notification.target().receiver())
                .put("status", notification.isFiring() ? "firing" : "resolved")
                .put("alerts", Json.array(told.stream().map(WebhookBody::alert).toList()))
                .put("notification_reason", notification.reason().text())
                .put("groupLabels", texts(notification.groupLabels()))
                .put(
                        "commonLabels",
                        isAll
                                ? texts(notification.commonLabels())
                                : ofTold(told, alert -> texts(alert.labels())))
                .put(
                        "commonAnnotations",
                        isAll
                                ? notification.commonAnnotations()
                                : ofTold(told, NotifiedAlert::annotations))
                .put("externalURL", externalUrl)
                .put("version", version)
                .put("groupKey", notification.groupKey())
                .put("truncatedAlerts", untold)
                .node();
    }

    /** What all of those have that are told of; the others count for nothing. */
    private static Map<String, String> ofTold(
            List<NotifiedAlert> told, Function<NotifiedAlert, Map<String, String>> part) {
        return CommonTexts.of(told.stream().map(part).toList());
    }

    /** As Go writes it: a fraction of a second without zeros at its end. */
    static String time(Instant moment) {
        var text = moment.toString();
        return text.contains(".") ? text.replaceFirst("0*Z$", "Z") : text;
    }

    private static JsonNode alert(NotifiedAlert alert) {
        return Json.object()
                .put("status", alert.isFiring() ? "firing" : "resolved")
                .put("labels", texts(alert.labels()))
                .put("annotations", alert.annotations())
                .put("startsAt", time(alert.startsAt()))
                .put("endsAt", alert.endsAt().map(WebhookBody::time).orElse(NEVER))
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
