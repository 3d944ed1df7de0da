package io.hypervigil.peers.promql;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a query API answers, made comparable. */
sealed interface Answer {

    /**
     * A result.
     *
     * @param series by their labels as text
     * @param warnings how many
     */
    record Result(String type, Map<String, Series> series, int warnings) implements Answer {}

    /** An error. */
    record Refusal(int status, String type, String text) implements Answer {}

    /** Floats and histograms with their times. */
    record Series(List<Object> floats, List<Object> histograms) {}

    static Answer ask(HttpClient client, URI server, String path, Map<String, String> parameters)
            throws IOException, InterruptedException {
        var form =
                parameters.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
        var response =
                client.send(
                        HttpRequest.newBuilder(server.resolve(path))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return read(response.statusCode(), response.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Answer read(int status, String body) {
        var envelope = object(Json.read(body));
        if (!"success".equals(envelope.get("status"))) {
            return new Refusal(
                    status,
                    String.valueOf(envelope.get("errorType")),
                    String.valueOf(envelope.get("error")));
        }
        var data = object(envelope.get("data"));
        var type = String.valueOf(data.get("resultType"));
        var series = new TreeMap<String, Series>();
        if (type.equals("scalar") || type.equals("string")) {
            series.put("", new Series(List.of(requireNonNull(data.get("result"))), List.of()));
        } else {
            list(data.get("result")).forEach(one -> add(series, object(one)));
        }
        return new Result(type, series, list(envelope.get("warnings")).size());
    }

    private static void add(Map<String, Series> series, Map<String, Object> one) {
        var labels = new TreeMap<>(object(one.get("metric"))).toString();
        var floats =
                one.containsKey("value")
                        ? List.of(requireNonNull(one.get("value")))
                        : list(one.get("values"));
        var histograms =
                one.containsKey("histogram")
                        ? List.of(requireNonNull(one.get("histogram")))
                        : list(one.get("histograms"));
        if (series.put(labels, new Series(floats, histograms)) != null) {
            throw new IllegalArgumentException("two series " + labels);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(@Nullable Object json) {
        return (Map<String, Object>) requireNonNull(json);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(@Nullable Object json) {
        return json == null ? List.of() : (List<Object>) json;
    }
}
