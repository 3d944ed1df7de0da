package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import io.hypervigil.alerting.http.SecretFields;
import io.hypervigil.alerting.http.TlsSettings;
import io.hypervigil.alerting.yaml.YamlException;
import io.hypervigil.alerting.yaml.YamlMapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code global} section of Alertmanager's configuration file: what receivers take where they
 * say nothing themselves. Secrets in it stay secret.
 *
 * <p>Thread: any.
 */
final class GlobalConfig {

    private static final Map<String, String> ADDRESSES =
            Map.of(
                    "slack_app_url", "https://slack.com/api/chat.postMessage",
                    "pagerduty_url", "https://events.pagerduty.com/v2/enqueue",
                    "opsgenie_api_url", "https://api.opsgenie.com/",
                    "wechat_api_url", "https://qyapi.weixin.qq.com/cgi-bin/",
                    "victorops_api_url",
                            "https://alert.victorops.com/integrations/generic/20131114/alert/",
                    "telegram_api_url", "https://api.telegram.org",
                    "webex_api_url", "https://webexapis.com/v1/messages",
                    "rocketchat_api_url", "https://open.rocket.chat/",
                    "jira_api_url", "");

    private static final Map<String, String> TEXTS =
            Map.of(
                    "smtp_smarthost", "",
                    "smtp_from", "",
                    "smtp_hello", "localhost",
                    "smtp_auth_username", "",
                    "smtp_auth_identity", "",
                    "wechat_api_corp_id", "");

    // Each also in a file, by the key with _file.
    private static final List<String> SECRETS =
            List.of(
                    "slack_api_url",
                    "slack_app_token",
                    "victorops_api_key",
                    "opsgenie_api_key",
                    "telegram_bot_token",
                    "rocketchat_token",
                    "rocketchat_token_id",
                    "mattermost_webhook_url",
                    "wechat_api_secret",
                    "smtp_auth_password",
                    "smtp_auth_secret");

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Secret> secrets = new HashMap<>();
    private HttpSettings http = HttpSettings.DEFAULT;
    private TlsSettings smtpTls = TlsSettings.DEFAULT;
    private boolean smtpRequiresTls = true;
    private Optional<Boolean> smtpForcesImplicitTls = Optional.empty();

    private GlobalConfig() {
        texts.putAll(ADDRESSES);
        texts.putAll(TEXTS);
    }

    /** What holds where there is no such section. */
    static GlobalConfig defaults() {
        return new GlobalConfig();
    }

    /**
     * Reads the section to its end.
     *
     * @throws YamlException if a field is unknown, wrong, or stands beside one that excludes it
     */
    static GlobalConfig read(YamlMapping yaml) {
        var global = new GlobalConfig();
        global.take(yaml);
        yaml.end();
        global.checkSlack(yaml);
        return global;
    }

    private void take(YamlMapping yaml) {
        ADDRESSES
                .keySet()
                .forEach(
                        key -> {
                            Fields.checkAddress(yaml, key);
                            yaml.text(key).ifPresent(text -> texts.put(key, text));
                        });
        TEXTS.keySet().forEach(key -> yaml.text(key).ifPresent(text -> texts.put(key, text)));
        Fields.checkAddress(yaml, "slack_api_url");
        Fields.checkAddress(yaml, "mattermost_webhook_url");
        SECRETS.forEach(
                key ->
                        SecretFields.oneOf(yaml, key, key + "_file")
                                .ifPresent(secret -> secrets.put(key, secret)));
        Email.checkHostPort(yaml, "smtp_smarthost");
        yaml.mapping("http_config").ifPresent(mapping -> http = HttpSettings.read(mapping));
        yaml.mapping("smtp_tls_config").ifPresent(mapping -> smtpTls = TlsSettings.read(mapping));
        smtpRequiresTls = yaml.flag("smtp_require_tls").orElse(true);
        smtpForcesImplicitTls = yaml.flag("smtp_force_implicit_tls");
    }

    // An old way of using a token is an API address that is the app's: the two are one then.
    private void checkSlack(YamlMapping yaml) {
        var url = secrets.get("slack_api_url");
        if (url != null
                && secrets.containsKey("slack_app_token")
                && !(url instanceof Secret.Inline(var text)
                        && text.equals(text("slack_app_url")))) {
            throw yaml.wrong(
                    "slack_app_token",
                    "at most one of slack_app_token/slack_app_token_file &"
                            + " slack_api_url/slack_api_url_file must be configured");
        }
    }

    /** The default of every {@code http_config}. */
    HttpSettings http() {
        return http;
    }

    String text(String key) {
        return texts.getOrDefault(key, "");
    }

    Optional<Secret> secret(String key) {
        return Optional.ofNullable(secrets.get(key));
    }

    TlsSettings smtpTls() {
        return smtpTls;
    }

    boolean smtpRequiresTls() {
        return smtpRequiresTls;
    }

    Optional<Boolean> smtpForcesImplicitTls() {
        return smtpForcesImplicitTls;
    }
}
