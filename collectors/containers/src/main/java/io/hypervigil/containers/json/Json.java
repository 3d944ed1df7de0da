package io.hypervigil.containers.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A value of a JSON document, or the place where there is none. What is of another type than was
 * asked for is as good as missing.
 *
 * <p>Thread: any; immutable.
 */
public final class Json {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_STRING = 1024 * 1024;

    private static final ObjectMapper MAPPER =
            new ObjectMapper(
                    JsonFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxNestingDepth(MAX_DEPTH)
                                            .maxStringLength(MAX_STRING)
                                            .build())
                            // Labels are strangers' words: they are not to fill a table of ours.
                            .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
                            .build());

    private final JsonNode node;

    private Json(JsonNode node) {
        this.node = node;
    }

    /**
     * Reads a document.
     *
     * @param what it is, for the failure's text: {@code /run/docker.sock: /containers/json}
     * @throws IOException where it is none
     */
    public static Json parse(String what, byte[] text) throws IOException {
        try {
            var node = MAPPER.readTree(text);
            return new Json(node == null ? MissingNode.getInstance() : node);
        } catch (JsonProcessingException e) {
            throw new IOException(what + ": no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** As {@link #parse(String, byte[])}. */
    public static Json parse(String what, String text) throws IOException {
        return parse(what, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The value below these keys. */
    public Json at(String... keys) {
        var found = node;
        for (String key : keys) {
            found = found.path(key);
        }
        return new Json(found);
    }

    public boolean isArray() {
        return node.isArray();
    }

    public boolean isObject() {
        return node.isObject();
    }

    /** A text that is not empty. */
    public Optional<String> text() {
        return node.isTextual() && !node.textValue().isEmpty()
                ? Optional.of(node.textValue())
                : Optional.empty();
    }

    /** A text, or "". */
    public String textOrEmpty() {
        return text().orElse("");
    }

    public OptionalLong whole() {
        return node.isIntegralNumber() && node.canConvertToLong()
                ? OptionalLong.of(node.longValue())
                : OptionalLong.empty();
    }

    public boolean isTrue() {
        return node.isBoolean() && node.booleanValue();
    }

    /** The items of an array. */
    public List<Json> items() {
        var items = new ArrayList<Json>();
        if (node.isArray()) {
            node.forEach(item -> items.add(new Json(item)));
        }
        return items;
    }

    /** The texts of an array. */
    public List<String> texts() {
        return items().stream().flatMap(item -> item.text().stream()).toList();
    }

    /** The keys of an object. */
    public Set<String> keys() {
        var keys = new LinkedHashSet<String>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** The texts of an object, by key. */
    public Map<String, String> textsByKey() {
        var texts = new LinkedHashMap<String, String>();
        if (node.isObject()) {
            node.properties()
                    .forEach(
                            entry -> {
                                if (entry.getValue().isTextual()) {
                                    texts.put(entry.getKey(), entry.getValue().textValue());
                                }
                            });
        }
        return texts;
    }
}
