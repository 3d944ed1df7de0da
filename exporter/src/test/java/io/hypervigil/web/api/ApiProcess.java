package io.hypervigil.web.api;

import io.hypervigil.peers.promql.OurApi;
import io.hypervigil.promql.engine.EngineOptions;
import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.storage.Queryable;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.WindowSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The query API over a few series, and a client of it. */
final class ApiProcess implements AutoCloseable {

    /** The time that it is; the samples end there. */
    static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    private static final long STEP_MILLIS = 15_000;
    private static final int STEPS = 120;

    private static final FloatHistogram LATENCY =
            new FloatHistogram(
                    FloatHistogram.ResetHint.UNKNOWN,
                    0,
                    0.5,
                    1,
                    4,
                    5,
                    new FloatHistogram.Span[] {new FloatHistogram.Span(0, 2)},
                    new double[] {2, 1},
                    new FloatHistogram.Span[0],
                    new double[0],
                    new double[0]);

    private final OurApi api;
    private final HttpClient client = HttpClient.newHttpClient();

    private ApiProcess(OurApi api) {
        this.api = api;
    }

    static ApiProcess start() throws Exception {
        return start(samples(), new QuerySettings(Duration.ofMinutes(2), 1_000_000, 2));
    }

    static ApiProcess start(Queryable data, QuerySettings settings) throws Exception {
        return new ApiProcess(
                OurApi.over(
                        data,
                        EngineOptions.STANDARD,
                        settings,
                        data instanceof SampleWindow window
                                ? new FixedFacts(window)
                                : new FixedFacts(),
                        new FixedRules(),
                        InstantSource.fixed(NOW)));
    }

    /** Half an hour of a counter, a gauge, a native histogram and a name beyond ASCII. */
    static SampleWindow samples() {
        var window = new SampleWindow(WindowSettings.DEFAULT);
        var target = Labels.of("job", "hypervigil", "instance", "host-1:10048");
        for (int i = 0; i <= STEPS; i++) {
            long millis = NOW.toEpochMilli() - (STEPS - i) * STEP_MILLIS;
            for (String path : new String[] {"/", "/api"}) {
                window.loose()
                        .append(
                                target.with(Labels.NAME, "http_requests_total").with("path", path),
                                millis,
                                i * path.length());
            }
            window.loose()
                    .append(target.with(Labels.NAME, "temperature_celsius"), millis, 20 + i / 8.0);
            window.loose().append(target.with(Labels.NAME, "up"), millis, 1);
            window.loose().append(target.with(Labels.NAME, "latency"), millis, LATENCY.times(i));
            window.loose().append(target.with(Labels.NAME, "späte.werte"), millis, -i);
        }
        return window;
    }

    URI root() {
        return api.root();
    }

    HttpResponse<String> get(String path, String... parameters) throws Exception {
        var query = form(parameters);
        return send(request(query.isEmpty() ? path : path + "?" + query));
    }

    HttpResponse<String> post(String path, String... parameters) throws Exception {
        return postText(path, form(parameters));
    }

    HttpResponse<String> postText(String path, String form) throws Exception {
        return send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.root().resolve(path)).timeout(Duration.ofSeconds(60));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** An address with what it may not hold escaped; what is escaped already stays so. */
    static String escaped(String address) {
        return address.replace("\"", "%22")
                .replace("{", "%7B")
                .replace("}", "%7D")
                .replace("[", "%5B")
                .replace("]", "%5D");
    }

    /** Names and values, one behind the other. */
    static String form(String... parameters) {
        var form = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(URLEncoder.encode(parameters[i], StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }

    @Override
    public void close() {
        client.close();
        api.close();
    }
}
