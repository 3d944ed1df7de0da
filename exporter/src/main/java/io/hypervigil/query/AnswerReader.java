package io.hypervigil.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.hypervigil.promql.labels.Labels;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads what a server answered, whatever the order of its fields; fields that it does not know are
 * passed over.
 *
 * <p>Thread: one.
 */
public final class AnswerReader {

    private final JsonParser json;
    private final List<Answer.Series> series = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> infos = new ArrayList<>();
    private String kind = "";
    private String errorType = "";
    private String error = "";

    private AnswerReader(JsonParser json) {
        this.json = json;
    }

    /**
     * The answer.
     *
     * @throws IOException where it is none
     */
    public static Answer read(byte[] text) throws IOException {
        try (var json = new JsonFactory().createParser(text)) {
            return new AnswerReader(json).answer();
        }
    }

    private Answer answer() throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "data" -> data();
                case "errorType" -> errorType = json.getText();
                case "error" -> error = json.getText();
                case "warnings" -> strings("warning: ", warnings);
                case "infos" -> strings("info: ", infos);
                default -> json.skipChildren();
            }
        }
        if (!errorType.isEmpty() || !error.isEmpty()) {
            return new Answer.Refusal(errorType, error);
        }
        warnings.addAll(infos);
        return new Answer.Result(kind, series, warnings);
    }

    private void data() throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "resultType" -> kind = json.getText();
                case "result" -> result();
                default -> json.skipChildren();
            }
        }
    }

    private void result() throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY);
        var first = json.nextToken();
        if (first != null && first.isNumeric()) {
            series.add(new Answer.Series(Labels.EMPTY, List.of(sample())));
            return;
        }
        for (var token = first; token == JsonToken.START_OBJECT; token = json.nextToken()) {
            series.add(oneSeries());
        }
    }

    private Answer.Series oneSeries() throws IOException {
        var labels = Labels.EMPTY;
        var samples = new ArrayList<Answer.Sample>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "metric" -> labels = labels();
                case "value", "histogram" -> {
                    json.nextToken();
                    samples.add(sample());
                }
                case "values", "histograms" -> {
                    while (json.nextToken() == JsonToken.START_ARRAY) {
                        json.nextToken();
                        samples.add(sample());
                    }
                }
                default -> json.skipChildren();
            }
        }
        samples.sort(Comparator.comparingLong(Answer.Sample::millis));
        return new Answer.Series(labels, samples);
    }

    private Labels labels() throws IOException {
        var labels = new TreeMap<String, String>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            labels.put(name, json.getText());
        }
        return Labels.of(labels);
    }

    /** From its time on to the end of its array. */
    private Answer.Sample sample() throws IOException {
        long millis = new BigDecimal(json.getText()).movePointRight(3).longValue();
        var value =
                json.nextToken() == JsonToken.START_OBJECT
                        ? HistogramLine.read(json)
                        : json.getText();
        expect(json.nextToken(), JsonToken.END_ARRAY);
        return new Answer.Sample(millis, value);
    }

    private void strings(String before, List<String> into) throws IOException {
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            into.add(before + json.getText());
        }
    }

    private static void expect(JsonToken token, JsonToken expected) throws IOException {
        if (token != expected) {
            throw new IOException("the server's answer is not as a Prometheus gives it");
        }
    }
}
