package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import io.hypervigil.alerting.http.Spans;
import io.hypervigil.alerting.yaml.YamlMapping;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Pushover.
 *
 * @see <a href="https://pushover.net/api">the message API</a>
 */
record Pushover(
        boolean sendResolved,
        Secret user,
        Secret token,
        Map<String, String> texts,
        Duration retry,
        Duration expire,
        Duration lasts,
        boolean isHtml,
        boolean isMonospace,
        HttpSettings http,
        Secret api)
        implements Integration {

    private static final Secret API = Secret.of("https://api.pushover.net/1/messages.json");
    private static final Message.Limit TITLE = Message.Limit.characters(250);
    private static final Message.Limit TEXT = Message.Limit.characters(1_024);
    private static final Message.Limit URL = Message.Limit.characters(512);
    private static final Message.Limit URL_TITLE = Message.Limit.characters(100);

    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "title", "{{ template \"pushover.default.title\" . }}",
                    "message", "{{ template \"pushover.default.message\" . }}",
                    "url", "{{ template \"pushover.default.url\" . }}",
                    "priority", "{{ if eq .Status \"firing\" }}2{{ else }}0{{ end }}",
                    "url_title", "",
                    "device", "",
                    "sound", "");

    static Pushover read(Fields fields) {
        var yaml = fields.yaml();
        var texts = new HashMap<String, String>();
        DEFAULTS.forEach((key, text) -> texts.put(key, fields.text(key, text)));
        if (fields.flag("html") && fields.flag("monospace")) {
            throw yaml.wrong("monospace", "at most one of monospace & html must be configured");
        }
        return new Pushover(
                fields.sendResolved(true),
                fields.requiredSecret("user_key"),
                fields.requiredSecret("token"),
                texts,
                span(yaml, "retry", Duration.ofMinutes(1)),
                span(yaml, "expire", Duration.ofHours(1)),
                span(yaml, "ttl", Duration.ZERO),
                fields.flag("html"),
                fields.flag("monospace"),
                fields.http(),
                API);
    }

    private static Duration span(YamlMapping yaml, String key, Duration otherwise) {
        return Spans.go(yaml, key).orElse(otherwise);
    }

    /** The same at another address. */
    Pushover at(Secret address) {
        return new Pushover(
                sendResolved,
                user,
                token,
                texts,
                retry,
                expire,
                lasts,
                isHtml,
                isMonospace,
                http,
                address);
    }

    @Override
    public String kind() {
        return "pushover";
    }

    @Override
    public Outcome send(Message message, Sending sending) {
        try {
            return Post.form(api, http, form(message)).send(sending);
        } catch (IOException e) {
            return new Outcome.Later(String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    private String form(Message message) throws IOException {
        var text =
                isHtml
                        ? message.htmlWithin(raw("message"), TEXT)
                        : message.textWithin(raw("message"), TEXT);
        var form =
                new Form()
                        .put("token", message.text(token.reveal()))
                        .put("user", message.text(user.reveal()))
                        .putUnlessEmpty("title", TITLE.cut(message.text(raw("title"))))
                        .put("message", text.isBlank() ? "(no details)" : text)
                        .putUnlessEmpty("url", URL.cut(message.text(raw("url"))))
                        .putUnlessEmpty("url_title", URL_TITLE.cut(message.text(raw("url_title"))))
                        .put("priority", message.text(raw("priority")))
                        .put("retry", String.valueOf(retry.toSeconds()))
                        .put("expire", String.valueOf(expire.toSeconds()))
                        .putUnlessEmpty("device", message.text(raw("device")))
                        .putUnlessEmpty("sound", message.text(raw("sound")));
        if (isHtml) {
            form.put("html", "1");
        }
        if (isMonospace) {
            form.put("monospace", "1");
        }
        if (lasts.isPositive()) {
            form.put("ttl", String.valueOf(lasts.toSeconds()));
        }
        return form.toString();
    }

    private String raw(String key) {
        return texts.getOrDefault(key, "");
    }
}
