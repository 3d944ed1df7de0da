package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypervigil.alerting.yaml.YamlMapping;
import java.util.List;
import java.util.Optional;

/** Parts of the attachments that Slack invented and Mattermost and Rocket.Chat took over. */
final class Attachment {

    private Attachment() {}

    /** A titled value within an attachment. */
    record Field(String title, String value, Optional<Boolean> isShort) {

        static List<Field> read(YamlMapping yaml, boolean mustBeWhole) {
            return yaml.mappings("fields").stream().map(item -> one(item, mustBeWhole)).toList();
        }

        private static Field one(YamlMapping yaml, boolean mustBeWhole) {
            var field =
                    new Field(
                            yaml.text("title").orElse(""),
                            yaml.text("value").orElse(""),
                            yaml.flag("short"));
            yaml.end();
            if (mustBeWhole && field.title.isEmpty()) {
                throw yaml.wrong("title", "missing title in a field's configuration");
            }
            if (mustBeWhole && field.value.isEmpty()) {
                throw yaml.wrong("value", "missing value in a field's configuration");
            }
            return field;
        }

        JsonNode json(Message message, boolean shortByDefault) {
            return Json.object()
                    .put("title", message.text(title))
                    .put("value", message.text(value))
                    .put("short", isShort.orElse(shortByDefault))
                    .node();
        }
    }

    static JsonNode fields(List<Field> fields, Message message, boolean shortByDefault) {
        return Json.array(fields.stream().map(f -> f.json(message, shortByDefault)).toList());
    }
}
