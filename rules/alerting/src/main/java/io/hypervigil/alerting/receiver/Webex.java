package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.http.Credentials;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;

/**
 * Webex' rooms, with a bot's token in {@code http_config}.
 *
 * @see <a href="https://developer.webex.com/docs/api/v1/messages/create-a-message">messages</a>
 */
record Webex(boolean sendResolved, Secret api, HttpSettings http, String text, String room)
        implements Integration {

    // 7,439 bytes before encryption.
    private static final Message.Limit TEXT = Message.Limit.bytes(7_439);

    static Webex read(Fields fields) {
        boolean hasOwnHttp = fields.yaml().has("http_config");
        var http = fields.http();
        var room = fields.required("room_id", "webex_config");
        if (!hasOwnHttp || !(http.credentials() instanceof Credentials.Token)) {
            throw fields.wrong("missing webex_configs.http_config.authorization");
        }
        return new Webex(
                fields.sendResolved(true),
                fields.addressOrGlobal("api_url", "webex_api_url", "Webex URL"),
                http,
                fields.text("message", "{{ template \"webex.default.message\" . }}"),
                room);
    }

    @Override
    public String kind() {
        return "webex";
    }

    @Override
    public Outcome send(Message message, Sending sending) {
        var body =
                Json.object()
                        .put("markdown", message.textWithin(text, TEXT))
                        .put("roomId", message.text(room))
                        .node();
        return Post.json(api, http, body).send(sending);
    }
}
