package io.hypervigil.alerting.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.http.Permitted;
import io.hypervigil.alerting.http.RealAlertmanager;
import io.hypervigil.alerting.route.RoutingConfig;
import io.hypervigil.alerting.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Amtool 0.33 and this reader, asked about the same files. */
final class VerdictsTest {

    @TempDir private Path folder;

    // The global section, and a receiver's only list.
    private static final List<String> CASES =
            List.of(
                    "{slack_app_token: x} | slack_configs: [{channel: c}]",
                    "{} | slack_configs: [{channel: c, app_token: x}]",
                    "{} | slack_configs: [{http_config: {authorization: {credentials: x}}}]",
                    "{slack_api_url: 'http://h/x'} | slack_configs: [{app_token: x}]",
                    "{slack_app_token: x} | slack_configs: [{api_url: 'http://h'}]",
                    "{slack_app_token: x, slack_app_url: 'http://h/a', slack_api_url: 'http://h/a'}"
                            + " | slack_configs: [{}]",
                    "{slack_app_token: x, slack_api_url: 'http://h/a'}"
                            + " | slack_configs: [{api_url: 'http://h/a'}]",
                    "{} | slack_configs: [{api_url: 'http://h', nonsense: true}]",
                    "{} | slack_configs: [{app_token: x, http_config: {authorization: {credentials:"
                            + " x}}}]",
                    "{slack_app_token: y} | slack_configs: [{http_config: {authorization:"
                            + " {credentials: x}}}]",
                    "{} | slack_configs: [{api_url: 'http://h', actions: [{type: a, text: b}]}]",
                    "{} | slack_configs: [{api_url: 'http://h', fields: [{title: a}]}]",
                    "{} | webhook_configs: [{url: 'http://{{ .x }}/'}]",
                    "{} | webhook_configs: [{url: foo}]",
                    "{} | webhook_configs: [{url: 'http://h', timeout: 1d}]",
                    "{} | webhook_configs: [{url: 'http://h', timeout: 1500}]",
                    "{} | webhook_configs: [{url: 'http://h', max_alerts: -1}]",
                    "{} | webhook_configs: [{url: '', url_file: ''}]",
                    "{} | webhook_configs: [{url: 'http://h', url_file: '/f'}]",
                    "{} | webhook_configs: [{url: 'http://h', payload: {a: [1, {b: c}]}}]",
                    "{} | telegram_configs: [{bot_token: x}]",
                    "{} | telegram_configs: [{bot_token: x, chat_id_file: /a}]",
                    "{} | telegram_configs: [{bot_token: x, chat_id: '@foo'}]",
                    "{} | telegram_configs: [{bot_token: x, chat_id: 1, parse_mode: html}]",
                    "{} | mattermost_configs: [{webhook_url: 'http://h', attachments: [{text: a}]}]",
                    "{} | incidentio_configs: [{url: 'http://h'}]",
                    "{} | incidentio_configs: [{url: 'http://h', alert_source_token: x}]",
                    "{} | incidentio_configs: [{url: 'http://h', http_config: {authorization:"
                            + " {credentials: x}}}]",
                    "{} | incidentio_configs: [{url: 'http://h', http_config: {basic_auth:"
                            + " {username: x}}}]",
                    "{} | jira_configs: [{project: p, issue_type: b}]",
                    "{jira_api_url: 'http://h'} | jira_configs: [{project: p, issue_type: b}]",
                    "{} | jira_configs: [{api_url: 'http://h', project: p}]",
                    "{} | jira_configs: [{api_url: 'http://h', issue_type: b}]",
                    "{} | jira_configs: [{api_url: 'http://h', project: p, issue_type: b, api_type: a}]",
                    "{} | jira_configs: [{api_url: 'http://h', project: p, issue_type: b, api_type:"
                            + " cloud, labels: [a], priority: '', reopen_transition: r,"
                            + " resolve_transition: c, wont_fix_resolution: w, reopen_duration: 1d,"
                            + " fields: {a: [1, {b: c}]}}]",
                    "{} | jira_configs: [{api_url: 'http://h', project: p, issue_type: b, summary:"
                            + " {template: t, enable_update: false}}]",
                    "{} | jira_configs: [{api_url: 'http://h', project: p, issue_type: b, summary:"
                            + " {foo: t}}]",
                    "{} | jira_configs: [{api_url: 'http://h', project: p, issue_type: b, labels: a}]",
                    "{} | jira_configs: [{api_url: 'http://h', project: p, issue_type: b,"
                            + " reopen_duration: 1.5h}]",
                    "{smtp_smarthost: 'h:25', smtp_from: a@b} | email_configs: [{to: a@b, threading:"
                            + " {enabled: true}}]",
                    "{smtp_smarthost: 'h', smtp_from: a@b} | email_configs: [{to: a@b}]",
                    "{smtp_smarthost: 'h:25'} | email_configs: [{to: a@b}]",
                    "{smtp_smarthost: 'h:25', smtp_from: a@b} | email_configs: [{to: a@b,"
                            + " auth_password: a, auth_password_file: b}]",
                    "{smtp_smarthost: 'h:25', smtp_from: a@b} | email_configs: [{to: a@b, headers:"
                            + " {subject: a, Subject: b}}]",
                    "{smtp_smarthost: 'h:25', smtp_from: a@b} | email_configs: [{to: 'no address <<'}]",
                    "{} | opsgenie_configs: [{api_key: x, responders: [{name: a}]}]",
                    "{} | opsgenie_configs: [{api_key: x, responders: [{name: a, type: TEAM}]}]",
                    "{} | opsgenie_configs: [{api_key: x, responders: [{type: team}]}]",
                    "{} | sns_configs: [{topic_arn: a, phone_number: b, sigv4: {access_key: a,"
                            + " secret_key: b}}]",
                    "{} | sns_configs: [{topic_arn: a, sigv4: {access_key: b}}]",
                    "{} | webex_configs: [{room_id: a}]",
                    "{} | webex_configs: [{room_id: a, http_config: {authorization: {credentials:"
                            + " x}}}]",
                    "{http_config: {authorization: {credentials: x}}} | webex_configs: [{room_id: a}]",
                    "{} | webhook_configs: [{url: 'http://h', http_config: {basic_auth: {username: a},"
                            + " bearer_token: b}}]",
                    "{} | webhook_configs: [{url: 'http://h', http_config: {authorization: {type:"
                            + " Basic, credentials: b}}}]",
                    "{} | webhook_configs: [{url: 'http://h', http_config: {no_proxy: a}}]",
                    "{} | webhook_configs: [{url: 'http://h', http_config: {proxy_from_environment:"
                            + " true, proxy_url: 'http://h'}}]",
                    "{} | webhook_configs: [{url: 'http://h', http_config: {tls_config: {cert_file:"
                            + " a}}}]",
                    "{} | webhook_configs: [{url: 'http://h', http_config: {tls_config: {min_version:"
                            + " TLS9}}}]",
                    "{} | webhook_configs: [{url: 'http://h', http_config: {tls_config: {ca_file:"
                            + " /nonexist}}}]",
                    "{} | webhook_configs: [{url: 'http://h', http_config: {oauth2: {client_id: a,"
                            + " token_url: 'http://h'}}}]",
                    "{} | webhook_configs: [{url: 'http://h', http_config: {oauth2: {client_id: a}}}]",
                    "{} | webhook_configs: [{url: 'http://h', http_config: {http_headers: {A: {values:"
                            + " [x]}}}}]",
                    "{} | webhook_configs: [{url: 'http://h', http_config: {http_headers:"
                            + " {Authorization: {values: [x]}}}}]",
                    "{} | webhook_configs: [{url: 'http://h', http_config: {proxy_connect_header: {A:"
                            + " [b]}}}]",
                    "{} | rocketchat_configs: [{token: a, token_id: b, actions: [{type: button, msg:"
                            + " x}], fields: [{title: a}]}]",
                    "{} | discord_configs: [{webhook_url: 'http://h', content: c, username: u}]",
                    "{} | discord_configs: [{content: c}]",
                    "{} | msteams_configs: [{webhook_url: 'http://h', webhook_url_file: /f}]",
                    "{} | wechat_configs: [{api_secret: x}]",
                    "{} | wechat_configs: [{api_secret: x, corp_id: c, message_type: foo}]",
                    "{} | pushover_configs: [{token: x, user_key: c, retry: 1d}]",
                    "{} | pushover_configs: [{token: x, user_key: c, html: true, monospace: true}]",
                    "{} | pagerduty_configs: [{routing_key: a, details: {a: {b: c}, d: 1}, timeout:"
                            + " 3s}]",
                    "{} | pagerduty_configs: [{service_key: a, images: [{src: b}], links: [{href: c,"
                            + " nonsense: d}]}]",
                    "{} | victorops_configs: [{api_key: a}]",
                    "{} | victorops_configs: [{api_key: a, routing_key: b, custom_fields: {entity_id:"
                            + " c}}]",
                    "{opsgenie_api_url: 'ftp://h'} | webhook_configs: []",
                    "{smtp_hello: ''} | webhook_configs: []",
                    "{nonsense: ''} | webhook_configs: []");

    @Test
    void this_reader_says_what_amtool_says() throws IOException, InterruptedException {
        var amtool = RealAlertmanager.program("amtool");
        var different = new ArrayList<String>();
        int number = 0;
        for (var one : CASES) {
            var parts = one.split(" \\| ", 2);
            var text =
                    "global: "
                            + (parts[0] + "\nroute: {receiver: a}\nreceivers: [{name: a, ")
                            + (parts[1] + "}]\n");
            var file = Files.writeString(folder.resolve("c" + number++ + ".yml"), text);
            if (isGoodForAmtool(amtool, file) != isGoodHere(text)) {
                different.add(one);
            }
        }
        assertThat(different).isEmpty();
    }

    private static boolean isGoodHere(String text) {
        try {
            var _ = RoutingConfig.parse(text, "c.yml", new ReceiverKinds());
            return true;
        } catch (YamlException _) {
            return false;
        }
    }

    @Permitted("a real amtool")
    private boolean isGoodForAmtool(Path amtool, Path file)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(amtool.toString(), "check-config", file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() == 0;
    }
}
