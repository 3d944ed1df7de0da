package io.hypervigil.containers.action;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hypervigil.collect.Threads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

/**
 * A registry of one image on loopback, which runtimes take without TLS (OCI Distribution, pull). It
 * can be told to stop in the middle of a layer.
 */
final class PlainRegistry implements AutoCloseable {

    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    private final HttpServer server;
    private final PlainDoor door;
    private final byte[] layer = gzipped(new byte[1024 * 1024]);
    private final byte[] config;
    private final byte[] manifest;
    private final CountDownLatch released = new CountDownLatch(1);
    private final boolean isStuck;
    private final Optional<String> login;

    PlainRegistry(boolean isStuck) throws IOException {
        this(isStuck, Optional.empty());
    }

    /**
     * @param login {@code USER:PASSWORD}, without which it gives nothing
     */
    PlainRegistry(boolean isStuck, Optional<String> login) throws IOException {
        this.isStuck = isStuck;
        this.login = login.map(PlainRegistry::basic);
        this.config =
                ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":"
                                + "{\"type\":\"layers\",\"diff_ids\":[\""
                                + digest(new byte[1024 * 1024])
                                + "\"]}}")
                        .getBytes(StandardCharsets.UTF_8);
        this.manifest =
                ("{\"schemaVersion\":2,\"mediaType\":\""
                                + MANIFEST
                                + "\",\"config\":{\"mediaType\":"
                                + "\"application/vnd.docker.container.image.v1+json\",\"size\":"
                                + config.length
                                + ",\"digest\":\""
                                + digest(config)
                                + "\"},\"layers\":[{\"mediaType\":"
                                + "\"application/vnd.docker.image.rootfs.diff.tar.gzip\",\"size\":"
                                + layer.length
                                + ",\"digest\":\""
                                + digest(layer)
                                + "\"}]}")
                        .getBytes(StandardCharsets.UTF_8);
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(task -> Threads.start("registry", task));
        server.createContext("/v2/", this::answer);
        server.start();
        this.door = new PlainDoor(server.getAddress());
    }

    /** {@code 127.0.0.1:PORT}. */
    String host() {
        return "127.0.0.1:" + door.port();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var bodies =
                Map.of(
                        "/v2/",
                        "{}".getBytes(StandardCharsets.UTF_8),
                        "/v2/team/app/manifests/1",
                        manifest,
                        "/v2/team/app/manifests/" + digest(manifest),
                        manifest,
                        "/v2/team/app/blobs/" + digest(config),
                        config,
                        "/v2/team/app/blobs/" + digest(layer),
                        layer);
        var body = Optional.ofNullable(bodies.get(path));
        boolean isManifest = path.contains("/manifests/");
        exchange.getResponseHeaders()
                .set("Content-Type", isManifest ? MANIFEST : "application/octet-stream");
        if (isManifest) {
            exchange.getResponseHeaders().set("Docker-Content-Digest", digest(manifest));
        }
        try (exchange) {
            if (login.isPresent() && !login.equals(authorization(exchange))) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"here\"");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            if (body.isEmpty()) {
                refuse(exchange);
                return;
            }
            boolean isHead = exchange.getRequestMethod().equals("HEAD");
            if (isHead) {
                exchange.getResponseHeaders().set("Content-Length", "" + body.get().length);
            }
            exchange.sendResponseHeaders(200, isHead ? -1 : body.get().length);
            if (!isHead) {
                send(exchange, body.get());
            }
        }
    }

    private static Optional<String> authorization(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static String basic(String login) {
        return "Basic "
                + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        var error =
                "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"unknown\"}]}"
                        .getBytes(StandardCharsets.UTF_8);
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(404, isHead ? -1 : error.length);
        if (!isHead) {
            exchange.getResponseBody().write(error);
        }
    }

    private void send(HttpExchange exchange, byte[] body) throws IOException {
        boolean isLayer = body == layer;
        int first = isLayer && isStuck ? body.length / 2 : body.length;
        exchange.getResponseBody().write(body, 0, first);
        exchange.getResponseBody().flush();
        if (first < body.length) {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static byte[] gzipped(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        released.countDown();
        server.stop(0);
    }
}
