package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import io.hypervigil.alerting.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Opsgenie's alerts. The key of the group is the alert's alias, so Opsgenie counts a repeated one
 * instead of opening a second.
 *
 * @see <a href="https://docs.opsgenie.com/docs/alert-api">the alert API</a>
 */
record Opsgenie(
        boolean sendResolved,
        Secret key,
        Secret url,
        HttpSettings http,
        Map<String, String> texts,
        Map<String, String> details,
        List<Responder> responders,
        boolean updates)
        implements Integration {

    private static final Message.Limit MESSAGE = Message.Limit.characters(130);
    private static final Message.Limit DESCRIPTION = Message.Limit.characters(15_000);
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "message", "{{ template \"opsgenie.default.message\" . }}",
                    "description", "{{ template \"opsgenie.default.description\" . }}",
                    "source", "{{ template \"opsgenie.default.source\" . }}",
                    "entity", "",
                    "actions", "",
                    "tags", "",
                    "note", "",
                    "priority", "");

    /** Whom it is for; one of the three names them. */
    record Responder(String id, String name, String username, String type) {

        private static final Set<String> TYPES =
                Set.of("team", "teams", "user", "escalation", "schedule");

        static Responder read(YamlMapping yaml) {
            var responder =
                    new Responder(
                            yaml.text("id").orElse(""),
                            yaml.text("name").orElse(""),
                            yaml.text("username").orElse(""),
                            yaml.text("type").orElse(""));
            yaml.end();
            if ((responder.id + responder.name + responder.username).isEmpty()) {
                throw yaml.wrong(
                        "name",
                        "an opsgenie responder must have at least one of id, username or name");
            }
            boolean isKnown =
                    responder.type.contains("{{")
                            || TYPES.contains(responder.type.toLowerCase(Locale.ROOT));
            if (!isKnown) {
                throw yaml.wrong(
                        "type",
                        "\""
                                + responder.type
                                + "\" is none of team, teams, user, escalation, schedule");
            }
            return responder;
        }

        // Several teams may come out of one template, with commas between them.
        List<JsonNode> json(Message message) {
            var kind = message.text(type).toLowerCase(Locale.ROOT);
            if (kind.equals("teams")) {
                return list(message.text(name)).stream()
                        .map(team -> one("", team, "", "team"))
                        .toList();
            }
            return List.of(one(message.text(id), message.text(name), message.text(username), kind));
        }

        private static JsonNode one(String id, String name, String username, String type) {
            return Json.object()
                    .putUnlessEmpty("id", id)
                    .putUnlessEmpty("name", name)
                    .putUnlessEmpty("username", username)
                    .put("type", type)
                    .node();
        }
    }

    static Opsgenie read(Fields fields) {
        var yaml = fields.yaml();
        var texts = new HashMap<String, String>();
        DEFAULTS.forEach((key, text) -> texts.put(key, fields.text(key, text)));
        return new Opsgenie(
                fields.sendResolved(true),
                fields.secretOrGlobal("api_key", "opsgenie_api_key", "OpsGenie API Key"),
                fields.addressOrGlobal("api_url", "opsgenie_api_url", "OpsGenie URL"),
                fields.http(),
                texts,
                yaml.textMap("details"),
                yaml.mappings("responders").stream().map(Responder::read).toList(),
                fields.flag("update_alerts"));
    }

    @Override
    public String kind() {
        return "opsgenie";
    }

    @Override
    public Outcome send(Message message, Sending sending) {
        var alias = message.hashedKey();
        var one = "/v2/alerts/" + alias;
        if (!message.isFiring()) {
            return post(one + "/close?identifierType=alias", closing(message)).send(sending);
        }
        var outcome = post("/v2/alerts", opening(message, alias)).send(sending);
        if (!updates || !(outcome instanceof Outcome.Delivered)) {
            return outcome;
        }
        var text = Json.object().put("message", expanded(message, "message", MESSAGE)).node();
        var more =
                Json.object()
                        .put("description", expanded(message, "description", DESCRIPTION))
                        .node();
        post(one + "/message?identifierType=alias", text).method("PUT").send(sending);
        return post(one + "/description?identifierType=alias", more).method("PUT").send(sending);
    }

    private Post post(String path, JsonNode body) {
        return Post.json(url, http, body)
                .path(path)
                .header("Authorization", Secret.of(Secret.of("GenieKey "), key));
    }

    private JsonNode closing(Message message) {
        return Json.object().put("source", expanded(message, "source")).node();
    }

    private JsonNode opening(Message message, String alias) {
        var all = new ArrayList<JsonNode>();
        responders.forEach(responder -> all.addAll(responder.json(message)));
        return Json.object()
                .put("alias", alias)
                .put("message", expanded(message, "message", MESSAGE))
                .put("description", expanded(message, "description", DESCRIPTION))
                .put("details", details(message))
                .put("source", expanded(message, "source"))
                .putUnlessEmpty("responders", Json.array(all))
                .putUnlessEmpty("tags", Json.texts(list(expanded(message, "tags"))))
                .putUnlessEmpty("note", expanded(message, "note"))
                .putUnlessEmpty("priority", expanded(message, "priority"))
                .putUnlessEmpty("entity", expanded(message, "entity"))
                .putUnlessEmpty("actions", Json.texts(list(expanded(message, "actions"))))
                .node();
    }

    private Map<String, String> details(Message message) {
        var all = new TreeMap<>(WebhookBody.texts(message.notification().commonLabels()));
        details.forEach((key, value) -> all.put(key, message.text(value)));
        return all;
    }

    private String expanded(Message message, String key) {
        return message.text(texts.getOrDefault(key, ""));
    }

    private String expanded(Message message, String key, Message.Limit limit) {
        return message.textWithin(texts.getOrDefault(key, ""), limit);
    }

    private static List<String> list(String text) {
        return List.of(text.split(",")).stream()
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
