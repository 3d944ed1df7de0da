package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.http.HttpAnswer;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import java.util.Optional;

/**
 * Microsoft Teams by an incoming webhook's message card.
 *
 * @see <a
 *     href="https://learn.microsoft.com/en-us/outlook/actionable-messages/message-card-reference">message
 *     cards</a>
 */
record TeamsConnector(
        boolean sendResolved,
        Secret url,
        HttpSettings http,
        String title,
        String summary,
        String text)
        implements Integration {

    // A card has 28 KB in all.
    private static final Message.Limit TEXT = Message.Limit.bytes(24_000);
    private static final Message.Limit TITLE = Message.Limit.bytes(1_000);

    static TeamsConnector read(Fields fields) {
        return new TeamsConnector(
                fields.sendResolved(true),
                fields.requiredAddress("webhook_url"),
                fields.http(),
                fields.text("title", "{{ template \"msteams.default.title\" . }}"),
                fields.text("summary", "{{ template \"msteams.default.summary\" . }}"),
                fields.text("text", "{{ template \"msteams.default.text\" . }}"));
    }

    @Override
    public String kind() {
        return "msteams";
    }

    @Override
    public Outcome send(Message message, Sending sending) {
        var body =
                Json.object()
                        .put("@context", "http://schema.org/extensions")
                        .put("type", "MessageCard")
                        .put("title", TITLE.cut(message.text(title)))
                        .put("summary", TITLE.cut(message.text(summary)))
                        .put("text", message.textWithin(text, TEXT))
                        .put("themeColor", message.isFiring() ? "8C1A1A" : "2DC72D")
                        .node();
        return Post.json(url, http, body).send(sending, answer -> judged(answer, sending));
    }

    /** A webhook of Teams answers 200 with another service's error in its text. */
    static Outcome judged(HttpAnswer answer, Sending sending) {
        boolean isLimited = answer.isGood() && answer.body().contains("HTTP error 429");
        return isLimited
                ? new Outcome.Later(answer.shown(), Optional.empty())
                : Post.judged(answer, sending);
    }
}
