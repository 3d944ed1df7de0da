package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import io.hypervigil.alerting.http.Spans;
import io.hypervigil.alerting.yaml.YamlMapping;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A POST of {@link WebhookBody}, or of a body that the user writes as {@code payload}. */
record Webhook(
        boolean sendResolved,
        Secret url,
        HttpSettings http,
        int mostAlerts,
        Duration timeout,
        Optional<Object> payload)
        implements Integration {

    static Webhook read(Fields fields) {
        return new Webhook(
                fields.sendResolved(true),
                fields.requiredAddress("url"),
                fields.http(),
                mostAlerts(fields.yaml()),
                Spans.go(fields.yaml(), "timeout").orElse(Post.LIMIT),
                fields.yaml().tree("payload"));
    }

    static int mostAlerts(YamlMapping yaml) {
        long most = yaml.integer("max_alerts").orElse(0);
        if (most < 0) {
            throw yaml.wrong("max_alerts", "must not be negative");
        }
        return (int) Math.min(most, Integer.MAX_VALUE);
    }

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public Outcome send(Message message, Sending sending) {
        return Post.json(expanded(message), http, body(message, sending))
                .within(timeout)
                .send(sending);
    }

    // The address may be a template, too.
    private Secret expanded(Message message) {
        try {
            var text = url.reveal();
            return text.contains("{{") ? Secret.of(message.text(text)) : url;
        } catch (IOException _) {
            return url;
        }
    }

    private JsonNode body(Message message, Sending sending) {
        return payload.isPresent()
                ? Json.expanded(payload.get(), message)
                : new WebhookBody("4", mostAlerts)
                        .of(message.notification(), sending.externalUrl());
    }
}
