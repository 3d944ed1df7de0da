package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypervigil.alerting.yaml.YamlMapping;
import java.util.Optional;

/** A button under a message of Slack. */
record SlackAction(
        String type,
        String text,
        String url,
        String style,
        String name,
        String value,
        Optional<Confirmation> confirm) {

    /** What Slack asks before the button does anything. */
    record Confirmation(String text, String title, String okText, String dismissText) {

        static Confirmation read(YamlMapping yaml) {
            var confirmation =
                    new Confirmation(
                            yaml.text("text").orElse(""),
                            yaml.text("title").orElse(""),
                            yaml.text("ok_text").orElse(""),
                            yaml.text("dismiss_text").orElse(""));
            yaml.end();
            if (confirmation.text.isEmpty()) {
                throw yaml.wrong("text", "missing text in Slack confirmation configuration");
            }
            return confirmation;
        }

        JsonNode json(Message message) {
            return Json.object()
                    .put("text", message.text(text))
                    .putUnlessEmpty("title", message.text(title))
                    .putUnlessEmpty("ok_text", message.text(okText))
                    .putUnlessEmpty("dismiss_text", message.text(dismissText))
                    .node();
        }
    }

    static SlackAction read(YamlMapping yaml) {
        var action =
                new SlackAction(
                        yaml.text("type").orElse(""),
                        yaml.text("text").orElse(""),
                        yaml.text("url").orElse(""),
                        yaml.text("style").orElse(""),
                        yaml.text("name").orElse(""),
                        yaml.text("value").orElse(""),
                        yaml.mapping("confirm").map(Confirmation::read));
        yaml.end();
        if (action.type.isEmpty() || action.text.isEmpty()) {
            throw yaml.wrong("type", "missing type or text in Slack action configuration");
        }
        if (action.url.isEmpty() && action.name.isEmpty()) {
            throw yaml.wrong("name", "missing name or url in Slack action configuration");
        }
        return action;
    }

    JsonNode json(Message message) {
        var json =
                Json.object()
                        .put("type", message.text(type))
                        .put("text", message.text(text))
                        .putUnlessEmpty("url", message.text(url))
                        .putUnlessEmpty("style", message.text(style));
        // A link does nothing else.
        if (url.isEmpty()) {
            json.putUnlessEmpty("name", message.text(name))
                    .putUnlessEmpty("value", message.text(value));
            confirm.ifPresent(ask -> json.put("confirm", ask.json(message)));
        }
        return json.node();
    }
}
