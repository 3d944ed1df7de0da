package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import io.hypervigil.alerting.http.Spans;
import io.hypervigil.alerting.yaml.YamlMapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PagerDuty's events, version 2 (a {@code routing_key}) or the generic API (a {@code service_key}).
 * The key of the group is the incident's, so a repeated event opens no second one.
 *
 * @see <a href="https://developer.pagerduty.com/docs/events-api-v2/trigger-events/">version 2</a>
 */
record PagerDuty(
        boolean sendResolved,
        Optional<Secret> routingKey,
        Optional<Secret> serviceKey,
        Secret url,
        HttpSettings http,
        Duration timeout,
        Map<String, String> texts,
        Map<String, Object> details,
        List<Map<String, String>> images,
        List<Map<String, String>> links)
        implements Integration {

    private static final Secret GENERIC =
            Secret.of("https://events.pagerduty.com/generic/2010-04-15/create_event.json");
    private static final Message.Limit SUMMARY = Message.Limit.characters(1_024);
    private static final int MOST_BYTES = 512_000;

    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "description", "{{ template \"pagerduty.default.description\" . }}",
                    "client", "{{ template \"pagerduty.default.client\" . }}",
                    "client_url", "{{ template \"pagerduty.default.clientURL\" . }}",
                    "source", "",
                    "severity", "",
                    "class", "",
                    "component", "",
                    "group", "");

    private static final Map<String, String> DETAILS =
            Map.of(
                    "firing", "{{ .Alerts.Firing | toJson }}",
                    "resolved", "{{ .Alerts.Resolved | toJson }}",
                    "num_firing", "{{ .Alerts.Firing | len }}",
                    "num_resolved", "{{ .Alerts.Resolved | len }}");

    static PagerDuty read(Fields fields) {
        var yaml = fields.yaml();
        var routingKey = fields.secret("routing_key");
        var serviceKey = fields.secret("service_key");
        if (routingKey.isEmpty() && serviceKey.isEmpty()) {
            throw fields.wrong("missing service or routing key in PagerDuty config");
        }
        var texts = new HashMap<String, String>();
        DEFAULTS.forEach((key, text) -> texts.put(key, fields.text(key, text)));
        var details = new LinkedHashMap<String, Object>(DETAILS);
        if (yaml.tree("details").orElse(Map.of()) instanceof Map<?, ?> own) {
            own.forEach((key, value) -> details.put(String.valueOf(key), value));
        } else {
            throw yaml.wrong("details", "must be a mapping");
        }
        return new PagerDuty(
                fields.sendResolved(true),
                routingKey,
                serviceKey,
                fields.addressOrGlobal("url", "pagerduty_url", "PagerDuty URL"),
                fields.http(),
                Spans.go(yaml, "timeout").orElse(Post.LIMIT),
                texts,
                details,
                items(yaml, "images", List.of("src", "alt", "href")),
                items(yaml, "links", List.of("href", "text")));
    }

    private static List<Map<String, String>> items(YamlMapping yaml, String key, List<String> of) {
        return yaml.mappings(key).stream()
                .map(
                        item -> {
                            Map<String, String> texts = new LinkedHashMap<>();
                            of.forEach(name -> texts.put(name, item.text(name).orElse("")));
                            item.end();
                            return texts;
                        })
                .toList();
    }

    @Override
    public String kind() {
        return "pagerduty";
    }

    @Override
    public Outcome send(Message message, Sending sending) {
        try {
            var post =
                    serviceKey.isPresent()
                            ? Post.json(GENERIC, http, generic(message, serviceKey.get().reveal()))
                            : Post.json(url, http, event(message, routingKey.get().reveal()));
            return post.within(timeout).send(sending);
        } catch (IOException e) {
            return new Outcome.Later(String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    private JsonNode event(Message message, String key) {
        var event = Json.object().put("routing_key", message.text(key));
        event.put("dedup_key", message.hashedKey());
        event.put("event_action", message.isFiring() ? "trigger" : "resolve");
        var payload = payload(message, details(message));
        event.put("payload", payload)
                .putUnlessEmpty("client", expanded(message, "client"))
                .putUnlessEmpty("client_url", expanded(message, "client_url"))
                .putUnlessEmpty("images", all(message, images))
                .putUnlessEmpty("links", all(message, links));
        if (tooLarge(event.node())) {
            event.put("payload", payload(message, withoutDetails()));
        }
        return event.node();
    }

    private ObjectNode payload(Message message, JsonNode details) {
        var source = texts.getOrDefault("source", "");
        var severity = expanded(message, "severity");
        return Json.object()
                .put("summary", summary(message))
                .put("source", message.text(source.isEmpty() ? client() : source))
                .put("severity", severity.isEmpty() ? "error" : severity)
                .putUnlessEmpty("class", expanded(message, "class"))
                .putUnlessEmpty("component", expanded(message, "component"))
                .putUnlessEmpty("group", expanded(message, "group"))
                .putUnlessEmpty("custom_details", details)
                .node();
    }

    JsonNode generic(Message message, String key) {
        var event =
                Json.object()
                        .put("service_key", message.text(key))
                        .put("incident_key", message.hashedKey())
                        .put("event_type", message.isFiring() ? "trigger" : "resolve")
                        .put("description", summary(message));
        if (message.isFiring()) {
            event.putUnlessEmpty("client", expanded(message, "client"))
                    .putUnlessEmpty("client_url", expanded(message, "client_url"));
        }
        event.put("details", details(message));
        if (tooLarge(event.node())) {
            event.put("details", withoutDetails());
        }
        return event.node();
    }

    private String summary(Message message) {
        return SUMMARY.cut(expanded(message, "description"));
    }

    private String client() {
        return texts.getOrDefault("client", "");
    }

    private String expanded(Message message, String key) {
        return message.text(texts.getOrDefault(key, ""));
    }

    private JsonNode details(Message message) {
        return Json.expanded(details, message);
    }

    private static boolean tooLarge(JsonNode event) {
        return event.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
    }

    private static JsonNode withoutDetails() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("error", "the details were left out: the event exceeds 512 KB with them");
    }

    private static JsonNode all(Message message, List<Map<String, String>> items) {
        return Json.array(items.stream().map(item -> Json.expanded(item, message)).toList());
    }
}
