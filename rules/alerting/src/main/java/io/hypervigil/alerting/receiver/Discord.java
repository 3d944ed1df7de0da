package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import java.util.List;

/**
 * Discord's webhooks: one embed.
 *
 * @see <a href="https://discord.com/developers/docs/resources/webhook#execute-webhook">execute
 *     webhook</a>
 */
record Discord(
        boolean sendResolved,
        Secret url,
        HttpSettings http,
        String content,
        String title,
        String text,
        String username,
        String avatarUrl)
        implements Integration {

    private static final Message.Limit TITLE = Message.Limit.characters(256);
    private static final Message.Limit DESCRIPTION = Message.Limit.characters(4_096);
    private static final Message.Limit CONTENT = Message.Limit.characters(2_000);
    private static final int RED = 0x992D22;
    private static final int GREEN = 0x2ECC71;

    static Discord read(Fields fields) {
        return new Discord(
                fields.sendResolved(true),
                fields.requiredAddress("webhook_url"),
                fields.http(),
                fields.text("content"),
                fields.text("title", "{{ template \"discord.default.title\" . }}"),
                fields.text("message", "{{ template \"discord.default.message\" . }}"),
                fields.text("username"),
                fields.text("avatar_url"));
    }

    @Override
    public String kind() {
        return "discord";
    }

    @Override
    public Outcome send(Message message, Sending sending) {
        var embed =
                Json.object()
                        .put("title", TITLE.cut(message.text(title)))
                        .put("description", message.textWithin(text, DESCRIPTION))
                        .put("color", message.isFiring() ? RED : GREEN)
                        .node();
        var body =
                Json.object()
                        .put("content", message.textWithin(content, CONTENT))
                        .put("embeds", Json.array(List.of(embed)))
                        .putUnlessEmpty("username", message.text(username))
                        .putUnlessEmpty("avatar_url", message.text(avatarUrl))
                        .node();
        return Post.json(url, http, body).send(sending);
    }
}
