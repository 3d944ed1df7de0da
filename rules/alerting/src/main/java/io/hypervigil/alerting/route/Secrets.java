package io.hypervigil.alerting.route;

import io.hypervigil.alerting.yaml.YamlText.Seen;
import java.util.Set;
import java.util.regex.Pattern;

/** What of a routing file may be seen by anybody. */
final class Secrets {

    private static final Pattern SECRET =
            Pattern.compile(
                    "(?i)(password|secret|token|credentials?|authorization|key|url|headers?|claims"
                            + "|params)$");

    /** Alertmanager's addresses that are not of its type for secret ones, and go anywhere. */
    private static final Set<String> OPEN_ADDRESSES =
            Set.of(
                    "slack_app_url",
                    "pagerduty_url",
                    "opsgenie_api_url",
                    "wechat_api_url",
                    "victorops_api_url",
                    "telegram_api_url",
                    "webex_api_url",
                    "rocketchat_api_url",
                    "jira_api_url",
                    "app_url",
                    "proxy_url",
                    "token_url",
                    "client_url",
                    "icon_url",
                    "avatar_url",
                    "image_url",
                    "thumb_url");

    private Secrets() {}

    /** How much of the value of a key, which stands below another, may be seen. */
    static Seen seen(String above, String key) {
        if (!SECRET.matcher(key).find()) {
            return Seen.OPEN;
        }
        return isOpenAddress(above, key) ? Seen.WITHOUT_USER : Seen.HIDDEN;
    }

    private static boolean isOpenAddress(String above, String key) {
        return switch (key) {
            // With Slack and webhooks the address is the secret.
            case "api_url" -> !above.equals("slack_configs");
            case "url" -> above.equals("pagerduty_configs") || above.equals("incidentio_configs");
            default -> OPEN_ADDRESSES.contains(key);
        };
    }
}
