package io.hypervigil.alerting.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypervigil.alerting.http.FakeService;
import io.hypervigil.alerting.template.notification.NotificationTemplates;
import io.hypervigil.alerting.template.value.Limits;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Alertmanager 0.33.1 sent of the same alert, its own templates expanded. */
final class TwinTest {

    private static final Expansion.Source TEMPLATES =
            NotificationExpansion.source(
                    NotificationTemplates.of(
                            List.of(), Limits.DEFAULT, InstantSource.system(), () -> 0),
                    "http://am.example");

    private static final String TITLE = "[FIRING:1] GpuFell (0 critical)";
    private static final String LINK = "http://am.example/#/alerts?receiver=r";
    private static final String LIST =
            """
            Labels:
             - alertname = GpuFell
             - gpu = 0
             - severity = critical
            Annotations:
             - summary = GPU <0> & fell
            Source: http://hv/graph?g0
            """;

    private static JsonNode sent(String kind, String item) throws IOException {
        try (var service = new FakeService()) {
            var at = item.replace("URL", "'" + service.url("/") + "'");
            Told.integration(kind, "", at)
                    .send(new Message(Told.firing(), TEMPLATES, Map.of()), Told.sending());
            return Json.read(service.last().body()).orElseThrow();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slack | api_url: URL | /attachments/0/title | TITLE",
                "slack | api_url: URL | /attachments/0/fallback | TITLE ~ LINK",
                "slack | api_url: URL | /attachments/0/color | danger",
                "slack | api_url: URL | /username | Alertmanager",
                "pagerduty | routing_key: k, url: URL | /payload/summary | TITLE",
                "pagerduty | routing_key: k, url: URL | /payload/custom_details/num_firing | 1",
                "pagerduty | routing_key: k, url: URL |"
                        + " /payload/custom_details/firing/0/fingerprint | 3ab6d89cc7e0c2eb",
                "pagerduty | routing_key: k, url: URL | /client_url | LINK",
                "opsgenie | api_key: k, api_url: URL | /description |"
                        + " GPU <0> & fell\\nAlerts Firing:\\nLIST\\n",
                "discord | webhook_url: URL | /embeds/0/description |"
                        + " \\n\\nAlerts Firing:\\nLIST\\n\\n\\n",
                "telegram | bot_token: t, chat_id: 1, api_url: URL | /text |"
                        + " \\n\\nAlerts Firing:\\nHTML\\n\\n\\n",
                "webex | room_id: r, http_config: {authorization: {credentials: c}}, api_url: URL |"
                        + " /markdown | GPU <0> & fell\\n\\nAlerts Firing:\\nLIST\\n\\n\\n",
                "victorops | api_key: k, routing_key: r, api_url: URL | /state_message |"
                        + " GPU <0> & fell\\nAlerts Firing:\\nLIST\\n",
            })
    void the_text_is_upstreams(String kind, String item, String pointer, String expected)
            throws IOException {
        var text =
                expected.replace("\\n", "\n")
                        .replace("LIST", LIST)
                        .replace("HTML", LIST.replace("&", "&amp;").replace("<0>", "&lt;0&gt;"))
                        .replace("TITLE", TITLE)
                        .replace("~", "|")
                        .replace("LINK", LINK);
        assertThat(sent(kind, item).at(pointer).asText().strip()).isEqualTo(text.strip());
    }
}
