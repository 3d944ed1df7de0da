package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.hypervigil.alerting.http.Secret;
import io.hypervigil.alerting.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is written into an issue.
 *
 * @param hasDocuments whether descriptions are Atlassian's documents, as version 3 of the API wants
 * @param fields of the user's own, of any shape
 */
record JiraIssue(
        String project,
        String type,
        Text summary,
        Text description,
        List<String> labels,
        String priority,
        boolean hasDocuments,
        Optional<Object> fields) {

    private static final Message.Limit SUMMARY = Message.Limit.characters(255);
    private static final Message.Limit DESCRIPTION = Message.Limit.characters(32_767);

    JiraIssue {
        labels = List.copyOf(labels);
    }

    /**
     * A field.
     *
     * @param isUpdated whether it is written anew into an issue that is there
     */
    record Text(String template, boolean isUpdated) {

        static Text read(YamlMapping yaml, String key, String otherwise) {
            if (!(yaml.tree(key).orElse("") instanceof Map<?, ?>)) {
                return new Text(yaml.text(key).orElse(otherwise), true);
            }
            var field = yaml.mapping(key).orElseThrow();
            var text =
                    new Text(
                            field.text("template").orElse(otherwise),
                            field.flag("enable_update").orElse(true));
            field.end();
            return text;
        }
    }

    static JiraIssue read(Fields fields, Secret api) {
        var yaml = fields.yaml();
        return new JiraIssue(
                fields.text("project"),
                fields.text("issue_type"),
                Text.read(yaml, "summary", "{{ template \"jira.default.summary\" . }}"),
                Text.read(yaml, "description", "{{ template \"jira.default.description\" . }}"),
                yaml.texts("labels"),
                fields.text("priority", "{{ template \"jira.default.priority\" . }}"),
                api instanceof Secret.Inline(var text) && text.matches(".*/3/?"),
                yaml.tree("fields"));
    }

    JsonNode opening(Message message) {
        return body(message, true);
    }

    JsonNode change(Message message) {
        return body(message, false);
    }

    private JsonNode body(Message message, boolean isNew) {
        var all = new TreeMap<String, JsonNode>();
        if (isNew || summary.isUpdated) {
            all.put("summary", TextNode.valueOf(message.textWithin(summary.template, SUMMARY)));
        }
        if (isNew || description.isUpdated) {
            all.put("description", described(message));
        }
        all.put("issuetype", Json.object().put("name", message.text(type)).node());
        all.put("labels", Json.texts(labels(message)));
        all.put("project", Json.object().put("key", message.text(project)).node());
        var urgency = message.text(priority);
        if (!urgency.isEmpty()) {
            all.put("priority", Json.object().put("name", urgency).node());
        }
        fields.map(tree -> Json.expanded(tree, message))
                .ifPresent(own -> own.properties().forEach(e -> all.put(e.getKey(), e.getValue())));
        var written = Json.object();
        all.forEach(written::put);
        return Json.object().put("fields", written.node()).node();
    }

    private List<String> labels(Message message) {
        var all = new ArrayList<String>();
        labels.forEach(label -> all.add(message.text(label)));
        all.add(JiraSearch.label(message));
        return all.stream().sorted().toList();
    }

    /** A text that is no document becomes one: the message itself must arrive. */
    private JsonNode described(Message message) {
        var text = message.textWithin(description.template, DESCRIPTION);
        if (!hasDocuments) {
            return TextNode.valueOf(text);
        }
        return Json.read(message.text(description.template))
                .filter(JsonNode::isObject)
                .orElseGet(() -> document(text));
    }

    private static JsonNode document(String text) {
        var words = Json.object().put("type", "text").put("text", text.strip()).node();
        var paragraph =
                Json.object().put("type", "paragraph").put("content", Json.array(List.of(words)));
        return Json.object()
                .put("type", "doc")
                .put("version", 1)
                .put("content", Json.array(List.of(paragraph.node())))
                .node();
    }
}
