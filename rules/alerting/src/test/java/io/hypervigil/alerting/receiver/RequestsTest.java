package io.hypervigil.alerting.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.dispatch.Notification;
import io.hypervigil.alerting.http.FakeService;
import io.hypervigil.alerting.http.HttpSender;
import io.hypervigil.alerting.http.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The requests as Alertmanager 0.33.1 made them of the same alert, but for the templates' texts.
 */
final class RequestsTest {

    private static final String KEY =
            "f389c89b05c91c4ed8df2140a9067b14e73bff94a5963fa366b593678c1f2967";
    private static final Outcome OK = new Outcome.Delivered("status 200: ok", Map.of());

    private FakeService service;

    @BeforeEach
    void start() throws IOException {
        service = new FakeService();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private String at(String path) {
        return "'" + service.url(path) + "'";
    }

    private Outcome send(String kind, String global, String item, Notification notification) {
        return Told.integration(kind, global, item)
                .send(Told.message(notification), Told.sending());
    }

    private void check(String line, String body) {
        assertThat(service.last().line()).isEqualTo(line);
        assertThat(service.last().body()).isEqualTo(body);
    }

    @Test
    void a_webhook_gets_version_4() {
        assertThat(send("webhook", "", "url: " + at("/hook"), Told.firing())).isEqualTo(OK);
        check(
                "POST /hook",
                """
                {"receiver":"r","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"GpuFell","gpu":"0","severity":"critical"},"annotations":{"summary":"GPU <0> & fell"},"startsAt":"2026-01-02T03:04:05Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://hv/graph?g0","fingerprint":"3ab6d89cc7e0c2eb"}],"notification_reason":"first notification","groupLabels":{"alertname":"GpuFell"},"commonLabels":{"alertname":"GpuFell","gpu":"0","severity":"critical"},"commonAnnotations":{"summary":"GPU <0> & fell"},"externalURL":"http://hv.example","version":"4","groupKey":"{}:{alertname=\\"GpuFell\\"}","truncatedAlerts":0}"""
                        .strip());
        assertThat(service.last().header("Content-type")).isEqualTo("application/json");
        assertThat(service.last().header("User-agent")).isEqualTo("Hypervigil/test");
    }

    @Test
    void a_webhook_gets_an_annotation_that_is_empty() {
        send("webhook", "", "url: " + at("/"), Told.saying(Map.of("dashboard", "")));
        var body = Json.read(service.last().body()).orElseThrow();
        assertThat(body.at("/alerts/0/annotations")).hasToString("{\"dashboard\":\"\"}");
        assertThat(body.at("/commonAnnotations")).hasToString("{\"dashboard\":\"\"}");
    }

    @Test
    void a_webhook_leaves_out_alerts_beyond_its_number_and_says_how_many() {
        send("webhook", "", "max_alerts: 2, url: " + at("/"), Told.firing(5));
        var body = Json.read(service.last().body()).orElseThrow();
        assertThat(body.path("alerts")).hasSize(2);
        assertThat(body.path("truncatedAlerts").asInt()).isEqualTo(3);
    }

    @Test
    void a_webhook_says_what_the_alerts_it_tells_of_have_in_common() {
        send("webhook", "", "max_alerts: 1, url: " + at("/"), Told.firing(5));
        var body = Json.read(service.last().body()).orElseThrow();
        assertThat(body.path("commonLabels"))
                .isEqualTo(body.path("alerts").path(0).path("labels"))
                .hasSize(3);
    }

    @Test
    void a_webhook_writes_times_as_go_does() {
        assertThat(
                        Stream.of("2026-01-01T00:00:00Z", "2026-01-01T00:00:10.500Z")
                                .map(Instant::parse)
                                .map(WebhookBody::time))
                .containsExactly("2026-01-01T00:00:00Z", "2026-01-01T00:00:10.5Z");
    }

    @Test
    void a_webhook_takes_a_body_of_the_users_own() {
        var payload =
                "payload: {a: '{{ word }}', b: [1, x, true], c: {d: null, f: '{\"g\":1}'}}, url: ";
        send("webhook", "", payload + at("/"), Told.firing());
        check(
                "POST /",
                "{\"a\":\"(word)\",\"b\":[1,\"x\",true],\"c\":{\"d\":null,\"f\":{\"g\":1}}}");
    }

    @Test
    void slack_is_told_by_a_webhook() {
        var item =
                "channel: '#x', fields: [{title: a, value: b}],"
                        + " actions: [{type: button, text: t, url: 'http://u'}], api_url: ";
        assertThat(send("slack", "", item + at("/slack"), Told.firing())).isEqualTo(OK);
        check(
                "POST /slack",
                """
                {"channel":"#x","username":"[slack.default.username]","icon_emoji":"[slack.default.iconemoji]","icon_url":"[slack.default.iconurl]","attachments":[{"title":"[slack.default.title]","title_link":"[slack.default.titlelink]","pretext":"[slack.default.pretext]","text":"[slack.default.text]","fallback":"[slack.default.fallback]","callback_id":"[slack.default.callbackid]","fields":[{"title":"a","value":"b","short":false}],"actions":[{"type":"button","text":"t","url":"http://u"}],"footer":"[slack.default.footer]","color":"[slack.default.color]","mrkdwn_in":["fallback","pretext","text"]}]}"""
                        .strip());
    }

    @Test
    void slack_edits_the_message_that_it_sent_first() {
        var slack =
                Told.integration(
                        "slack",
                        "slack_app_url: " + at("/api/chat.postMessage"),
                        "app_token: xoxb, channel: '#x', update_message: true, message_text: m");
        service.answers(200, "{\"ok\":true,\"ts\":\"1.2\",\"channel\":\"C1\"}");
        var first = (Outcome.Delivered) slack.send(Told.message(Told.firing()), Told.sending());
        var last = slack.send(after(first.memory(), Told.resolved()), Told.sending());
        assertThat(service.asked().getFirst().line()).isEqualTo("POST /api/chat.postMessage");
        assertThat(service.asked().getFirst().header("Authorization")).isEqualTo("Bearer xoxb");
        assertThat(service.last().line()).isEqualTo("POST /api/chat.update");
        assertThat(service.last().body()).contains("\"channel\":\"C1\"", "\"ts\":\"1.2\"");

        var memory = ((Outcome.Delivered) last).memory();
        slack.send(after(memory, Told.firing()), Told.sending());
        assertThat(service.last().line()).isEqualTo("POST /api/chat.postMessage");
        assertThat(service.last().body()).doesNotContain("\"ts\"");
    }

    private static Message after(Map<String, String> memory, Notification told) {
        return new Message(told, Told::expansion, memory);
    }

    @Test
    void slack_says_in_the_body_what_is_wrong() {
        var item = "app_token: x, app_url: " + at("/");
        service.answers(200, "{\"ok\":false,\"error\":\"channel_not_found\"}");
        assertThat(send("slack", "", item, Told.firing()))
                .isEqualTo(new Outcome.Refused("channel_not_found"));
        service.answers(200, "{\"ok\":false,\"error\":\"ratelimited\"}", "Retry-After", "30");
        assertThat(send("slack", "", item, Told.firing()))
                .isEqualTo(new Outcome.Later("ratelimited", Optional.of(Duration.ofSeconds(30))));
    }

    @Test
    void pagerduty_opens_and_closes_one_incident_by_the_groups_key() {
        send("pagerduty", "", "routing_key: k2, url: " + at("/pd"), Told.firing());
        check(
                "POST /pd",
                """
                {"routing_key":"k2","dedup_key":"KEY","event_action":"trigger","payload":{"summary":"[pagerduty.default.description]","source":"[pagerduty.default.client]","severity":"error","custom_details":DETAILS},"client":"[pagerduty.default.client]","client_url":"[pagerduty.default.clientURL]"}"""
                        .strip()
                        .replace("KEY", KEY)
                        .replace("DETAILS", details()));
        send("pagerduty", "", "routing_key: k2, url: " + at("/pd"), Told.resolved());
        assertThat(service.last().body()).contains(KEY, "\"event_action\":\"resolve\"");
    }

    private String details() {
        var body = Json.read(service.last().body()).orElseThrow();
        var details = body.path("payload").path("custom_details");
        assertThat(details.properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("firing", "resolved", "num_firing", "num_resolved");
        return details.toString();
    }

    @Test
    void pagerdutys_old_api_gets_its_own_event() {
        var old = (PagerDuty) Told.integration("pagerduty", "", "service_key: k1, details: {a: b}");
        var event = old.generic(Told.message(Told.resolved()), "k1");
        assertThat(event.path("service_key").asText()).isEqualTo("k1");
        assertThat(event.path("incident_key").asText()).isEqualTo(KEY);
        assertThat(event.path("event_type").asText()).isEqualTo("resolve");
        assertThat(event.path("details").path("a").asText()).isEqualTo("b");
    }

    @Test
    void opsgenie_opens_an_alert_and_closes_it_by_its_alias() {
        var global = "opsgenie_api_url: " + at("/og/");
        var item = "api_key: og, responders: [{name: t, type: team}], priority: P1, tags: 'a, b'";
        send("opsgenie", global, item, Told.firing());
        check(
                "POST /og/v2/alerts",
                """
                {"alias":"KEY","message":"[opsgenie.default.message]","description":"[opsgenie.default.description]","details":{"alertname":"GpuFell","gpu":"0","severity":"critical"},"source":"[opsgenie.default.source]","responders":[{"name":"t","type":"team"}],"tags":["a","b"],"priority":"P1"}"""
                        .strip()
                        .replace("KEY", KEY));
        assertThat(service.last().header("Authorization")).isEqualTo("GenieKey og");
        send("opsgenie", global, item, Told.resolved());
        check(
                "POST /og/v2/alerts/" + KEY + "/close?identifierType=alias",
                "{\"source\":\"[opsgenie.default.source]\"}");
    }

    @Test
    void discord_gets_an_embed() {
        send("discord", "", "username: u, webhook_url: " + at("/d"), Told.firing());
        check(
                "POST /d",
                """
                {"content":"","embeds":[{"title":"[discord.default.title]","description":"[discord.default.message]","color":10038562}],"username":"u"}"""
                        .strip());
    }

    @Test
    void teams_gets_a_message_card() {
        send("msteams", "", "webhook_url: " + at("/t"), Told.resolved());
        check(
                "POST /t",
                """
                {"@context":"http://schema.org/extensions","type":"MessageCard","title":"[msteams.default.title]","summary":"[msteams.default.summary]","text":"[msteams.default.text]","themeColor":"2DC72D"}"""
                        .strip());
    }

    @Test
    void a_workflow_of_teams_gets_an_adaptive_card() {
        send("msteamsv2", "", "webhook_url: " + at("/t"), Told.firing());
        check(
                "POST /t",
                """
                {"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","contentUrl":null,"content":{"$schema":"http://adaptivecards.io/schemas/adaptive-card.json","type":"AdaptiveCard","version":"1.2","body":[{"type":"TextBlock","text":"[msteamsv2.default.title]","weight":"Bolder","size":"Medium","wrap":true,"style":"heading","color":"Attention"},{"type":"TextBlock","text":"[msteamsv2.default.text]","wrap":true}],"msteams":{"width":"full"}}}]}"""
                        .strip());
        service.answers(200, "Webhook message delivery failed with error: HTTP error 429");
        assertThat(send("msteamsv2", "", "webhook_url: " + at("/t"), Told.firing()))
                .isInstanceOf(Outcome.Later.class);
    }

    @Test
    void telegram_is_told_by_a_bot() {
        var item =
                "bot_token: tg, chat_id: -100, message_thread_id: 5, message: '{{ list }}', api_url: ";
        send("telegram", "", item + at("/"), Told.firing());
        check(
                "POST /bottg/sendMessage",
                """
                {"chat_id":"-100","message_thread_id":5,"disable_web_page_preview":true,"parse_mode":"HTML","text":"GPU &lt;0> &amp; fell\\n"}"""
                        .strip());
    }

    @Test
    void telegram_gets_plain_text_where_it_cannot_read_the_mark_up() {
        service.answers(400, "{\"ok\":false,\"description\":\"can't parse entities\"}");
        var item = "bot_token: tg, chat_id: 1, message: '{{ list }}', api_url: " + at("/");
        assertThat(send("telegram", "", item, Told.firing())).isEqualTo(OK);
        assertThat(service.last().body()).doesNotContain("parse_mode").contains("GPU <0> & fell");
    }

    @Test
    void a_service_that_resets_the_connection_is_tried_again() throws IOException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var http = new HttpSender(executor, "test")) {
            var resetting = executor.submit(() -> resetAll(server));
            var url = "url: 'http://127.0.0.1:" + server.getLocalPort() + "/s3cr3t'";

            var outcome =
                    Told.integration("webhook", "", url)
                            .send(
                                    Told.message(Told.firing()),
                                    new Sending(http, InstantSource.system(), ""));

            assertThat(outcome).isInstanceOf(Outcome.Later.class);
            assertThat(outcome.toString()).doesNotContain("s3cr3t");
            assertThat(resetting.state()).isEqualTo(Future.State.RUNNING);
        }
    }

    /** Until it is closed. */
    private static void resetAll(ServerSocket server) {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                // To close with this is to reset.
                socket.setSoLinger(true, 0);
                assertThat(socket.getInputStream().read()).isPositive();
            } catch (IOException _) {
                // It is closed, or the client was quicker.
            }
        }
    }

    @Test
    void telegram_says_in_the_body_how_long_to_wait() {
        service.answers(429, "{\"ok\":false,\"parameters\":{\"retry_after\":17}}");
        var item = "bot_token: tg, chat_id: 1, api_url: " + at("/");
        assertThat(((Outcome.Later) send("telegram", "", item, Told.firing())).after())
                .contains(Duration.ofSeconds(17));
    }

    @Test
    void pushover_gets_a_form() {
        var pushover =
                (Pushover) Told.integration("pushover", "", "token: t, user_key: u, sound: s");
        pushover.at(Secret.of(service.url("/1/messages.json")))
                .send(Told.message(Told.firing()), Told.sending());
        assertThat(service.last().line()).isEqualTo("POST /1/messages.json");
        assertThat(URLDecoder.decode(service.last().body(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "token=t&user=u&title=[pushover.default.title]&message=[pushover.default.message]"
                                + "&url=[pushover.default.url]&priority=2&retry=60&expire=3600&sound=s");
    }

    @Test
    void mattermost_gets_an_attachment() {
        var item = "channel: c, priority: {priority: urgent, requested_ack: true}, webhook_url: ";
        send("mattermost", "", item + at("/m"), Told.firing());
        check(
                "POST /m",
                """
                {"channel":"c","username":"[mattermost.default.username]","attachments":[{"fallback":"[mattermost.default.fallback]","color":"[mattermost.default.color]","text":"[mattermost.default.text]","title":"[mattermost.default.title]","title_link":"[mattermost.default.titlelink]"}],"priority":{"priority":"urgent","requested_ack":true}}"""
                        .strip());
    }

    @Test
    void mattermost_gets_the_text_beside_attachments_that_are_listed() {
        var item = "text: T, title: not sent, attachments: [{text: x, title: y}], webhook_url: ";
        send("mattermost", "", item + at("/m"), Told.firing());
        check(
                "POST /m",
                """
                {"text":"T","username":"[mattermost.default.username]","attachments":[{"text":"x","title":"y"}]}"""
                        .strip());
    }

    @Test
    void rocket_chat_gets_a_users_token() {
        var item =
                "token: rt, token_id: rid, channel: c, text: x, emoji: '', icon_url: '', api_url: ";
        send("rocketchat", "", item + at("/rocket"), Told.firing());
        check(
                "POST /rocket/api/v1/chat.postMessage",
                """
                {"channel":"c","attachments":[{"title":"[rocketchat.default.title]","title_link":"[rocketchat.default.titlelink]","text":"x","color":"red"}]}"""
                        .strip());
        assertThat(service.last().header("X-auth-token")).isEqualTo("rt");
        assertThat(service.last().header("X-user-id")).isEqualTo("rid");
    }

    @Test
    void victorops_hears_of_the_recovery() {
        var item = "api_key: vk, routing_key: r k, custom_fields: {a: b}, api_url: " + at("/v/");
        send("victorops", "", item, Told.resolved());
        check(
                "POST /v/vk/r+k",
                """
                {"message_type":"RECOVERY","entity_id":"KEY","entity_display_name":"[victorops.default.entity_display_name]","state_message":"[victorops.default.state_message]","monitoring_tool":"[victorops.default.monitoring_tool]","a":"b"}"""
                        .strip()
                        .replace("KEY", KEY));
    }

    @Test
    void wechat_gives_a_token_first() {
        service.answers(200, "{\"errcode\":0,\"access_token\":\"tok\"}");
        service.answers(200, "{\"errcode\":0}");
        var item =
                "api_secret: ws, corp_id: wc, to_user: u, to_party: '', to_tag: '', agent_id: '7',"
                        + " api_url: "
                        + at("/w/");
        send("wechat", "", item, Told.firing());
        assertThat(service.asked().getFirst().line())
                .isEqualTo("GET /w/gettoken?corpid=wc&corpsecret=ws");
        check(
                "POST /w/message/send?access_token=tok",
                """
                {"text":{"content":"[wechat.default.message]"},"touser":"u","agentid":"7","safe":"0","msgtype":"text"}"""
                        .strip());
    }

    private static final String JIRA =
            "project: OPS, issue_type: Bug, reopen_transition: Reopen, resolve_transition: Close, ";

    private static final String TRANSITIONS =
            "{\"transitions\":[{\"id\":\"11\",\"name\":\"Reopen\"},{\"id\":\"12\",\"name\":\"Close\"}]}";

    private static String issues(String category) {
        return "{\"issues\":[{\"key\":\"OPS-1\",\"fields\":{\"status\":{\"statusCategory\":{\"key\":\""
                + category
                + "\"}}}}]}";
    }

    private List<String> linesAfter(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        return service.asked().stream().map(FakeService.Asked::line).toList();
    }

    /** What Alertmanager 0.33.1 sent to a Jira of the same answers was written down for these. */
    @Test
    void jira_gets_one_issue_a_group() {
        service.answers(200, "{\"issues\":[]}").answers(201, "{\"key\":\"OPS-1\"}");
        var item =
                JIRA
                        + "wont_fix_resolution: \"Won't Fix\", reopen_duration: 2h, labels: [x, B],"
                        + " http_config: {basic_auth: {username: u, password: p}}, fields:"
                        + " {customfield_1: '123', customfield_2: {name: a}, customfield_3: [a, 5,"
                        + " true], customfield_9: null}, api_url: "
                        + at("/rest/api/2");
        assertThat(linesAfter(send("jira", "", item, Told.firing())))
                .containsExactly("POST /rest/api/2/search", "POST /rest/api/2/issue");
        var search = service.asked().getFirst();
        assertThat(search.header("Accept-language")).isEqualTo("en");
        assertThat(search.header("Authorization")).isEqualTo("Basic dTpw");
        assertThat(search.body())
                .isEqualTo(
                        """
                        {"fields":["status"],"jql":"(resolution is EMPTY or resolution != \\"Won't Fix\\") and (resolutiondate is EMPTY OR resolutiondate >= -120m) and project=\\"OPS\\" and labels=\\"ALERT{KEY}\\" order by status ASC,resolutiondate DESC","maxResults":2}"""
                                .strip()
                                .replace("KEY", KEY));
        assertThat(service.last().body())
                .isEqualTo(
                        """
                        {"fields":{"customfield_1":123,"customfield_2":{"name":"a"},"customfield_3":["a",5,true],"customfield_9":null,"description":"[jira.default.description]","issuetype":{"name":"Bug"},"labels":["ALERT{KEY}","B","x"],"priority":{"name":"[jira.default.priority]"},"project":{"key":"OPS"},"summary":"[jira.default.summary]"}}"""
                                .strip()
                                .replace("KEY", KEY));
    }

    @Test
    void jira_changes_an_issue_that_is_open_and_leaves_what_is_not_to_be_updated() {
        service.answers(200, issues("indeterminate")).answers(204, "");
        var item = JIRA + "summary: {template: s, enable_update: false}, priority: '', api_url: ";
        assertThat(linesAfter(send("jira", "", item + at("/rest/api/2"), Told.firing())))
                .containsExactly("POST /rest/api/2/search", "PUT /rest/api/2/issue/OPS-1");
        assertThat(service.last().body())
                .isEqualTo(
                        """
                        {"fields":{"description":"[jira.default.description]","issuetype":{"name":"Bug"},"labels":["ALERT{KEY}"],"project":{"key":"OPS"}}}"""
                                .strip()
                                .replace("KEY", KEY));
    }

    @Test
    void jira_opens_a_closed_issue_again_and_closes_it_when_all_is_well() {
        service.answers(200, issues("done")).answers(204, "").answers(200, TRANSITIONS);
        assertThat(linesAfter(send("jira", "", JIRA + "api_url: " + at("/2"), Told.firing())))
                .containsExactly(
                        "POST /2/search",
                        "PUT /2/issue/OPS-1",
                        "GET /2/issue/OPS-1/transitions",
                        "POST /2/issue/OPS-1/transitions");
        assertThat(service.last().body()).isEqualTo("{\"transition\":{\"id\":\"11\"}}");

        service.answers(200, issues("new")).answers(204, "").answers(200, TRANSITIONS);
        send("jira", "", JIRA + "api_url: " + at("/2"), Told.resolved());
        assertThat(service.last().body()).isEqualTo("{\"transition\":{\"id\":\"12\"}}");
    }

    @Test
    void jira_opens_no_issue_for_what_is_over_and_moves_none_where_nothing_says_how() {
        service.answers(200, "{\"issues\":[]}");
        assertThat(linesAfter(send("jira", "", JIRA + "api_url: " + at("/2"), Told.resolved())))
                .containsExactly("POST /2/search");
        service.answers(200, issues("new")).answers(204, "");
        var plain = "project: OPS, issue_type: Bug, api_url: " + at("/2");
        assertThat(linesAfter(send("jira", "", plain, Told.resolved())))
                .containsExactly("POST /2/search", "POST /2/search", "PUT /2/issue/OPS-1");
    }

    @Test
    void jira_cloud_is_searched_in_version_3_and_gets_documents() {
        service.answers(200, "{\"issues\":[]}").answers(201, "{}");
        var item = "api_type: cloud, priority: '', " + JIRA + "api_url: " + at("/rest/api/3");
        assertThat(linesAfter(send("jira", "", item, Told.firing())))
                .containsExactly("POST /rest/api/3/search/jql", "POST /rest/api/3/issue");
        assertThat(Json.read(service.last().body()).orElseThrow().at("/fields/description"))
                .hasToString(
                        """
                        {"type":"doc","version":1,"content":[{"type":"paragraph","content":[{"type":"text","text":"[jira.default.description]"}]}]}"""
                                .strip());

        service.answers(200, "{\"issues\":[]}").answers(201, "{}");
        var own = "description: '{\"type\":\"doc\"}', api_type: cloud, " + JIRA + "api_url: ";
        send("jira", "", own + at("/rest/api/2"), Told.firing());
        assertThat(service.asked().get(2).line()).isEqualTo("POST /rest/api/3/search/jql");
        assertThat(
                        Json.read(service.last().body())
                                .orElseThrow()
                                .at("/fields/description")
                                .asText())
                .isEqualTo("{\"type\":\"doc\"}");
    }

    @Test
    void jira_says_what_it_does_not_take() {
        service.answers(200, issues("done")).answers(204, "").answers(200, "{\"transitions\":[]}");
        assertThat(send("jira", "", JIRA + "api_url: " + at("/2"), Told.firing()))
                .isEqualTo(new Outcome.Refused("can't find transition Reopen for issue OPS-1"));
        service.answers(200, "{\"issues\":[{\"key\":\"../x\"}]}");
        assertThat(send("jira", "", JIRA + "api_url: " + at("/2"), Told.firing()))
                .isEqualTo(new Outcome.Refused("an issue without a key in the answer"));
        service.answers(503, "");
        assertThat(send("jira", "", JIRA + "api_url: " + at("/2"), Told.firing()))
                .isInstanceOf(Outcome.Later.class);
    }

    @Test
    void webex_gets_mark_down() {
        var item = "room_id: rr, http_config: {authorization: {credentials: wt}}, api_url: ";
        send("webex", "", item + at("/x"), Told.firing());
        check("POST /x", "{\"markdown\":\"[webex.default.message]\",\"roomId\":\"rr\"}");
        assertThat(service.last().header("Authorization")).isEqualTo("Bearer wt");
    }

    @Test
    void incident_io_gets_a_webhooks_body_with_a_token() {
        send("incidentio", "", "alert_source_token: it, url: " + at("/i"), Told.firing());
        assertThat(service.last().header("Authorization")).isEqualTo("Bearer it");
        assertThat(service.last().body()).contains("\"version\":\"1\"", "\"alerts\":[{");
    }

    @Test
    void amazons_service_gets_a_signed_form() {
        var item =
                "topic_arn: arn, sigv4: {region: us-east-2, access_key: AK, secret_key: SK},"
                        + " attributes: {severity: Sev2}, api_url: ";
        send("sns", "", item + at(""), Told.firing());
        assertThat(URLDecoder.decode(service.last().body(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "Action=Publish&Version=2010-03-31&TopicArn=arn&Subject=[sns.default.subject]"
                                + "&Message=[sns.default.message]&MessageAttributes.entry.1.Name=severity"
                                + "&MessageAttributes.entry.1.Value.DataType=String"
                                + "&MessageAttributes.entry.1.Value.StringValue=Sev2");
        assertThat(service.last().header("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AK/20260102/us-east-2/sns/aws4_request,")
                .doesNotContain("SK");
    }

    @Test
    void ntfy_gets_json() {
        send("ntfy", "", "topic: gpus, token: nt, url: " + at(""), Told.firing());
        check(
                "POST /",
                """
                {"topic":"gpus","title":"[pushover.default.title]","message":"[pushover.default.message]","priority":4,"tags":["rotating_light"],"click":"[pushover.default.url]"}"""
                        .strip());
        assertThat(service.last().header("Authorization")).isEqualTo("Bearer nt");
    }

    @Test
    void gotify_gets_a_message() {
        send("gotify", "", "token: gt, click: 'http://c', url: " + at("/g/"), Told.firing());
        check(
                "POST /g/message",
                """
                {"title":"[pushover.default.title]","message":"[pushover.default.message]","priority":8,"extras":{"client::notification":{"click":{"url":"http://c"}}}}"""
                        .strip());
        assertThat(service.last().header("X-gotify-key")).isEqualTo("gt");
    }

    @Test
    void matrix_gets_the_same_transaction_when_it_is_told_again() {
        var item = "access_token: mt, room_id: '!a:b', html: '<b>x</b>', homeserver_url: " + at("");
        send("matrix", "", item, Told.firing());
        send("matrix", "", item, Told.firing());
        assertThat(service.asked().getFirst().line())
                .startsWith("PUT /_matrix/client/v3/rooms/%21a%3Ab/send/m.room.message/")
                .isEqualTo(service.last().line());
        assertThat(service.last().body())
                .isEqualTo(
                        """
                        {"msgtype":"m.text","body":"[pushover.default.title]\\n[pushover.default.message]","format":"org.matrix.custom.html","formatted_body":"<b>x</b>"}"""
                                .strip());
        service.answers(429, "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"retry_after_ms\":1500}");
        assertThat(((Outcome.Later) send("matrix", "", item, Told.firing())).after())
                .contains(Duration.ofMillis(1_500));
    }

    @Test
    void a_text_too_long_for_its_channel_says_how_many_more_there_are() {
        var item = "message: '{{ list }}', webhook_url: " + at("/d");
        send("discord", "", item, Told.firing(1_000));
        var text =
                Json.read(service.last().body())
                        .orElseThrow()
                        .path("embeds")
                        .path(0)
                        .path("description")
                        .asText();
        assertThat(text.length()).isBetween(4_000, 4_096);
        assertThat(text).startsWith("GPU <0> & fell\n").matches("(?s).*\n… and \\d+ more");
    }

    @Test
    void a_broken_template_costs_its_field_and_not_the_message() {
        var item = "title: '{{ broken }}', webhook_url: " + at("/d");
        assertThat(send("discord", "", item, Told.firing())).isEqualTo(OK);
        assertThat(service.last().body())
                .contains("<error expanding template: function \\\"broken\\\" not defined>");
    }

    @Test
    void what_a_service_says_decides_whether_it_is_asked_again() {
        var item = "url: " + at("/secret-path?token=s3cr3t");
        service.answers(400, "no such room");
        assertThat(send("webhook", "", item, Told.firing()))
                .isEqualTo(new Outcome.Refused("status 400: no such room"));
        service.answers(500, "");
        assertThat(send("webhook", "", item, Told.firing()))
                .isEqualTo(new Outcome.Later("status 500", Optional.empty()));
        service.answers(429, "", "Retry-After", "Fri, 02 Jan 2026 03:06:05 GMT");
        assertThat(send("webhook", "", item, Told.firing()))
                .isEqualTo(new Outcome.Later("status 429", Optional.of(Duration.ofMinutes(1))));
        service.close();
        assertThat(send("webhook", "", item, Told.firing()).toString())
                .contains("cannot connect")
                .doesNotContain("s3cr3t", "secret-path");
    }

    @Test
    void a_test_message_says_what_each_integration_was_answered() {
        service.answers(403, "bad token");
        var receiver = Told.receiver("ntfy", "", "topic: t, url: " + at(""));
        var answers = TestNotification.send(receiver, Told::expansion, Told.sending());
        assertThat(answers).hasSize(1);
        assertThat(answers.getFirst().target()).hasToString("r/ntfy[0]");
        assertThat(answers.getFirst().outcome())
                .isEqualTo(new Outcome.Refused("status 403: bad token"));
    }

    @Test
    void no_settings_show_a_secret() {
        var item =
                "topic: t, token: s3cr3t, url: 'http://h/s3cr3t',"
                        + " http_config: {basic_auth: {username: u, password: s3cr3t}}";
        assertThat(Told.integration("ntfy", "", item).toString()).doesNotContain("s3cr3t");
    }
}
