package io.hypervigil.alerting.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypervigil.alerting.dispatch.Notification;
import io.hypervigil.alerting.dispatch.NotifiedAlert;
import io.hypervigil.alerting.dispatch.Reason;
import io.hypervigil.alerting.dispatch.Target;
import io.hypervigil.promql.labels.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A notification as it stands in the journal. */
final class NotificationJson {

    private NotificationJson() {}

    static ObjectNode written(Notification notification) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", notification.id());
        node.set("target", written(notification.target()));
        node.put("groupKey", notification.groupKey());
        node.set("groupLabels", written(notification.groupLabels().toMap()));
        node.set("commonLabels", written(notification.commonLabels().toMap()));
        node.set("commonAnnotations", written(notification.commonAnnotations()));
        var alerts = JsonNodeFactory.instance.arrayNode();
        notification.alerts().forEach(alert -> alerts.add(written(alert)));
        node.set("alerts", alerts);
        node.put("truncated", notification.truncatedAlerts());
        node.put("reason", notification.reason().name());
        node.put("at", notification.at().toString());
        node.put("repeat", notification.repeatInterval().toString());
        return node;
    }

    static ObjectNode written(Target target) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("receiver", target.receiver())
                .put("kind", target.kind())
                .put("index", target.index());
    }

    private static ObjectNode written(NotifiedAlert alert) {
        var node = JsonNodeFactory.instance.objectNode();
        node.set("labels", written(alert.labels().toMap()));
        node.set("annotations", written(alert.annotations()));
        node.put("startsAt", alert.startsAt().toString());
        alert.endsAt().ifPresent(at -> node.put("endsAt", at.toString()));
        node.put("url", alert.generatorUrl());
        node.put("fingerprint", alert.fingerprint());
        return node;
    }

    private static ObjectNode written(SortedMap<String, String> texts) {
        var node = JsonNodeFactory.instance.objectNode();
        texts.forEach(node::put);
        return node;
    }

    /**
     * @throws RuntimeException where it is none, of a kind that says what is wrong
     */
    static Notification read(JsonNode node) {
        var alerts = new ArrayList<NotifiedAlert>();
        ((ArrayNode) node.get("alerts")).forEach(alert -> alerts.add(alert(alert)));
        return new Notification(
                node.get("id").asText(),
                target(node.get("target")),
                node.get("groupKey").asText(),
                labels(node.get("groupLabels")),
                labels(node.get("commonLabels")),
                texts(node.get("commonAnnotations")),
                alerts,
                node.get("truncated").asInt(),
                Reason.valueOf(node.get("reason").asText()),
                Instant.parse(node.get("at").asText()),
                Duration.parse(node.get("repeat").asText()));
    }

    static Target target(JsonNode node) {
        return new Target(
                node.get("receiver").asText(),
                node.get("kind").asText(),
                node.get("index").asInt());
    }

    private static NotifiedAlert alert(JsonNode node) {
        return new NotifiedAlert(
                labels(node.get("labels")),
                texts(node.get("annotations")),
                Instant.parse(node.get("startsAt").asText()),
                Optional.ofNullable(node.get("endsAt")).map(at -> Instant.parse(at.asText())),
                node.get("url").asText(),
                node.get("fingerprint").asLong());
    }

    private static Labels labels(JsonNode node) {
        return Labels.of(texts(node));
    }

    private static SortedMap<String, String> texts(JsonNode node) {
        var texts = new TreeMap<String, String>();
        node.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }
}
