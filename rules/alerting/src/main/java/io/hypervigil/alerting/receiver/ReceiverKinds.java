package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.route.Integrations;
import io.hypervigil.alerting.yaml.YamlMapping;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The kinds of integrations there are: all of Alertmanager 0.33, and ntfy, gotify and matrix of our
 * own. None runs a command.
 *
 * <p>Thread: any.
 */
public final class ReceiverKinds implements Integrations {

    private static final Map<String, Function<Fields, Integration>> READERS = readers();

    @Override
    public Set<String> kinds() {
        return READERS.keySet();
    }

    @Override
    public Reader globals(Optional<YamlMapping> global) {
        var settings = global.map(GlobalConfig::read).orElseGet(GlobalConfig::defaults);
        return (kind, config) -> read(kind, config, settings);
    }

    private static Integration read(String kind, YamlMapping config, GlobalConfig global) {
        var reader = READERS.get(kind);
        if (reader == null) {
            throw new IllegalArgumentException(kind + " is no kind of integration");
        }
        var integration = reader.apply(new Fields(config, global));
        config.end();
        return integration;
    }

    private static Map<String, Function<Fields, Integration>> readers() {
        var readers = new LinkedHashMap<String, Function<Fields, Integration>>();
        readers.put("webhook", Webhook::read);
        readers.put("slack", Slack::read);
        readers.put("email", Email::read);
        readers.put("pagerduty", PagerDuty::read);
        readers.put("opsgenie", Opsgenie::read);
        readers.put("discord", Discord::read);
        readers.put("msteams", TeamsConnector::read);
        readers.put("msteamsv2", TeamsWorkflow::read);
        readers.put("telegram", Telegram::read);
        readers.put("pushover", Pushover::read);
        readers.put("mattermost", Mattermost::read);
        readers.put("rocketchat", RocketChat::read);
        readers.put("victorops", VictorOps::read);
        readers.put("wechat", WeChat::read);
        readers.put("webex", Webex::read);
        readers.put("sns", Sns::read);
        readers.put("jira", Jira::read);
        readers.put("incidentio", IncidentIo::read);
        readers.put("ntfy", Ntfy::read);
        readers.put("gotify", Gotify::read);
        readers.put("matrix", Matrix::read);
        return readers;
    }
}
