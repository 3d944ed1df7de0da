package io.hypervigil;

import io.hypervigil.collect.Collector;
import io.hypervigil.config.CollectorCatalog;
import io.hypervigil.config.ConfigurationLoader;
import io.hypervigil.config.FlagCatalog;
import io.hypervigil.config.FlagValues;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/**
 * What the AOT cache is trained on: a start, scrapes in both formats and packed, a look at the
 * other pages, an end. Not a command that is told of; {@code run} and the packages call it.
 */
final class Training {

    private static final int SCRAPES = 20;

    private Training() {}

    static void run(List<Collector> collectors, InstantSource clock) throws Exception {
        var catalog = new CollectorCatalog(collectors);
        var flags = new FlagCatalog(catalog);
        var loader = new ConfigurationLoader(catalog, _ -> null);
        var listen = flags.named("--web.listen-address");
        if (listen == null) {
            throw new IllegalStateException("no --web.listen-address");
        }
        var values = FlagValues.NONE.with(listen, listen.name(), "127.0.0.1:0").orElseThrow();
        try (var daemon = Serve.start(loader.load(values), () -> loader.load(values), clock)) {
            var url = URI.create(daemon.urls().getFirst());
            for (int i = 0; i < SCRAPES; i++) {
                get(url.getPort(), "/metrics", "Accept-Encoding: gzip\r\n");
                get(
                        url.getPort(),
                        "/metrics",
                        "Accept: application/openmetrics-text;version=1.0.0\r\n");
            }
            for (var path : List.of("/", "/-/ready", "/api/v1/status/collectors")) {
                get(url.getPort(), path, "");
            }
        }
    }

    /** By a bare socket: an HTTP client's classes would only fill the cache. */
    private static void get(int port, String path, String header) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var request =
                    "GET "
                            + path
                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + header
                            + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            answer.skipNBytes(1);
            answer.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
