package io.hypervigil.peers.promql;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.hypervigil.peers.Peers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our query API and a real Prometheus over the same samples. */
final class Twins implements AutoCloseable {

    private final URI ours;
    private final Peers.Server theirs;
    private final HttpClient client;

    private Twins(URI ours, Peers.Server theirs) {
        this.ours = ours;
        this.theirs = theirs;
        this.client = HttpClient.newHttpClient();
    }

    static Twins start(Path folder, URI ours, List<LoadedSeries> series) throws Exception {
        var theirs =
                Peers.prometheus(
                        folder,
                        "global: {}\n",
                        "--web.enable-remote-write-receiver",
                        "--enable-feature=native-histograms,promql-experimental-functions",
                        "--query.max-samples=50000000");
        var twins = new Twins(ours, theirs);
        try {
            requireLeftOpenRanges(theirs.root());
            RemoteWrite.load(theirs.root(), series);
            return twins;
        } catch (Exception e) {
            twins.close();
            throw e;
        }
    }

    /** Prometheus 3 changed what a range is: an older one answers otherwise, and rightly so. */
    private static void requireLeftOpenRanges(URI root) throws Exception {
        var build = Peers.ok(root.resolve("/api/v1/status/buildinfo"));
        assumeThat(build).as("Prometheus 3 or later").contains("\"version\":\"3");
    }

    /** Whether both answer an instant query alike. */
    Optional<String> differAt(String query, long millis) throws IOException, InterruptedException {
        return differ("/api/v1/query", query, Map.of("time", seconds(millis)));
    }

    /** Whether both answer a range query alike. */
    Optional<String> differOver(String query, long startMillis, long endMillis, String step)
            throws IOException, InterruptedException {
        return differ(
                "/api/v1/query_range",
                query,
                Map.of("start", seconds(startMillis), "end", seconds(endMillis), "step", step));
    }

    private Optional<String> differ(String path, String query, Map<String, String> span)
            throws IOException, InterruptedException {
        var parameters = new LinkedHashMap<>(span);
        parameters.put("query", query);
        var expected = Answer.ask(client, theirs.root(), path, parameters);
        var given = Answer.ask(client, ours, path, parameters);
        return AnswerComparison.difference(given, expected)
                .map(difference -> path + " " + query + " " + span + "\n    " + difference);
    }

    URI root() {
        return theirs.root();
    }

    /** What the real one answers. */
    Answer expected(String query, long millis) throws IOException, InterruptedException {
        return Answer.ask(
                client,
                theirs.root(),
                "/api/v1/query",
                Map.of("query", query, "time", seconds(millis)));
    }

    private static String seconds(long millis) {
        return java.math.BigDecimal.valueOf(millis, 3).toPlainString();
    }

    @Override
    public void close() {
        client.close();
        theirs.close();
    }
}
