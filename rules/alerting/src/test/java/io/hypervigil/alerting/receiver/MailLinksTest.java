package io.hypervigil.alerting.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.template.notification.NotificationTemplates;
import io.hypervigil.alerting.template.value.Limits;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MailLinksTest {

    @Test
    void where_there_is_no_address_there_is_no_link() {
        assertThat(mail("")).doesNotContain("href=\"\"", "href=\"/", "View in").contains("Sent by");
        assertThat(mail("http://hv.example"))
                .contains(
                        "href=\"http://hv.example/#/alerts?receiver=r\"",
                        "href=\"http://hv.example\"");
    }

    private static String mail(String externalUrl) {
        var templates =
                NotificationTemplates.of(
                        List.of(), Limits.DEFAULT, InstantSource.system(), () -> 0);
        return NotificationExpansion.source(templates, externalUrl)
                .over(Told.firing())
                .html("{{ template \"email.default.html\" . }}");
    }
}
