package io.hypervigil.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A server that gives one answer to all, and remembers what it was asked. */
final class FakeServer implements AutoCloseable {

    private final HttpServer server;
    private final int status;
    private final String type;
    private final String answer;

    final List<String> asked = new ArrayList<>();

    private FakeServer(int status, String type, String answer) throws IOException {
        this.status = status;
        this.type = type;
        this.answer = answer;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    static FakeServer answering(String json) throws IOException {
        return new FakeServer(200, "application/json", json);
    }

    static FakeServer answering(int status, String type, String text) throws IOException {
        return new FakeServer(status, type, text);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var user = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add(
                    exchange.getRequestMethod()
                            + " "
                            + exchange.getRequestURI()
                            + " "
                            + new String(body, StandardCharsets.UTF_8)
                            + (user == null ? "" : " " + user));
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
