package io.hypervigil.peers.promql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists and texts: numbers keep their spelling. */
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    static Object read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return value(parser, parser.nextToken());
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON: " + text, e);
        }
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> object = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var name = parser.currentName();
                object.put(name, value(parser, parser.nextToken()));
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            for (var next = parser.nextToken();
                    next != JsonToken.END_ARRAY;
                    next = parser.nextToken()) {
                list.add(value(parser, next));
            }
            return list;
        }
        return parser.getText();
    }
}
