package io.hypervigil.alerting.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.hypervigil.alerting.route.ConformanceFiles;
import java.io.IOException;
import java.util.List;

/**
 * Alertmanager's own description of its API, as a judge of answers. Its Swagger 2.0 schemas are of
 * JSON Schema's draft 4.
 */
final class AlertmanagerSchema {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;
    private final JsonSchemaFactory factory =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4);

    private AlertmanagerSchema(JsonNode document) {
        this.document = document;
    }

    static AlertmanagerSchema load() throws IOException {
        var file = ConformanceFiles.folder("alertmanager").resolve("openapi.yaml");
        return new AlertmanagerSchema(new ObjectMapper(new YAMLFactory()).readTree(file.toFile()));
    }

    /** What is wrong with an answer to a request, in words. */
    List<String> flaws(String path, String method, ApiAnswer answer) {
        var responses = document.path("paths").path(path).path(method).path("responses");
        var response = resolved(responses.path(String.valueOf(answer.status())));
        if (response.isMissingNode()) {
            return List.of("no answer " + answer.status() + " of " + method + " " + path);
        }
        if (!response.has("schema")) {
            return List.of();
        }
        ObjectNode root = JSON.createObjectNode();
        root.set("definitions", document.path("definitions"));
        root.putArray("allOf").add(response.path("schema"));
        var config = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return factory.getSchema(root, config).validate(answer.body()).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private JsonNode resolved(JsonNode response) {
        var reference = response.path("$ref").asText();
        return reference.isEmpty() ? response : document.at(reference.substring(1));
    }
}
