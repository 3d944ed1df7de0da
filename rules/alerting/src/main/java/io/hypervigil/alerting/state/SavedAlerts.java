package io.hypervigil.alerting.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypervigil.alerting.alert.Alert;
import io.hypervigil.alerting.alert.AlertState;
import io.hypervigil.alerting.alert.RuleKey;
import io.hypervigil.promql.labels.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Saved rules as JSON. Times are milliseconds since 1970, values the bits of a double. */
final class SavedAlerts {

    private SavedAlerts() {}

    static JsonNode write(List<SavedRule> rules) {
        var all = JsonNodeFactory.instance.arrayNode();
        for (var rule : rules) {
            var one = all.addObject();
            one.put("file", rule.rule().file()).put("group", rule.rule().group());
            one.put("name", rule.rule().name());
            one.set("labels", map(rule.rule().labels()));
            var alerts = one.putArray("alerts");
            rule.alerts().forEach(alert -> alerts.add(write(alert)));
        }
        return all;
    }

    private static ObjectNode write(Alert alert) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("state", alert.state().text());
        node.set("labels", map(alert.labels().toMap()));
        node.set("annotations", map(alert.annotations()));
        node.put("value", Double.doubleToRawLongBits(alert.value()));
        node.put("activeAt", alert.activeAt().toEpochMilli());
        put(node, "firedAt", alert.firedAt());
        put(node, "keepFiringSince", alert.keepFiringSince());
        put(node, "resolvedAt", alert.resolvedAt());
        put(node, "lastSentAt", alert.lastSentAt());
        return node;
    }

    private static void put(ObjectNode node, String name, Optional<Instant> time) {
        time.ifPresent(known -> node.put(name, known.toEpochMilli()));
    }

    private static ObjectNode map(Map<String, String> texts) {
        var node = JsonNodeFactory.instance.objectNode();
        texts.forEach(node::put);
        return node;
    }

    /**
     * @throws IllegalArgumentException for what was not written so
     */
    static List<SavedRule> read(JsonNode all) {
        var rules = new ArrayList<SavedRule>();
        for (var rule : all) {
            var alerts = new ArrayList<Alert>();
            rule.required("alerts").forEach(alert -> alerts.add(readAlert(alert)));
            var key =
                    new RuleKey(
                            rule.required("file").asText(),
                            rule.required("group").asText(),
                            true,
                            rule.required("name").asText(),
                            texts(rule.required("labels")));
            rules.add(new SavedRule(key, alerts));
        }
        return rules;
    }

    private static Alert readAlert(JsonNode node) {
        return new Alert(
                state(node.required("state").asText()),
                Labels.of(texts(node.required("labels"))),
                texts(node.required("annotations")),
                Double.longBitsToDouble(node.required("value").longValue()),
                time(node, "activeAt").orElseThrow(IllegalArgumentException::new),
                time(node, "firedAt"),
                time(node, "keepFiringSince"),
                time(node, "resolvedAt"),
                time(node, "lastSentAt"),
                false);
    }

    private static AlertState state(String text) {
        for (var state : AlertState.values()) {
            if (state.text().equals(text)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no state of an alert: " + text);
    }

    private static Optional<Instant> time(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name))
                .map(time -> Instant.ofEpochMilli(time.longValue()));
    }

    private static SortedMap<String, String> texts(JsonNode node) {
        var texts = new TreeMap<String, String>();
        node.properties().forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
        return texts;
    }
}
