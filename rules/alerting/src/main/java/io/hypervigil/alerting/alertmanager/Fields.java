package io.hypervigil.alerting.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypervigil.promql.labels.Labels;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Fields of requests and answers. */
final class Fields {

    private static final int BAD_REQUEST = 400;
    private static final int MOST_PAIRS = 256;
    // Codes of go-openapi's validation.
    private static final int WRONG_TYPE = 601;
    private static final int REQUIRED = 602;
    private static final Pattern UUID =
            Pattern.compile("(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}");

    private Fields() {}

    /** Refuses a request that lacks a field. */
    static void required(JsonNode node, String name, String path) {
        if (node.path(name).isMissingNode() || node.path(name).isNull()) {
            throw ApiException.invalid(REQUIRED, path + " in body is required");
        }
    }

    static void checkUuid(String id) {
        if (!UUID.matcher(id).matches()) {
            throw ApiException.invalid(
                    WRONG_TYPE, "silenceID in path must be of type uuid: \"" + id + "\"");
        }
    }

    /** Refuses a text that is neither empty nor a URI. */
    static void checkUri(String text, String path) {
        if (!text.isEmpty() && !RequestUri.isOne(text)) {
            throw ApiException.invalid(
                    WRONG_TYPE, path + " in body must be of type uri: \"" + text + "\"");
        }
    }

    static String text(JsonNode node, String name) {
        var value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw new ApiException(BAD_REQUEST, name + " must be a text");
        }
        return value.asText();
    }

    /** Names and values, all texts; empty where the field is absent. */
    static SortedMap<String, String> pairs(JsonNode node, String name) {
        var value = node.path(name);
        var pairs = new TreeMap<String, String>();
        if (value.isMissingNode() || value.isNull()) {
            return pairs;
        }
        if (!value.isObject() || value.size() > MOST_PAIRS) {
            throw new ApiException(
                    BAD_REQUEST, name + " must be an object of at most " + MOST_PAIRS + " texts");
        }
        for (var field : value.properties()) {
            if (!field.getValue().isTextual() || !Labels.isName(field.getKey())) {
                throw new ApiException(
                        BAD_REQUEST, name + ": invalid label pair \"" + field.getKey() + "\"");
            }
            pairs.put(field.getKey(), field.getValue().asText());
        }
        return pairs;
    }

    static Labels labels(JsonNode node, String name) {
        return Labels.of(pairs(node, name));
    }

    static void put(ObjectNode node, String name, SortedMap<String, String> texts) {
        var object = node.putObject(name);
        texts.forEach(object::put);
    }
}
