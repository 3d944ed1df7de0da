package io.hypervigil.collect.action;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import io.hypervigil.collect.settings.Durations;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values as JSON and back: a time span becomes text, what is {@code null} is left out, a name that
 * is there twice is refused. Whoever reads bounds the text; no value lies deeper than 64.
 *
 * <p>Thread: any.
 */
public final class ValueJson {

    private static final int MOST_NESTED = 64;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MOST_NESTED)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .streamWriteConstraints(
                            StreamWriteConstraints.builder().maxNestingDepth(MOST_NESTED).build())
                    .build();

    private ValueJson() {}

    /**
     * Reads one object.
     *
     * @throws IOException where it is none, with the line
     */
    public static Value.Fields read(String text) throws IOException {
        try (var parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("line 1: a JSON object expected");
            }
            var fields = fields(parser);
            if (parser.nextToken() != null) {
                throw new IOException("more than one JSON object");
            }
            return fields;
        } catch (JsonProcessingException e) {
            // Not the cause: its words are those of this one, with a piece of the text.
            throw new IOException(place(e) + e.getOriginalMessage());
        }
    }

    /** Of what lies too deep there is no place. */
    private static String place(JsonProcessingException e) {
        return Optional.ofNullable(e.getLocation())
                .map(location -> "line " + Math.max(1, location.getLineNr()) + ": ")
                .orElse("");
    }

    private static Optional<Value> value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> Optional.of(fields(parser));
            case START_ARRAY -> Optional.of(items(parser));
            case VALUE_STRING -> Optional.of(new Value.Text(parser.getText()));
            case VALUE_NUMBER_INT -> Optional.of(new Value.Whole(parser.getLongValue()));
            case VALUE_NUMBER_FLOAT -> Optional.of(new Value.Decimal(parser.getDecimalValue()));
            case VALUE_TRUE -> Optional.of(new Value.Flag(true));
            case VALUE_FALSE -> Optional.of(new Value.Flag(false));
            case VALUE_NULL -> Optional.empty();
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new IOException("a JSON value expected");
        };
    }

    private static Value.Fields fields(JsonParser parser) throws IOException {
        var fields = new LinkedHashMap<String, Value>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            value(parser, parser.nextToken()).ifPresent(value -> fields.put(name, value));
        }
        return new Value.Fields(fields);
    }

    private static Value.Items items(JsonParser parser) throws IOException {
        var items = new ArrayList<Value>();
        for (var token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            value(parser, token).ifPresent(items::add);
        }
        return new Value.Items(items);
    }

    /**
     * An object, an entry a line.
     *
     * @throws IOException where it lies too deep
     */
    public static String write(Value.Fields fields) throws IOException {
        var text = new StringWriter();
        try (var generator = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            write(generator, fields);
        }
        return text.append('\n').toString();
    }

    /**
     * An object on one line.
     *
     * @throws IOException where it lies too deep
     */
    public static String line(Value.Fields fields) throws IOException {
        var text = new StringWriter();
        try (var generator = JSON.createGenerator(text)) {
            write(generator, fields);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, Value value) throws IOException {
        switch (value) {
            case Value.Text(var text) -> generator.writeString(text);
            case Value.Whole(long number) -> generator.writeNumber(number);
            case Value.Decimal(var number) -> generator.writeNumber(number);
            case Value.Flag(boolean isSet) -> generator.writeBoolean(isSet);
            case Value.Span(var span) -> generator.writeString(Durations.format(span));
            case Value.Items(var items) -> writeItems(generator, items);
            case Value.Fields(var fields) -> writeFields(generator, fields);
        }
    }

    private static void writeItems(JsonGenerator generator, List<Value> items) throws IOException {
        generator.writeStartArray();
        for (Value item : items) {
            write(generator, item);
        }
        generator.writeEndArray();
    }

    private static void writeFields(JsonGenerator generator, Map<String, Value> fields)
            throws IOException {
        generator.writeStartObject();
        for (var entry : fields.entrySet()) {
            generator.writeFieldName(entry.getKey());
            write(generator, entry.getValue());
        }
        generator.writeEndObject();
    }
}
