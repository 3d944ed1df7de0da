package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.http.Credentials;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import io.hypervigil.alerting.http.Spans;
import java.time.Duration;
import java.util.Optional;

/** incident.io's alert source for Alertmanager: a webhook's body with a token. */
record IncidentIo(
        boolean sendResolved,
        Secret url,
        Optional<Secret> token,
        HttpSettings http,
        int mostAlerts,
        Duration timeout)
        implements Integration {

    static IncidentIo read(Fields fields) {
        boolean hasOwnHttp = fields.yaml().has("http_config");
        var http = fields.http();
        var token = fields.secret("alert_source_token");
        boolean signs = http.credentials() instanceof Credentials.Token;
        if (hasOwnHttp && signs && token.isPresent()) {
            throw fields.wrong(
                    "cannot specify alert_source_token or alert_source_token_file when using"
                            + " http_config.authorization");
        }
        if (hasOwnHttp && !signs && token.isEmpty()) {
            throw fields.wrong(
                    "at least one of alert_source_token, alert_source_token_file or"
                            + " http_config.authorization must be configured");
        }
        return new IncidentIo(
                fields.sendResolved(true),
                fields.requiredAddress("url"),
                token,
                http,
                Webhook.mostAlerts(fields.yaml()),
                Spans.go(fields.yaml(), "timeout").orElse(Post.LIMIT));
    }

    @Override
    public String kind() {
        return "incidentio";
    }

    @Override
    public Outcome send(Message message, Sending sending) {
        var body =
                new WebhookBody("1", mostAlerts).of(message.notification(), sending.externalUrl());
        var post = Post.json(url, http, body).within(timeout);
        return token.map(own -> post.header("Authorization", Secret.of(Secret.of("Bearer "), own)))
                .orElse(post)
                .send(sending);
    }
}
