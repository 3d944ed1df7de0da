package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON as services take it: fields that are empty are left out. */
final class Json {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final ObjectNode node = JsonNodeFactory.instance.objectNode();

    static Json object() {
        return new Json();
    }

    Json put(String key, String text) {
        node.put(key, text);
        return this;
    }

    Json put(String key, boolean flag) {
        node.put(key, flag);
        return this;
    }

    Json put(String key, long number) {
        node.put(key, number);
        return this;
    }

    Json put(String key, JsonNode value) {
        node.set(key, value);
        return this;
    }

    Json put(String key, Map<String, String> texts) {
        var object = node.putObject(key);
        texts.forEach(object::put);
        return this;
    }

    Json putUnlessEmpty(String key, String text) {
        return text.isEmpty() ? this : put(key, text);
    }

    Json putUnlessEmpty(String key, JsonNode value) {
        return value.isEmpty() ? this : put(key, value);
    }

    ObjectNode node() {
        return node;
    }

    static ArrayNode array(List<? extends JsonNode> items) {
        return JsonNodeFactory.instance.arrayNode().addAll(items);
    }

    static ArrayNode texts(List<String> items) {
        var array = JsonNodeFactory.instance.arrayNode();
        items.forEach(array::add);
        return array;
    }

    /** A text read as JSON; empty where it is none. */
    static Optional<JsonNode> read(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text)).filter(n -> !n.isMissingNode());
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    /**
     * What a user wrote, of any shape, with its templates expanded; a text that is JSON after that
     * is put in as JSON, as Alertmanager does with payloads.
     */
    static JsonNode expanded(Object tree, Message message) {
        return switch (tree) {
            case Map<?, ?> map -> {
                var object = JsonNodeFactory.instance.objectNode();
                map.forEach(
                        (key, value) ->
                                object.set(
                                        message.text(String.valueOf(key)),
                                        expanded(value, message)));
                yield object;
            }
            case List<?> list -> array(list.stream().map(item -> expanded(item, message)).toList());
            default -> {
                var text = message.text(String.valueOf(tree));
                yield read(text).orElseGet(() -> TextNode.valueOf(text));
            }
        };
    }
}
