package io.hypervigil.web.api;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.hypervigil.peers.Peers;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** A Prometheus to be compared with; of another age the words of many errors are others. */
final class RealPrometheus {

    private RealPrometheus() {}

    /** One of version 3; the test is skipped where there is none. */
    static Peers.Server start(Path folder, HttpClient client) throws Exception {
        var server = Peers.prometheus(folder, "global: {}\n");
        var about =
                client.send(
                        HttpRequest.newBuilder(server.root().resolve("/api/v1/status/buildinfo"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        try {
            assumeThat(about.body()).as("Prometheus 3 or later").contains("\"version\":\"3");
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }
}
