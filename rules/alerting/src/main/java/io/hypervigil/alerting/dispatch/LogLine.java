package io.hypervigil.alerting.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypervigil.alerting.active.Fingerprint;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** A line of the log of notifications. */
sealed interface LogLine {

    /** A target was told. */
    record Told(LogEntry entry) implements LogLine {}

    /** The outbox has it. */
    record Offered(String id, LogEntry entry) implements LogLine {}

    /** The outbox delivered it. */
    record Delivered(String id, Instant at) implements LogLine {}

    /** The outbox gave it up. */
    record Failed(String id) implements LogLine {}

    ObjectMapper JSON = new ObjectMapper();

    /** As it stands in the file. */
    default String text() {
        var node = JSON.createObjectNode();
        switch (this) {
            case Told told -> write(node.put("op", "told"), told.entry());
            case Offered offered ->
                    write(node.put("op", "offered").put("id", offered.id()), offered.entry());
            case Delivered done ->
                    node.put("op", "delivered")
                            .put("id", done.id())
                            .put("at", done.at().toString());
            case Failed failed -> node.put("op", "failed").put("id", failed.id());
        }
        return node.toString();
    }

    private static void write(ObjectNode node, LogEntry entry) {
        node.put("receiver", entry.target().receiver())
                .put("kind", entry.target().kind())
                .put("index", entry.target().index())
                .put("group", entry.groupKey())
                .put("at", entry.at().toString())
                .put("keptForSeconds", entry.keptFor().toSeconds());
        var firing = node.putArray("firing");
        entry.firing().forEach(alert -> firing.add(Fingerprint.text(alert)));
        var resolved = node.putArray("resolved");
        entry.resolved().forEach(alert -> resolved.add(Fingerprint.text(alert)));
    }

    /** Empty for a line that another version wrote and this one does not understand. */
    static Optional<LogLine> parse(String text) {
        try {
            var node = JSON.readTree(text);
            var id = node.path("id").asText();
            return switch (node.path("op").asText()) {
                case "told" -> Optional.of(new Told(entry(node)));
                case "offered" -> Optional.of(new Offered(id, entry(node)));
                case "delivered" ->
                        Optional.of(new Delivered(id, Instant.parse(node.path("at").asText())));
                case "failed" -> Optional.of(new Failed(id));
                default -> Optional.empty();
            };
        } catch (JsonProcessingException | DateTimeException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static LogEntry entry(JsonNode node) {
        return new LogEntry(
                new Target(
                        node.path("receiver").asText(),
                        node.path("kind").asText(),
                        node.path("index").asInt()),
                node.path("group").asText(),
                fingerprints(node.path("firing")),
                fingerprints(node.path("resolved")),
                Instant.parse(node.path("at").asText()),
                Duration.ofSeconds(node.path("keptForSeconds").asLong()));
    }

    private static Set<Long> fingerprints(JsonNode array) {
        var all = new LinkedHashSet<Long>();
        array.forEach(item -> all.add(Long.parseUnsignedLong(item.asText(), 16)));
        return all;
    }
}
