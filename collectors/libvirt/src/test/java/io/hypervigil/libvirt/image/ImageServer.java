package io.hypervigil.libvirt.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.hypervigil.collect.RealPart;
import io.hypervigil.collect.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A web server with a certificate for localhost, and with the bad habits that a test wants. */
final class ImageServer implements AutoCloseable {

    private static final char[] PASSWORD = "password".toCharArray();
    private static final String ETAG = "\"version-1\"";

    private final HttpsServer server;
    private final SSLContext tls;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    ImageServer(Path folder) throws IOException, GeneralSecurityException {
        this.tls = tls(folder);
        this.server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(task -> Threads.start("image-server", task));
        server.start();
    }

    private static SSLContext tls(Path folder) throws IOException, GeneralSecurityException {
        var store = folder.resolve("server.p12");
        RealPart.run(
                folder,
                "",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD)));
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** What trusts this server. */
    HttpClient client() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .build();
    }

    String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    String address(String path) {
        return "https://" + host() + path;
    }

    /** The range of each request, "" for all. */
    List<String> requests() {
        return requests;
    }

    /** Answers all below a path. */
    void on(String path, HttpHandler handler) {
        server.createContext(
                path,
                exchange -> {
                    try (exchange) {
                        var range = exchange.getRequestHeaders().getFirst("Range");
                        requests.add(range == null ? "" : range);
                        handler.handle(exchange);
                    }
                });
    }

    /** A good server's answer, with ranges. */
    void serves(String path, byte[] body) {
        on(path, exchange -> serve(exchange, body, body.length));
    }

    /** As {@link #serves}, but each answer ends after so many bytes. */
    void breaksOff(String path, byte[] body, int after) {
        on(path, exchange -> serve(exchange, body, after));
    }

    private static void serve(HttpExchange exchange, byte[] body, int most) throws IOException {
        int from = 0;
        var range = exchange.getRequestHeaders().getFirst("Range");
        var headers = exchange.getResponseHeaders();
        headers.set("ETag", ETAG);
        int status = 200;
        if (range != null && ETAG.equals(exchange.getRequestHeaders().getFirst("If-Range"))) {
            from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
            headers.set(
                    "Content-Range", "bytes " + from + "-" + (body.length - 1) + "/" + body.length);
            status = 206;
        }
        exchange.sendResponseHeaders(status, body.length - from);
        exchange.getResponseBody().write(body, from, Math.min(most, body.length - from));
        exchange.getResponseBody().flush();
    }

    /** Sends some bytes of a body, then nothing until the server closes. */
    void fallsSilent(String path, byte[] body, int after, CountDownLatch silent) {
        on(
                path,
                exchange -> {
                    exchange.getResponseHeaders().set("ETag", ETAG);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body, 0, after);
                    exchange.getResponseBody().flush();
                    silent.countDown();
                    await(closing);
                });
    }

    static void await(CountDownLatch latch) {
        try {
            var _ = latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
