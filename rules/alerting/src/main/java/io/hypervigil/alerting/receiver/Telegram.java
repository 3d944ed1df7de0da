package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypervigil.alerting.http.HttpAnswer;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Telegram's bots.
 *
 * @see <a href="https://core.telegram.org/bots/api#sendmessage">sendMessage</a>
 */
record Telegram(
        boolean sendResolved,
        Secret api,
        Secret token,
        Secret chat,
        long thread,
        String text,
        boolean isSilent,
        String parseMode,
        HttpSettings http)
        implements Integration {

    private static final Message.Limit TEXT = Message.Limit.characters(4_096);
    private static final Set<String> MODES = Set.of("", "Markdown", "MarkdownV2", "HTML");

    static Telegram read(Fields fields) {
        var yaml = fields.yaml();
        var token =
                fields.secret("bot_token")
                        .or(() -> fields.global().secret("telegram_bot_token"))
                        .orElseThrow(
                                () ->
                                        fields.wrong(
                                                "missing bot_token or bot_token_file on"
                                                        + " telegram_config"));
        yaml.integer("chat_id");
        var chat =
                fields.secret("chat_id")
                        .filter(id -> !(id instanceof Secret.Inline(var text) && text.equals("0")))
                        .orElseThrow(
                                () ->
                                        fields.wrong(
                                                "missing chat_id or chat_id_file on"
                                                        + " telegram_config"));
        var mode = fields.text("parse_mode", "HTML");
        if (!MODES.contains(mode)) {
            throw yaml.wrong("parse_mode", "must be Markdown, MarkdownV2, HTML or an empty string");
        }
        return new Telegram(
                fields.sendResolved(true),
                fields.addressOrGlobal("api_url", "telegram_api_url", "Telegram URL"),
                token,
                chat,
                yaml.integer("message_thread_id").orElse(0),
                fields.text("message", "{{ template \"telegram.default.message\" . }}"),
                fields.flag("disable_notifications"),
                mode,
                fields.http());
    }

    @Override
    public String kind() {
        return "telegram";
    }

    @Override
    public Outcome send(Message message, Sending sending) {
        boolean isHtml = parseMode.equals("HTML");
        var first = isHtml ? message.htmlWithin(text, TEXT) : message.textWithin(text, TEXT);
        try {
            var id = chat.reveal();
            var outcome = post(body(first, id, parseMode), sending);
            // A mark-up that a template broke must not cost the message.
            return (outcome instanceof Outcome.Refused(var reason))
                            && reason.contains("parse entit")
                    ? post(body(message.textWithin(text, TEXT), id, ""), sending)
                    : outcome;
        } catch (IOException e) {
            return new Outcome.Later(String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    private JsonNode body(String text, String id, String mode) {
        var body = Json.object().put("chat_id", id);
        if (thread != 0) {
            body.put("message_thread_id", thread);
        }
        if (isSilent) {
            body.put("disable_notification", true);
        }
        return body.put("disable_web_page_preview", true)
                .putUnlessEmpty("parse_mode", mode)
                .put("text", text)
                .node();
    }

    private Outcome post(JsonNode body, Sending sending) {
        var slash = Secret.of("/bot");
        var address =
                Secret.of(new Secret.WithoutSlash(api), slash, token, Secret.of("/sendMessage"));
        return Post.json(address, http, body).send(sending, answer -> judged(answer, sending));
    }

    // How long to wait stands in the body.
    private static Outcome judged(HttpAnswer answer, Sending sending) {
        var seconds =
                Json.read(answer.body())
                        .map(json -> json.path("parameters").path("retry_after").asLong(0))
                        .orElse(0L);
        return (answer.status() == 429) && (seconds > 0)
                ? new Outcome.Later(answer.shown(), Optional.of(Duration.ofSeconds(seconds)))
                : Post.judged(answer, sending);
    }
}
