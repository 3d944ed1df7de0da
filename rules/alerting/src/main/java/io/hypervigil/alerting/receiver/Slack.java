package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypervigil.alerting.http.HttpAnswer;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import io.hypervigil.alerting.http.Spans;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Slack: an incoming webhook, or {@code chat.postMessage} with an app's token. With a token and
 * {@code update_message} the message that told of a group first is edited by its number ({@code
 * ts}) instead of a second one being sent.
 *
 * @see <a href="https://api.slack.com/methods/chat.update">chat.update</a>
 */
record Slack(
        boolean sendResolved,
        SlackPlace place,
        HttpSettings http,
        Duration timeout,
        Map<String, String> texts,
        List<Attachment.Field> fields,
        boolean shortFields,
        boolean linksNames,
        List<String> markdownIn,
        List<SlackAction> actions,
        boolean updates)
        implements Integration {

    private static final Message.Limit TITLE = Message.Limit.characters(1_024);
    private static final Message.Limit TEXT = Message.Limit.characters(3_000);

    private static final List<String> MARKDOWN_IN = List.of("fallback", "pretext", "text");

    // The order is that of the request. Those without a default are empty.
    private static final Map<String, String> DEFAULTS =
            Map.ofEntries(
                    Map.entry("color", template("color")),
                    Map.entry("username", template("username")),
                    Map.entry("title", template("title")),
                    Map.entry("title_link", template("titlelink")),
                    Map.entry("icon_emoji", template("iconemoji")),
                    Map.entry("icon_url", template("iconurl")),
                    Map.entry("pretext", template("pretext")),
                    Map.entry("text", template("text")),
                    Map.entry("fallback", template("fallback")),
                    Map.entry("callback_id", template("callbackid")),
                    Map.entry("footer", template("footer")),
                    Map.entry("channel", ""),
                    Map.entry("message_text", ""),
                    Map.entry("image_url", ""),
                    Map.entry("thumb_url", ""));

    // What chat.postMessage says of faults that pass: the rest does not.
    private static final Set<String> PASSING =
            Set.of(
                    "ratelimited",
                    "rate_limited",
                    "internal_error",
                    "fatal_error",
                    "service_unavailable",
                    "request_timeout",
                    "team_added_to_org");

    /** Said rather than left out, since a delivery that says nothing leaves the memory as it is. */
    private static final Map<String, String> FORGOTTEN = Map.of("ts", "", "channel", "");

    private static String template(String name) {
        return "{{ template \"slack.default." + name + "\" . }}";
    }

    static Slack read(Fields fields) {
        var yaml = fields.yaml();
        boolean hasOwnHttp = yaml.has("http_config");
        var http = fields.http();
        boolean updates = fields.flag("update_message");
        var place = SlackPlace.read(fields, hasOwnHttp ? http : HttpSettings.DEFAULT, updates);
        var texts = new HashMap<String, String>();
        DEFAULTS.forEach((key, text) -> texts.put(key, fields.text(key, text)));
        var markdownIn = yaml.texts("mrkdwn_in");
        return new Slack(
                fields.sendResolved(false),
                place,
                http,
                Spans.go(yaml, "timeout").orElse(Post.LIMIT),
                Map.copyOf(texts),
                Attachment.Field.read(yaml, true),
                fields.flag("short_fields"),
                fields.flag("link_names"),
                markdownIn.isEmpty() ? MARKDOWN_IN : markdownIn,
                yaml.mappings("actions").stream().map(SlackAction::read).toList(),
                updates);
    }

    @Override
    public String kind() {
        return "slack";
    }

    @Override
    public Outcome send(Message message, Sending sending) {
        var outcome = post(message).send(sending, answer -> judged(answer, sending));
        // What fires again after its end is news: an edit would be seen by nobody.
        return outcome instanceof Outcome.Delivered(var answer, _) && !message.isFiring()
                ? new Outcome.Delivered(answer, FORGOTTEN)
                : outcome;
    }

    private Post post(Message message) {
        var number = message.memory().getOrDefault("ts", "");
        var channel = message.memory().getOrDefault("channel", "");
        if (updates && !number.isEmpty() && !channel.isEmpty()) {
            var edited = body(message).put("channel", channel).put("ts", number).node();
            return post(place.update(), edited);
        }
        return post(place.address(), body(message).node());
    }

    private Post post(Secret address, JsonNode body) {
        var post = Post.json(address, http, body).within(timeout);
        return place.token()
                .map(own -> post.header("Authorization", Secret.of(Secret.of("Bearer "), own)))
                .orElse(post);
    }

    private String text(String key) {
        return texts.getOrDefault(key, "");
    }

    private Json body(Message message) {
        var body =
                Json.object()
                        .putUnlessEmpty("channel", message.text(text("channel")))
                        .putUnlessEmpty("username", message.text(text("username")))
                        .putUnlessEmpty("icon_emoji", message.text(text("icon_emoji")))
                        .putUnlessEmpty("icon_url", message.text(text("icon_url")));
        if (linksNames) {
            body.put("link_names", true);
        }
        // Slack's own plain text, in place of an attachment.
        return text("message_text").isEmpty()
                ? body.put("attachments", Json.array(List.of(attachment(message))))
                : body.put("text", message.textWithin(text("message_text"), TEXT));
    }

    private JsonNode attachment(Message message) {
        return Json.object()
                .putUnlessEmpty("title", TITLE.cut(message.text(text("title"))))
                .putUnlessEmpty("title_link", message.text(text("title_link")))
                .putUnlessEmpty("pretext", message.text(text("pretext")))
                .put("text", message.textWithin(text("text"), TEXT))
                .put("fallback", TEXT.cut(message.text(text("fallback"))))
                .put("callback_id", message.text(text("callback_id")))
                .putUnlessEmpty("fields", Attachment.fields(fields, message, shortFields))
                .putUnlessEmpty("image_url", message.text(text("image_url")))
                .putUnlessEmpty("thumb_url", message.text(text("thumb_url")))
                .putUnlessEmpty(
                        "actions", Json.array(actions.stream().map(a -> a.json(message)).toList()))
                .put("footer", message.text(text("footer")))
                .putUnlessEmpty("color", message.text(text("color")))
                .put("mrkdwn_in", Json.texts(markdownIn))
                .node();
    }

    // The API answers 200 to everything and says in the body how it went; a webhook says "ok".
    private Outcome judged(HttpAnswer answer, Sending sending) {
        var json = Json.read(answer.body()).filter(JsonNode::isObject);
        if (!answer.isGood() || json.isEmpty() || json.get().path("ok").asBoolean(true)) {
            return remembering(Post.judged(answer, sending), json);
        }
        var error = json.get().path("error").asText("no reason given");
        return PASSING.contains(error)
                ? new Outcome.Later(error, answer.retryAfter(sending.clock().instant()))
                : new Outcome.Refused(error);
    }

    private static Outcome remembering(Outcome outcome, Optional<JsonNode> json) {
        var memory = new HashMap<String, String>();
        json.ifPresent(
                answer -> {
                    for (var key : List.of("ts", "channel")) {
                        if (answer.path(key).isTextual()) {
                            memory.put(key, answer.path(key).asText());
                        }
                    }
                });
        return outcome instanceof Outcome.Delivered(var answer, _)
                ? new Outcome.Delivered(answer, memory)
                : outcome;
    }
}
