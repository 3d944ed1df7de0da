package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;

/**
 * Gotify, as {@code gotify_configs} of our own: {@code url}, {@code token} or {@code token_file} of
 * an application, and as templates {@code title}, {@code message}, {@code priority} (0 to 10) and
 * {@code click}.
 *
 * @see <a href="https://gotify.net/docs/pushmsg">push messages</a>
 */
record Gotify(
        boolean sendResolved,
        Secret url,
        Secret token,
        HttpSettings http,
        String title,
        String text,
        String priority,
        String click)
        implements Integration {

    // Gotify names no limit; a message this long nobody reads on a telephone.
    private static final Message.Limit TEXT = Message.Limit.characters(16_000);

    static Gotify read(Fields fields) {
        return new Gotify(
                fields.sendResolved(true),
                fields.requiredAddress("url"),
                fields.requiredSecret("token"),
                fields.http(),
                fields.text("title", "{{ template \"pushover.default.title\" . }}"),
                fields.text("message", "{{ template \"pushover.default.message\" . }}"),
                fields.text("priority", "{{ if eq .Status \"firing\" }}8{{ else }}4{{ end }}"),
                fields.text("click", "{{ template \"pushover.default.url\" . }}"));
    }

    @Override
    public String kind() {
        return "gotify";
    }

    @Override
    public Outcome send(Message message, Sending sending) {
        return Post.json(url, http, body(message))
                .path("/message")
                .header("X-Gotify-Key", token)
                .send(sending);
    }

    private JsonNode body(Message message) {
        var body =
                Json.object()
                        .put("title", message.text(title))
                        .put("message", message.textWithin(text, TEXT));
        var level = message.text(priority).strip();
        if (level.matches("\\d{1,2}")) {
            body.put("priority", Long.parseLong(level));
        }
        var target = message.text(click);
        if (!target.isEmpty()) {
            var open = Json.object().put("url", target).node();
            var display = Json.object().put("click", open).node();
            body.put("extras", Json.object().put("client::notification", display).node());
        }
        return body.node();
    }
}
