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
import java.util.Map;

/**
 * What the AOT cache is trained on: a start, scrapes in both formats and packed, queries, a look at
 * the other pages, an end. Not a command that is told of; {@code run} and the packages call it.
 */
final class Training {

    private static final int SCRAPES = 20;

    /** libvirt's own test driver is within the library, where there is one. */
    private static final Map<String, String> FLAGS =
            Map.of(
                    "--web.listen-address", "127.0.0.1:0",
                    "--libvirt.uri", "test:///default");

    private static final List<String> PAGES =
            List.of(
                    "/",
                    "/-/ready",
                    "/api/v1/status/collectors",
                    "/api/v1/query?query=sum%20by(job)(rate(node_cpu_seconds_total%5B1m%5D))",
                    "/api/v1/query?query=topk(3,%7Bjob=~%22h.*%22%7D)/on(instance)group_left()up",
                    "/api/v1/query_range?query=node_load1&start=1&end=2&step=1",
                    "/api/v1/query?query=up%7B",
                    "/api/v1/series?match%5B%5D=up",
                    "/api/v1/labels",
                    "/api/v1/label/job/values",
                    "/api/v1/metadata",
                    "/api/v1/rules",
                    "/api/v1/alerts",
                    "/api/v2/alerts",
                    "/api/v1/status/buildinfo");

    private Training() {}

    static void run(List<Collector> collectors, InstantSource clock) throws Exception {
        var catalog = new CollectorCatalog(collectors);
        var flags = new FlagCatalog(catalog);
        var loader = new ConfigurationLoader(catalog, _ -> null);
        var values = FlagValues.NONE;
        for (var entry : FLAGS.entrySet()) {
            var flag = flags.named(entry.getKey());
            if (flag == null) {
                throw new IllegalStateException("no " + entry.getKey());
            }
            values = values.with(flag, flag.name(), entry.getValue()).orElseThrow();
        }
        var given = values;
        try (var daemon = Serve.start(loader.load(given), () -> loader.load(given), clock)) {
            var url = URI.create(daemon.urls().getFirst());
            for (int i = 0; i < SCRAPES; i++) {
                get(url.getPort(), "/metrics", "Accept-Encoding: gzip\r\n");
                get(
                        url.getPort(),
                        "/metrics",
                        "Accept: application/openmetrics-text;version=1.0.0\r\n");
            }
            for (var path : PAGES) {
                get(url.getPort(), path, "Accept-Encoding: gzip\r\n");
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
