package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypervigil.alerting.http.HttpAnswer;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import io.hypervigil.alerting.yaml.YamlMapping;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rocket.Chat's API, with a user's token.
 *
 * @see <a href="https://developer.rocket.chat/apidocs/post-message">chat.postMessage</a>
 */
record RocketChat(
        boolean sendResolved,
        Secret api,
        Secret tokenId,
        Secret token,
        HttpSettings http,
        Map<String, String> texts,
        List<Attachment.Field> fields,
        boolean shortFields,
        boolean linksNames,
        List<Map<String, String>> actions)
        implements Integration {

    private static final Message.Limit TEXT = Message.Limit.characters(4_500);

    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "color", "{{ if eq .Status \"firing\" }}red{{ else }}green{{ end }}",
                    "emoji", "{{ template \"rocketchat.default.emoji\" . }}",
                    "icon_url", "{{ template \"rocketchat.default.iconurl\" . }}",
                    "text", "{{ template \"rocketchat.default.text\" . }}",
                    "title", "{{ template \"rocketchat.default.title\" . }}",
                    "title_link", "{{ template \"rocketchat.default.titlelink\" . }}",
                    "channel", "",
                    "image_url", "",
                    "thumb_url", "");

    static RocketChat read(Fields fields) {
        var yaml = fields.yaml();
        var texts = new HashMap<String, String>();
        DEFAULTS.forEach((key, text) -> texts.put(key, fields.text(key, text)));
        return new RocketChat(
                fields.sendResolved(false),
                fields.addressOrGlobal("api_url", "rocketchat_api_url", "Rocketchat URL"),
                fields.secretOrGlobal("token_id", "rocketchat_token_id", "Rocketchat TokenID"),
                fields.secretOrGlobal("token", "rocketchat_token", "Rocketchat Token"),
                fields.http(),
                texts,
                Attachment.Field.read(yaml, false),
                fields.flag("short_fields"),
                fields.flag("link_names"),
                yaml.mappings("actions").stream().map(RocketChat::action).toList());
    }

    private static Map<String, String> action(YamlMapping yaml) {
        Map<String, String> action = new LinkedHashMap<>();
        for (var key : List.of("type", "text", "url", "msg")) {
            yaml.text(key).ifPresent(text -> action.put(key, text));
        }
        yaml.end();
        return action;
    }

    @Override
    public String kind() {
        return "rocketchat";
    }

    @Override
    public Outcome send(Message message, Sending sending) {
        var body =
                Json.object()
                        .putUnlessEmpty("channel", message.text(text("channel")))
                        .putUnlessEmpty("emoji", message.text(text("emoji")))
                        .putUnlessEmpty("avatar", message.text(text("icon_url")));
        if (linksNames) {
            body.put("parseUrls", true);
        }
        body.put("attachments", Json.array(List.of(attachment(message))));
        return Post.json(api, http, body.node())
                .path("/api/v1/chat.postMessage")
                .header("X-Auth-Token", token)
                .header("X-User-Id", tokenId)
                .send(sending, answer -> judged(answer, sending));
    }

    private JsonNode attachment(Message message) {
        return Json.object()
                .putUnlessEmpty("title", message.text(text("title")))
                .putUnlessEmpty("title_link", message.text(text("title_link")))
                .putUnlessEmpty("text", message.textWithin(text("text"), TEXT))
                .putUnlessEmpty("image_url", message.text(text("image_url")))
                .putUnlessEmpty("thumb_url", message.text(text("thumb_url")))
                .putUnlessEmpty("color", message.text(text("color")))
                .putUnlessEmpty("fields", Attachment.fields(fields, message, shortFields))
                .putUnlessEmpty(
                        "actions",
                        Json.array(actions.stream().map(a -> Json.expanded(a, message)).toList()))
                .node();
    }

    private String text(String key) {
        return texts.getOrDefault(key, "");
    }

    private static Outcome judged(HttpAnswer answer, Sending sending) {
        boolean failed =
                answer.isGood()
                        && Json.read(answer.body())
                                .map(json -> !json.path("success").asBoolean(true))
                                .orElse(false);
        return failed ? new Outcome.Refused(answer.shown()) : Post.judged(answer, sending);
    }
}
