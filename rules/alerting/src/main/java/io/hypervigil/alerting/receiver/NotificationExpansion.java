package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.dispatch.Notification;
import io.hypervigil.alerting.dispatch.NotifiedAlert;
import io.hypervigil.alerting.template.notification.AlertData;
import io.hypervigil.alerting.template.notification.NotificationData;
import io.hypervigil.alerting.template.notification.NotificationTemplates;
import io.hypervigil.alerting.template.value.TemplateException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * A notification's templates over Alertmanager's data model.
 *
 * @param templates of the configuration
 * @param data of the notification
 */
public record NotificationExpansion(NotificationTemplates templates, NotificationData data)
        implements Expansion {

    // Go's zero time stands for "not yet".
    private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

    /** Makes them of each notification. */
    public static Expansion.Source source(NotificationTemplates templates, String externalUrl) {
        return notification ->
                new NotificationExpansion(templates, data(notification, externalUrl));
    }

    private static NotificationData data(Notification notification, String externalUrl) {
        return new NotificationData(
                notification.target().receiver(),
                notification.isFiring() ? "firing" : "resolved",
                notification.alerts().stream().map(NotificationExpansion::alert).toList(),
                new TreeMap<>(WebhookBody.texts(notification.groupLabels())),
                new TreeMap<>(WebhookBody.texts(notification.commonLabels())),
                notification.commonAnnotations(),
                externalUrl,
                notification.reason().text());
    }

    private static AlertData alert(NotifiedAlert alert) {
        return new AlertData(
                alert.isFiring() ? "firing" : "resolved",
                new TreeMap<>(WebhookBody.texts(alert.labels())),
                alert.annotations(),
                alert.startsAt(),
                alert.endsAt().orElse(NEVER),
                alert.generatorUrl(),
                HexFormat.of().toHexDigits(alert.fingerprint()));
    }

    @Override
    public String text(String template) {
        try {
            return templates.text(template, data);
        } catch (TemplateException e) {
            throw new TemplateFault(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String html(String template) {
        try {
            return templates.html(template, data);
        } catch (TemplateException e) {
            throw new TemplateFault(String.valueOf(e.getMessage()));
        }
    }
}
