package io.hypervigil.alerting.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/** A service on loopback that writes down what it is asked and answers as it was told to. */
public final class FakeService implements AutoCloseable {

    private final HttpServer server;
    private final ArrayDeque<Answer> answers = new ArrayDeque<>();
    private final List<Asked> asked = new ArrayList<>();

    /** What it was asked. */
    public record Asked(String line, Map<String, List<String>> headers, String body) {

        /** A header's first value, or nothing. */
        public String header(String name) {
            return Optional.ofNullable(headers.get(name)).map(List::getFirst).orElse("");
        }
    }

    private record Answer(int status, String body, Map<String, String> headers) {}

    public FakeService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    /** Its address with a path. */
    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The next answer; where none is left it says 200 and "ok". */
    public synchronized FakeService answers(int status, String body, String... header) {
        answers.add(
                new Answer(
                        status,
                        body,
                        header.length == 0 ? Map.of() : Map.of(header[0], header[1])));
        return this;
    }

    /** All that it was asked, in order. */
    public synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The last that it was asked. */
    public synchronized Asked last() {
        return asked.getLast();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer;
        synchronized (this) {
            asked.add(
                    new Asked(
                            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                            Map.copyOf(exchange.getRequestHeaders()),
                            body));
            var next = answers.poll();
            answer = next == null ? new Answer(200, "ok", Map.of()) : next;
        }
        answer.headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        var bytes = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
