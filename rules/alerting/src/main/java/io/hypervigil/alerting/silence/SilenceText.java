package io.hypervigil.alerting.silence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypervigil.alerting.match.Matchers;
import io.hypervigil.promql.labels.Matcher;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A silence as a line of its journal. */
final class SilenceText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SilenceText() {}

    static String write(Silence silence) {
        var node = JSON.createObjectNode();
        node.put("id", silence.id());
        var matchers = node.putArray("matchers");
        for (var matcher : silence.matchers().all()) {
            matchers.addObject()
                    .put("type", matcher.type().symbol())
                    .put("name", matcher.name())
                    .put("value", matcher.value());
        }
        node.put("startsAt", silence.startsAt().toString());
        node.put("endsAt", silence.endsAt().toString());
        node.put("updatedAt", silence.updatedAt().toString());
        node.put("createdBy", silence.createdBy());
        node.put("comment", silence.comment());
        ObjectNode annotations = node.putObject("annotations");
        silence.annotations().forEach(annotations::put);
        return node.toString();
    }

    /** Empty for a line that another version wrote and this one does not understand. */
    static Optional<Silence> read(String line) {
        try {
            return Optional.of(read(JSON.readTree(line)));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Silence read(JsonNode node) {
        var matchers = new ArrayList<Matcher>();
        node.path("matchers").forEach(matcher -> matchers.add(matcher(matcher)));
        Map<String, String> annotations = new LinkedHashMap<>();
        node.path("annotations")
                .properties()
                .forEach(entry -> annotations.put(entry.getKey(), entry.getValue().asText()));
        return new Silence(
                node.path("id").asText(),
                new Matchers(matchers),
                Instant.parse(node.path("startsAt").asText()),
                Instant.parse(node.path("endsAt").asText()),
                Instant.parse(node.path("updatedAt").asText()),
                node.path("createdBy").asText(),
                node.path("comment").asText(),
                annotations);
    }

    private static Matcher matcher(JsonNode node) {
        var symbol = node.path("type").asText();
        for (var type : Matcher.Type.values()) {
            if (type.symbol().equals(symbol)) {
                return new Matcher(type, node.path("name").asText(), node.path("value").asText());
            }
        }
        throw new IllegalArgumentException("no operator " + symbol);
    }
}
