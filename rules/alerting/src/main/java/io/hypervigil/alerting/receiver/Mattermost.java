package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import io.hypervigil.alerting.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Mattermost's incoming webhooks: the attachment that the fields describe, or the text and the
 * attachments that are listed.
 *
 * @see <a href="https://developers.mattermost.com/integrate/webhooks/incoming/">incoming
 *     webhooks</a>
 */
record Mattermost(
        boolean sendResolved,
        Secret url,
        HttpSettings http,
        Map<String, String> texts,
        Attached own,
        List<Attached> attached,
        Optional<String> card,
        Optional<Priority> priority)
        implements Integration {

    // A post holds 16,383 characters in all.
    private static final Message.Limit TEXT = Message.Limit.characters(12_000);

    private static final List<String> OF_ATTACHMENT =
            List.of(
                    "fallback",
                    "color",
                    "pretext",
                    "text",
                    "author_name",
                    "author_link",
                    "author_icon",
                    "title",
                    "title_link",
                    "thumb_url",
                    "footer",
                    "footer_icon",
                    "image_url");

    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "username", template("username"),
                    "color", template("color"),
                    "text", template("text"),
                    "title", template("title"),
                    "title_link", template("titlelink"),
                    "fallback", template("fallback"));

    private static String template(String name) {
        return "{{ template \"mattermost.default." + name + "\" . }}";
    }

    /** One attachment. */
    record Attached(Map<String, String> texts, List<Attachment.Field> fields) {

        static Attached read(YamlMapping yaml, Map<String, String> defaults) {
            var texts = new HashMap<String, String>();
            OF_ATTACHMENT.forEach(
                    key -> texts.put(key, yaml.text(key).orElse(defaults.getOrDefault(key, ""))));
            return new Attached(texts, Attachment.Field.read(yaml, true));
        }

        String text(Message message) {
            return message.textWithin(texts.getOrDefault("text", ""), TEXT);
        }

        JsonNode json(Message message) {
            var json = Json.object();
            OF_ATTACHMENT.forEach(
                    key ->
                            json.putUnlessEmpty(
                                    key, message.textWithin(texts.getOrDefault(key, ""), TEXT)));
            return json.putUnlessEmpty("fields", Attachment.fields(fields, message, false)).node();
        }
    }

    /** How urgent a post is marked. */
    record Priority(String priority, boolean asksForAck, boolean isPersistent) {

        static Priority read(YamlMapping yaml) {
            var priority =
                    new Priority(
                            yaml.text("priority").orElse(""),
                            yaml.flag("requested_ack").orElse(false),
                            yaml.flag("persistent_notifications").orElse(false));
            yaml.end();
            return priority;
        }

        JsonNode json(Message message) {
            var json = Json.object().putUnlessEmpty("priority", message.text(priority));
            if (asksForAck) {
                json.put("requested_ack", true);
            }
            if (isPersistent) {
                json.put("persistent_notifications", true);
            }
            return json.node();
        }
    }

    static Mattermost read(Fields fields) {
        var yaml = fields.yaml();
        var url =
                fields.address("webhook_url")
                        .or(() -> fields.global().secret("mattermost_webhook_url"))
                        .orElseThrow(
                                () ->
                                        fields.wrong(
                                                "missing webhook_url or webhook_url_file on"
                                                        + " mattermost_config"));
        var texts = new HashMap<String, String>();
        for (var key : List.of("channel", "username", "icon_url", "icon_emoji", "type")) {
            texts.put(key, fields.text(key, DEFAULTS.getOrDefault(key, "")));
        }
        var own = Attached.read(yaml, DEFAULTS);
        var attached = new ArrayList<Attached>();
        for (var more : yaml.mappings("attachments")) {
            attached.add(Attached.read(more, Map.of()));
            more.end();
        }
        return new Mattermost(
                fields.sendResolved(true),
                url,
                fields.http(),
                texts,
                own,
                attached,
                yaml.mapping("props").map(Mattermost::card),
                yaml.mapping("priority").map(Priority::read));
    }

    private static String card(YamlMapping yaml) {
        var card = yaml.text("card").orElse("");
        yaml.end();
        return card;
    }

    @Override
    public String kind() {
        return "mattermost";
    }

    @Override
    public Outcome send(Message message, Sending sending) {
        var body = Json.object();
        if (!attached.isEmpty()) {
            body.putUnlessEmpty("text", own.text(message));
        }
        for (var key : List.of("channel", "username", "icon_url", "icon_emoji", "type")) {
            body.putUnlessEmpty(key, message.text(texts.getOrDefault(key, "")));
        }
        var sent = attached.isEmpty() ? List.of(own) : attached;
        body.put("attachments", Json.array(sent.stream().map(a -> a.json(message)).toList()));
        card.ifPresent(
                text -> body.put("props", Json.object().put("card", message.text(text)).node()));
        priority.ifPresent(urgent -> body.put("priority", urgent.json(message)));
        return Post.json(url, http, body.node()).send(sending);
    }
}
