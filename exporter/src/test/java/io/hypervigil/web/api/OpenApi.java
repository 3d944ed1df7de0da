package io.hypervigil.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.hypervigil.peers.promql.Conformance;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prometheus' own description of its API, as a judge of answers. */
final class OpenApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;
    private final JsonSchemaFactory factory =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final Map<String, JsonSchema> schemas = new HashMap<>();

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    /** Of version 3.1; the test is skipped where it is missing. */
    static OpenApi load() throws IOException {
        var file = Conformance.file("prometheus-openapi-3.1.yaml");
        return new OpenApi(new ObjectMapper(new YAMLFactory()).readTree(file.toFile()));
    }

    /**
     * What is wrong with an answer, in words.
     *
     * @param path as in the document, {@code /label/{name}/values}
     */
    List<String> flaws(String path, String method, int status, String body) throws IOException {
        var answers =
                document.path("paths")
                        .path(path)
                        .path(method.toLowerCase(Locale.ROOT))
                        .path("responses");
        var answer =
                answers.has(String.valueOf(status))
                        ? answers.path(String.valueOf(status))
                        : answers.path("default");
        var schema = answer.path("content").path("application/json").path("schema");
        if (schema.isMissingNode()) {
            return List.of("no answer " + status + " of " + method + " " + path);
        }
        return compiled(schema.path("$ref").asText()).validate(JSON.readTree(body)).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private JsonSchema compiled(String reference) {
        return schemas.computeIfAbsent(
                reference,
                _ -> {
                    ObjectNode root = JSON.createObjectNode();
                    root.put("$ref", reference);
                    root.set("components", document.path("components"));
                    return factory.getSchema(root);
                });
    }
}
