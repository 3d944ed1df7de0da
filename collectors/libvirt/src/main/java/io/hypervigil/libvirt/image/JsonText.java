package io.hypervigil.libvirt.image;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.hypervigil.collect.action.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values as JSON and back; what is {@code null} is left out. */
final class JsonText {

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(32)
                                    .maxNumberLength(40)
                                    .maxStringLength(16 * 1024)
                                    .build())
                    .build();

    private JsonText() {}

    /**
     * @throws IOException where it is no JSON object
     */
    static Value.Fields read(String text) throws IOException {
        try (var parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a JSON object expected");
            }
            var fields = fields(parser);
            if (parser.nextToken() != null) {
                throw new IOException("more than one JSON object");
            }
            return fields;
        }
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

    static String write(Value.Fields fields) throws IOException {
        var text = new StringWriter();
        try (var generator = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            write(generator, fields);
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator generator, Value value) throws IOException {
        switch (value) {
            case Value.Text(var text) -> generator.writeString(text);
            case Value.Whole(long number) -> generator.writeNumber(number);
            case Value.Decimal(var number) -> generator.writeNumber(number);
            case Value.Flag(boolean isSet) -> generator.writeBoolean(isSet);
            case Value.Span(var duration) -> generator.writeString(duration.toString());
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
