package io.hypervigil.peers;

import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts the peers, each on a port of its own below a folder of the test. */
public final class Peers {

    private static final String REMEDY = "run ./test, or .ci/peers and put its folder on the PATH";
    private static final Duration START = Duration.ofSeconds(60);

    private Peers() {}

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A server that answers HTTP. */
    public record Server(RealPart part, URI root) implements AutoCloseable {

        @Override
        public void close() {
            part.close();
        }
    }

    /** A real Prometheus with a configuration. */
    public static Server prometheus(Path folder, String configuration, String... flags)
            throws Exception {
        var program = RealPart.require("prometheus", REMEDY);
        var file = Files.writeString(folder.resolve("prometheus.yml"), configuration);
        int port = freePort();
        var command =
                new ArrayList<>(
                        List.of(
                                program.toString(),
                                "--config.file=" + file,
                                "--storage.tsdb.path=" + folder.resolve("data"),
                                "--web.listen-address=127.0.0.1:" + port));
        command.addAll(List.of(flags));
        return server(RealPart.start(folder, "prometheus", command), port, "/-/ready");
    }

    /** A real Alertmanager that tells nobody. */
    public static Server alertmanager(Path folder) throws Exception {
        var program = RealPart.require("prometheus-alertmanager", REMEDY);
        var file =
                Files.writeString(
                        folder.resolve("alertmanager.yml"),
                        "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
        int port = freePort();
        var part =
                RealPart.start(
                        folder,
                        "alertmanager",
                        List.of(
                                program.toString(),
                                "--config.file=" + file,
                                "--storage.path=" + folder.resolve("alertmanager"),
                                "--cluster.listen-address=",
                                "--web.listen-address=127.0.0.1:" + port));
        return server(part, port, "/-/ready");
    }

    /** A real node_exporter. */
    static Server nodeExporter(Path folder, String... flags) throws Exception {
        var program = RealPart.require("prometheus-node-exporter", REMEDY);
        int port = freePort();
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.add("--web.listen-address=127.0.0.1:" + port);
        // Debian's has one by default that its package makes, and which is missed where it is only
        // unpacked; node_exporter itself has none, as we.
        command.add("--collector.textfile.directory=");
        command.addAll(List.of(flags));
        return server(RealPart.start(folder, "node_exporter", command), port, "/metrics");
    }

    /**
     * A server once it answers.
     *
     * @param answersAt the path that it then answers with success
     */
    static Server server(RealPart part, int port, String answersAt) {
        var root = URI.create("http://127.0.0.1:" + port);
        return new Server(part.once(START, () -> ok(root.resolve(answersAt))), root);
    }

    /** promtool's verdict on a page. */
    static RealPart.Run checkMetrics(Path folder, String page) {
        var program = RealPart.require("promtool", REMEDY);
        return RealPart.run(folder, page, List.of(program.toString(), "check", "metrics"));
    }

    /** The answer of a server's query API to an instant query, as JSON. */
    static String query(URI prometheus, String expression) throws Exception {
        var encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8);
        return ok(prometheus.resolve("/api/v1/query?query=" + encoded));
    }

    /** The body of a page that must be there. */
    public static String ok(URI page) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var response =
                    client.send(
                            HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(20)).build(),
                            HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException(page + " answers " + response.statusCode());
            }
            return response.body();
        }
    }
}
