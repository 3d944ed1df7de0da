package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import java.util.List;
import java.util.Optional;

/**
 * ntfy, as {@code ntfy_configs} of our own: {@code url} (by default ntfy.sh), {@code topic}, {@code
 * token} or {@code token_file}, and as templates {@code title}, {@code message}, {@code priority}
 * (1 to 5), {@code tags} (with commas between) and {@code click}.
 *
 * @see <a href="https://docs.ntfy.sh/publish/#publish-as-json">publish as JSON</a>
 */
record Ntfy(
        boolean sendResolved,
        Secret url,
        String topic,
        Optional<Secret> token,
        HttpSettings http,
        String title,
        String text,
        String priority,
        String tags,
        String click)
        implements Integration {

    private static final Message.Limit TEXT = Message.Limit.bytes(4_000);
    private static final Message.Limit TITLE = Message.Limit.bytes(250);

    static Ntfy read(Fields fields) {
        var url = fields.address("url");
        return new Ntfy(
                fields.sendResolved(true),
                url.orElseGet(() -> Secret.of("https://ntfy.sh")),
                fields.required("topic", "ntfy_config"),
                fields.secret("token"),
                fields.http(),
                fields.text("title", "{{ template \"pushover.default.title\" . }}"),
                fields.text("message", "{{ template \"pushover.default.message\" . }}"),
                fields.text("priority", "{{ if eq .Status \"firing\" }}4{{ else }}3{{ end }}"),
                fields.text(
                        "tags",
                        "{{ if eq .Status \"firing\" }}rotating_light{{ else }}white_check_mark{{"
                                + " end }}"),
                fields.text("click", "{{ template \"pushover.default.url\" . }}"));
    }

    @Override
    public String kind() {
        return "ntfy";
    }

    @Override
    public Outcome send(Message message, Sending sending) {
        var post = Post.json(url, http, body(message));
        return token.map(own -> post.header("Authorization", Secret.of(Secret.of("Bearer "), own)))
                .orElse(post)
                .send(sending);
    }

    private JsonNode body(Message message) {
        var body =
                Json.object()
                        .put("topic", message.text(topic))
                        .putUnlessEmpty("title", TITLE.cut(message.text(title)))
                        .put("message", message.textWithin(text, TEXT));
        var level = message.text(priority).strip();
        if (level.matches("[1-5]")) {
            body.put("priority", Long.parseLong(level));
        }
        var all =
                List.of(message.text(tags).split(",")).stream()
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .toList();
        return body.putUnlessEmpty("tags", Json.texts(all))
                .putUnlessEmpty("click", message.text(click))
                .node();
    }
}
