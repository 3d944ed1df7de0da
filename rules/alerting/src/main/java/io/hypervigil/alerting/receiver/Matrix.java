package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypervigil.alerting.http.HttpAnswer;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Matrix, as {@code matrix_configs} of our own: {@code homeserver_url}, {@code access_token} or
 * {@code access_token_file}, {@code room_id}, {@code msgtype} (m.text or m.notice), and as
 * templates {@code text} and {@code html}. The transaction's number is made of what is told, so a
 * homeserver takes a message that is sent again for the one it has.
 *
 * @see <a href="https://spec.matrix.org/latest/client-server-api/#sending-events-to-a-room">sending
 *     events</a>
 */
record Matrix(
        boolean sendResolved,
        Secret homeserver,
        Secret token,
        String room,
        String type,
        String text,
        String html,
        HttpSettings http)
        implements Integration {

    // An event holds 65,536 bytes, with both bodies and its own fields.
    private static final Message.Limit TEXT = Message.Limit.bytes(24_000);

    static Matrix read(Fields fields) {
        var type = fields.text("msgtype", "m.text");
        if (!Set.of("m.text", "m.notice").contains(type)) {
            throw fields.yaml().wrong("msgtype", "\"" + type + "\" is neither m.text nor m.notice");
        }
        return new Matrix(
                fields.sendResolved(true),
                fields.requiredAddress("homeserver_url"),
                fields.requiredSecret("access_token"),
                fields.required("room_id", "matrix_config"),
                type,
                fields.text(
                        "text",
                        "{{ template \"pushover.default.title\" . }}\n"
                                + "{{ template \"pushover.default.message\" . }}"),
                fields.text("html"),
                fields.http());
    }

    @Override
    public String kind() {
        return "matrix";
    }

    @Override
    public Outcome send(Message message, Sending sending) {
        var path =
                "/_matrix/client/v3/rooms/"
                        + Form.encoded(message.text(room))
                        + "/send/m.room.message/"
                        + message.newsKey();
        return Post.json(homeserver, http, body(message))
                .method("PUT")
                .path(path)
                .header("Authorization", Secret.of(Secret.of("Bearer "), token))
                .send(sending, answer -> judged(answer, sending));
    }

    private JsonNode body(Message message) {
        var body =
                Json.object()
                        .put("msgtype", type)
                        .put("body", message.textWithin(text, TEXT).strip());
        if (!html.isEmpty()) {
            body.put("format", "org.matrix.custom.html")
                    .put("formatted_body", message.htmlWithin(html, TEXT));
        }
        return body.node();
    }

    // How long to wait stands in the body, in milliseconds.
    private static Outcome judged(HttpAnswer answer, Sending sending) {
        long millis =
                Json.read(answer.body()).map(j -> j.path("retry_after_ms").asLong(0)).orElse(0L);
        return (answer.status() == 429) && (millis > 0)
                ? new Outcome.Later(answer.shown(), Optional.of(Duration.ofMillis(millis)))
                : Post.judged(answer, sending);
    }
}
