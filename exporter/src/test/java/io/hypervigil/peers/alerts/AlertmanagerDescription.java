package io.hypervigil.peers.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.hypervigil.peers.promql.Conformance;
import java.io.IOException;
import java.util.List;

/** Alertmanager's own description of its API, as a judge of answers. */
final class AlertmanagerDescription {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;
    private final JsonSchemaFactory factory =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4);

    private AlertmanagerDescription(JsonNode document) {
        this.document = document;
    }

    /** The test is skipped where it is missing. */
    static AlertmanagerDescription load() throws IOException {
        var file = Conformance.file("alertmanager/openapi.yaml");
        return new AlertmanagerDescription(
                new ObjectMapper(new YAMLFactory()).readTree(file.toFile()));
    }

    /**
     * What is wrong with an answer, in words.
     *
     * @param path as in the document, {@code /silence/{silenceID}}
     */
    List<String> flaws(String path, String method, int status, String body) throws IOException {
        var answers = document.path("paths").path(path).path(method).path("responses");
        var answer = answers.path(String.valueOf(status));
        // A reference to one of the answers that several have.
        var name = answer.path("$ref").asText().replace("#/responses/", "");
        var described = name.isEmpty() ? answer : document.path("responses").path(name);
        if (described.isMissingNode()) {
            return List.of("no answer " + status + " of " + method + " " + path);
        }
        if (!described.has("schema")) {
            return List.of();
        }
        ObjectNode root = JSON.createObjectNode();
        root.putArray("allOf").add(described.path("schema"));
        root.set("definitions", document.path("definitions"));
        return factory.getSchema(root).validate(JSON.readTree(body)).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
