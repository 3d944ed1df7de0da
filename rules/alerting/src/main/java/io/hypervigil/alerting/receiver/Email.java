package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.http.Secret;
import io.hypervigil.alerting.http.SecretFields;
import io.hypervigil.alerting.http.TlsSettings;
import io.hypervigil.alerting.yaml.YamlMapping;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * E-mail by SMTP.
 *
 * @param headers by their names, templates
 * @param threads whether the mails of one group make one thread: {@code none} for ever, {@code
 *     daily} one a day; empty for no threads
 */
record Email(
        boolean sendResolved,
        String to,
        String from,
        Smtp.Server server,
        Map<String, String> headers,
        String html,
        String text,
        Optional<String> threads)
        implements Integration {

    static void checkHostPort(YamlMapping yaml, String key) {
        var text = yaml.text(key).orElse("");
        if (!text.isEmpty() && !text.matches(".*:[^:\\]]+")) {
            throw yaml.wrong(key, "\"" + text + "\": host:port expected");
        }
    }

    static Email read(Fields fields) {
        var yaml = fields.yaml();
        var global = fields.global();
        checkHostPort(yaml, "smarthost");
        var to = fields.required("to", "email config");
        var smarthost = fields.textOrGlobal("smarthost", "smtp_smarthost");
        if (smarthost.isEmpty()) {
            throw fields.wrong("no global SMTP smarthost set");
        }
        var from = fields.textOrGlobal("from", "smtp_from");
        if (from.isEmpty()) {
            throw fields.wrong("no global SMTP from set");
        }
        var headers = headers(yaml);
        return new Email(
                fields.sendResolved(false),
                to,
                from,
                new Smtp.Server(
                        smarthost,
                        fields.textOrGlobal("hello", "smtp_hello"),
                        yaml.flag("require_tls").orElse(global.smtpRequiresTls()),
                        yaml.flag("force_implicit_tls").or(global::smtpForcesImplicitTls),
                        yaml.mapping("tls_config").map(TlsSettings::read).orElse(global.smtpTls()),
                        login(fields)),
                headers,
                fields.text("html", "{{ template \"email.default.html\" . }}"),
                fields.text("text"),
                yaml.mapping("threading").flatMap(threading -> threads(threading, headers)));
    }

    private static Smtp.Login login(Fields fields) {
        var global = fields.global();
        return new Smtp.Login(
                fields.textOrGlobal("auth_username", "smtp_auth_username"),
                fields.textOrGlobal("auth_identity", "smtp_auth_identity"),
                preferringInline(fields.yaml(), "auth_password")
                        .or(() -> global.secret("smtp_auth_password")),
                preferringInline(fields.yaml(), "auth_secret")
                        .or(() -> global.secret("smtp_auth_secret")));
    }

    // Alertmanager takes both for an e-mail, alone among its receivers, and uses the text.
    private static Optional<Secret> preferringInline(YamlMapping yaml, String key) {
        var inline = yaml.text(key).filter(text -> !text.isEmpty()).map(Secret::of);
        return inline.isPresent()
                ? keep(inline, yaml.text(key + "_file"))
                : SecretFields.oneOf(yaml, key, key + "_file");
    }

    private static Optional<Secret> keep(Optional<Secret> inline, Optional<String> unused) {
        return unused.isPresent() || inline.isPresent() ? inline : Optional.empty();
    }

    private static Map<String, String> headers(YamlMapping yaml) {
        var headers = new TreeMap<String, String>();
        yaml.textMap("headers")
                .forEach(
                        (name, text) -> {
                            if (headers.put(canonical(name), text) != null) {
                                throw yaml.wrong(
                                        "headers", "duplicate header \"" + canonical(name) + "\"");
                            }
                        });
        return headers;
    }

    private static String canonical(String name) {
        var words = name.toLowerCase(Locale.ROOT).split("-", -1);
        for (int i = 0; i < words.length; i++) {
            if (!words[i].isEmpty()) {
                words[i] =
                        words[i].substring(0, 1).toUpperCase(Locale.ROOT) + words[i].substring(1);
            }
        }
        return String.join("-", words);
    }

    private static Optional<String> threads(YamlMapping yaml, Map<String, String> headers) {
        boolean isEnabled = yaml.flag("enabled").orElse(false);
        var by = yaml.text("thread_by_date").orElse("");
        yaml.end();
        if (!isEnabled) {
            return Optional.empty();
        }
        if (headers.containsKey("References") || headers.containsKey("In-Reply-To")) {
            throw yaml.wrong("enabled", "conflicts with a custom References or In-Reply-To header");
        }
        if (!Set.of("none", "daily").contains(by)) {
            throw yaml.wrong("thread_by_date", "must be either 'none' or 'daily'");
        }
        return Optional.of(by);
    }

    @Override
    public String kind() {
        return "email";
    }

    @Override
    public Outcome send(Message message, Sending sending) {
        return Smtp.send(server, new EmailDraft(this, message, sending.clock().instant()));
    }
}
