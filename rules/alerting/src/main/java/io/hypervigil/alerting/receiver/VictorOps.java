package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import java.util.Map;
import java.util.Set;

/**
 * VictorOps, now Splunk On-Call, by its REST endpoint. The key of the group is the entity's.
 *
 * @see <a href="https://help.victorops.com/knowledge-base/rest-endpoint-integration-guide/">REST
 *     endpoint</a>
 */
record VictorOps(
        boolean sendResolved,
        Secret key,
        Secret api,
        String routingKey,
        String messageType,
        String stateMessage,
        String displayName,
        String monitoringTool,
        Map<String, String> more,
        HttpSettings http)
        implements Integration {

    private static final Message.Limit TEXT = Message.Limit.characters(20_480);
    private static final Set<String> TYPES = Set.of("CRITICAL", "WARNING", "INFO");
    private static final Set<String> RESERVED =
            Set.of(
                    "routing_key",
                    "message_type",
                    "state_message",
                    "entity_display_name",
                    "monitoring_tool",
                    "entity_id",
                    "entity_state");

    static VictorOps read(Fields fields) {
        var more = fields.yaml().textMap("custom_fields");
        for (var field : more.keySet()) {
            if (RESERVED.contains(field)) {
                throw fields.yaml()
                        .wrong("custom_fields", field + " is a field of the message's own");
            }
        }
        return new VictorOps(
                fields.sendResolved(true),
                fields.secretOrGlobal("api_key", "victorops_api_key", "VictorOps API Key"),
                fields.addressOrGlobal("api_url", "victorops_api_url", "VictorOps URL"),
                fields.required("routing_key", "VictorOps config"),
                fields.text("message_type", "CRITICAL"),
                fields.text("state_message", template("state_message")),
                fields.text("entity_display_name", template("entity_display_name")),
                fields.text("monitoring_tool", template("monitoring_tool")),
                more,
                fields.http());
    }

    private static String template(String name) {
        return "{{ template \"victorops.default." + name + "\" . }}";
    }

    @Override
    public String kind() {
        return "victorops";
    }

    @Override
    public Outcome send(Message message, Sending sending) {
        var body =
                Json.object()
                        .put("message_type", type(message))
                        .put("entity_id", message.hashedKey())
                        .put("entity_display_name", message.text(displayName))
                        .put("state_message", message.textWithin(stateMessage, TEXT))
                        .put("monitoring_tool", message.text(monitoringTool));
        more.forEach((name, text) -> body.put(name, message.text(text)));
        var slash = Secret.of("/");
        var path = Secret.of("/" + Form.encoded(message.text(routingKey)));
        var address = Secret.of(new Secret.WithoutSlash(api), slash, key, path);
        return Post.json(address, http, body.node()).send(sending);
    }

    private String type(Message message) {
        if (!message.isFiring()) {
            return "RECOVERY";
        }
        var type = message.text(messageType);
        return TYPES.contains(type) ? type : "CRITICAL";
    }
}
