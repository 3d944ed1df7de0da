package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.http.Credentials;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import java.io.IOException;
import java.util.Optional;

/**
 * Where messages of Slack go: an incoming webhook, which is all the secret there is, or the API
 * with a token.
 */
record SlackPlace(Secret address, Optional<Secret> token) {

    private static final String API = "https://slack.com/api/chat.postMessage";
    private static final String POST = "chat.postMessage";

    /**
     * @param own the integration's own HTTP settings
     * @param updates whether messages are to be edited
     */
    static SlackPlace read(Fields fields, HttpSettings own, boolean updates) {
        var url = fields.address("api_url");
        Fields.checkAddress(fields.yaml(), "app_url");
        var token = fields.secret("app_token");
        if (url.isPresent() && token.isPresent()) {
            throw fields.wrong(
                    "at most one of api_url/api_url_file & app_token/app_token_file must be"
                            + " configured");
        }
        boolean signs = !(own.credentials() instanceof Credentials.None);
        if (token.isPresent() && signs) {
            throw fields.wrong("http authorization can't be set when using Slack App tokens");
        }
        var place = place(fields, url, token, signs);
        if (updates && place.token.isEmpty() && !place.isApi()) {
            throw fields.yaml()
                    .wrong(
                            "update_message",
                            "can only be used with bot tokens: app_token, or api_url "
                                    + API
                                    + " with http_config.authorization");
        }
        return place;
    }

    private static SlackPlace place(
            Fields fields, Optional<Secret> url, Optional<Secret> token, boolean signs) {
        var app = fields.textOrGlobal("app_url", "slack_app_url");
        if (url.isPresent()) {
            return new SlackPlace(url.get(), Optional.empty());
        }
        if (token.isPresent()) {
            return new SlackPlace(Secret.of(app), token);
        }
        var global = fields.global();
        if (!signs && global.secret("slack_app_token").isPresent()) {
            return new SlackPlace(Secret.of(app), global.secret("slack_app_token"));
        }
        return new SlackPlace(
                global.secret("slack_api_url")
                        .orElseThrow(
                                () ->
                                        fields.wrong(
                                                "no Slack API URL nor App token set either inline"
                                                        + " or in a file")),
                Optional.empty());
    }

    private boolean isApi() {
        return address instanceof Secret.Inline(var text) && text.equals(API);
    }

    /** Where a message is edited: beside where it is posted. */
    Secret update() {
        try {
            var text = address.reveal();
            return text.endsWith(POST)
                    ? Secret.of(text.substring(0, text.length() - POST.length()) + "chat.update")
                    : address;
        } catch (IOException _) {
            return address;
        }
    }
}
