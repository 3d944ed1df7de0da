package io.hypervigil.alerting.template.notification;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a notification is about, as templates and webhook payloads see it: Alertmanager's {@code
 * template.Data}.
 *
 * @param receiver the receiver's name
 * @param status {@code firing} where any of the alerts is, otherwise {@code resolved}
 * @param commonLabels the labels that all alerts have
 * @param externalUrl where the alerts can be seen
 * @param notificationReason why it is sent now, where that is known
 */
public record NotificationData(
        String receiver,
        String status,
        List<AlertData> alerts,
        SortedMap<String, String> groupLabels,
        SortedMap<String, String> commonLabels,
        SortedMap<String, String> commonAnnotations,
        String externalUrl,
        String notificationReason) {

    public NotificationData {
        alerts = List.copyOf(alerts);
        groupLabels = copy(groupLabels);
        commonLabels = copy(commonLabels);
        commonAnnotations = copy(commonAnnotations);
    }

    private static SortedMap<String, String> copy(SortedMap<String, String> labels) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** Of a group of alerts, with what is common to them. */
    public static NotificationData of(
            String receiver,
            SortedMap<String, String> groupLabels,
            List<AlertData> alerts,
            String externalUrl) {
        boolean fires = alerts.stream().anyMatch(AlertData::isFiring);
        return new NotificationData(
                receiver,
                fires ? "firing" : "resolved",
                alerts,
                groupLabels,
                common(alerts, AlertData::labels),
                common(alerts, AlertData::annotations),
                externalUrl,
                "");
    }

    private static SortedMap<String, String> common(
            List<AlertData> alerts, Function<AlertData, SortedMap<String, String>> part) {
        var common = new TreeMap<String, String>();
        if (!alerts.isEmpty()) {
            common.putAll(part.apply(alerts.getFirst()));
        }
        for (var alert : alerts) {
            common.entrySet().retainAll(part.apply(alert).entrySet());
        }
        return common;
    }
}
