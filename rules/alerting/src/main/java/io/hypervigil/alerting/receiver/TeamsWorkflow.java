package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import java.util.List;

/**
 * Microsoft Teams by a workflow that takes an adaptive card.
 *
 * @see <a
 *     href="https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using#send-adaptive-cards-using-an-incoming-webhook">adaptive
 *     cards</a>
 */
record TeamsWorkflow(boolean sendResolved, Secret url, HttpSettings http, String title, String text)
        implements Integration {

    private static final Message.Limit TEXT = Message.Limit.bytes(24_000);
    private static final Message.Limit TITLE = Message.Limit.bytes(1_000);

    static TeamsWorkflow read(Fields fields) {
        return new TeamsWorkflow(
                fields.sendResolved(true),
                fields.requiredAddress("webhook_url"),
                fields.http(),
                fields.text("title", "{{ template \"msteamsv2.default.title\" . }}"),
                fields.text("text", "{{ template \"msteamsv2.default.text\" . }}"));
    }

    @Override
    public String kind() {
        return "msteamsv2";
    }

    @Override
    public Outcome send(Message message, Sending sending) {
        var attachment =
                Json.object()
                        .put("contentType", "application/vnd.microsoft.card.adaptive")
                        .put("contentUrl", (JsonNode) NullNode.getInstance())
                        .put("content", card(message))
                        .node();
        var body =
                Json.object()
                        .put("type", "message")
                        .put("attachments", Json.array(List.of(attachment)))
                        .node();
        return Post.json(url, http, body)
                .send(sending, answer -> TeamsConnector.judged(answer, sending));
    }

    private JsonNode card(Message message) {
        var heading =
                Json.object()
                        .put("type", "TextBlock")
                        .put("text", TITLE.cut(message.text(title)))
                        .put("weight", "Bolder")
                        .put("size", "Medium")
                        .put("wrap", true)
                        .put("style", "heading")
                        .put("color", message.isFiring() ? "Attention" : "Good")
                        .node();
        var body =
                Json.object()
                        .put("type", "TextBlock")
                        .put("text", message.textWithin(text, TEXT))
                        .put("wrap", true)
                        .node();
        return Json.object()
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.2")
                .put("body", Json.array(List.of(heading, body)))
                .put("msteams", Json.object().put("width", "full").node())
                .node();
    }
}
