package io.hypervigil.alerting.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypervigil.alerting.disk.Journal;
import io.hypervigil.alerting.disk.KeptState;
import io.hypervigil.alerting.dispatch.Notification;
import io.hypervigil.alerting.dispatch.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the outbox knows, on disk: the notifications that wait, which of them the service has taken
 * already, and what the last delivery about a group left behind.
 *
 * <p>Thread: one at a time.
 */
final class OutboxJournal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxJournal.class);

    /** Made when it is needed: most processes begin with an empty journal, and it is large. */
    private static final class Mapper {
        static final JsonMapper JSON = JsonMapper.builder().build();
    }

    private static final int LEAST_LINES = 1_000;
    // A message that has not been edited for so long is scrolled out of sight.
    private static final Duration MEMORY = Duration.ofDays(14);

    /** Whose memory it is. */
    record Group(Target target, String groupKey) {}

    /** What a service was told last about a group. */
    record Memory(Map<String, String> values, Instant at) {
        Memory {
            values = Map.copyOf(values);
        }
    }

    private final Map<String, Notification> waiting = new LinkedHashMap<>();
    private final Map<String, Boolean> ended = new LinkedHashMap<>();
    private final Map<Group, Memory> memories = new LinkedHashMap<>();
    private final KeptState kept;

    private OutboxJournal(Journal.Opened opened) {
        this.kept = new KeptState("the outbox", opened.journal(), this::lines);
        opened.lines().forEach(this::replay);
    }

    static OutboxJournal open(Path file) throws IOException {
        return of(Journal.open(file));
    }

    static OutboxJournal of(Journal.Opened opened) {
        return new OutboxJournal(opened);
    }

    Map<String, Notification> waiting() {
        return waiting;
    }

    /** Those that ended but may not have been reported: whether each was delivered. */
    Map<String, Boolean> ended() {
        return ended;
    }

    Map<String, String> memory(Notification notification) {
        var memory = memories.get(group(notification));
        return memory == null ? Map.of() : memory.values();
    }

    /** Whether it is on disk; it waits all the same. */
    boolean queued(Notification notification) {
        waiting.put(notification.id(), notification);
        var line = JsonNodeFactory.instance.objectNode();
        line.set("queued", NotificationJson.written(notification));
        return kept.append(line.toString());
    }

    void delivered(Notification notification, Map<String, String> memory, Instant now) {
        var left = new Memory(memory.isEmpty() ? memory(notification) : memory, now);
        ended.put(notification.id(), true);
        if (!left.values().isEmpty()) {
            memories.put(group(notification), left);
        }
        var line = end(notification.id(), true);
        if (!left.values().isEmpty()) {
            line.set("memory", written(group(notification), left));
        }
        kept.append(line.toString());
    }

    void givenUp(Notification notification) {
        ended.put(notification.id(), false);
        kept.append(end(notification.id(), false).toString());
    }

    void forget(String id, Instant now) {
        waiting.remove(id);
        ended.remove(id);
        kept.append(JsonNodeFactory.instance.objectNode().put("forgotten", id).toString());
        if (kept.lines() > LEAST_LINES + 4L * (waiting.size() + memories.size())) {
            memories.values().removeIf(memory -> memory.at().plus(MEMORY).isBefore(now));
            kept.shorten();
        }
    }

    /** Writes what could not be written before. */
    void catchUp() {
        kept.catchUp();
    }

    /** Why it cannot be kept on disk; empty where it can. */
    String complaint() {
        return kept.complaint();
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        memories.forEach(
                (group, memory) -> {
                    var line = JsonNodeFactory.instance.objectNode();
                    line.set("memory", written(group, memory));
                    lines.add(line.toString());
                });
        waiting.values()
                .forEach(
                        notification -> {
                            var line = JsonNodeFactory.instance.objectNode();
                            line.set("queued", NotificationJson.written(notification));
                            lines.add(line.toString());
                        });
        ended.forEach((id, wasDelivered) -> lines.add(end(id, wasDelivered).toString()));
        return lines;
    }

    private static ObjectNode end(String id, boolean wasDelivered) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("ended", id)
                .put("delivered", wasDelivered);
    }

    private static ObjectNode written(Group group, Memory memory) {
        var node = JsonNodeFactory.instance.objectNode();
        node.set("target", NotificationJson.written(group.target()));
        node.put("groupKey", group.groupKey());
        node.put("at", memory.at().toString());
        var values = node.putObject("values");
        memory.values().forEach(values::put);
        return node;
    }

    private static Group group(Notification notification) {
        return new Group(notification.target(), notification.groupKey());
    }

    private void replay(String text) {
        try {
            apply(Mapper.JSON.readTree(text));
        } catch (JsonProcessingException | RuntimeException e) {
            // Its checksum is right, so a newer release wrote it: not a reason to lose the rest.
            LOG.atWarn().addKeyValue("error", e.toString()).log("a line of the outbox is skipped");
        }
    }

    private void apply(JsonNode line) {
        if (line.has("queued")) {
            var notification = NotificationJson.read(line.get("queued"));
            waiting.put(notification.id(), notification);
        }
        if (line.has("ended")) {
            ended.put(line.get("ended").asText(), line.get("delivered").asBoolean());
        }
        if (line.has("memory")) {
            remember(line.get("memory"));
        }
        if (line.has("forgotten")) {
            waiting.remove(line.get("forgotten").asText());
            ended.remove(line.get("forgotten").asText());
        }
    }

    private void remember(JsonNode node) {
        var values = new LinkedHashMap<String, String>();
        node.get("values").properties().forEach(v -> values.put(v.getKey(), v.getValue().asText()));
        memories.put(
                new Group(
                        NotificationJson.target(node.get("target")), node.get("groupKey").asText()),
                new Memory(values, Instant.parse(node.get("at").asText())));
    }

    @Override
    public void close() throws IOException {
        kept.close();
    }
}
