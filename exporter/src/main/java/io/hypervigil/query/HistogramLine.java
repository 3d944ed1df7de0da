package io.hypervigil.query;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A histogram of an answer, in one line: {@code {count:3, sum:4, (1,2]:3}}. */
final class HistogramLine {

    private HistogramLine() {}

    /** From its opening brace on to its closing one. */
    static String read(JsonParser json) throws IOException {
        var parts = new ArrayList<String>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            if (name.equals("buckets")) {
                while (json.nextToken() == JsonToken.START_ARRAY) {
                    parts.add(bucket(json));
                }
            } else {
                parts.add(name + ":" + json.getText());
            }
        }
        return "{" + String.join(", ", parts) + "}";
    }

    /** Which bounds belong to it, lower bound, upper bound, count. */
    private static String bucket(JsonParser json) throws IOException {
        List<String> words = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            words.add(json.getText());
        }
        if (words.size() != 4) {
            throw new IOException("a bucket of " + words.size() + " parts, 4 expected");
        }
        var bounds = words.getFirst();
        boolean hasLower = bounds.equals("1") || bounds.equals("3");
        boolean hasUpper = bounds.equals("0") || bounds.equals("3");
        return (hasLower ? "[" : "(")
                + words.get(1)
                + ","
                + words.get(2)
                + (hasUpper ? "]" : ")")
                + ":"
                + words.get(3);
    }
}
