package io.hypervigil.peers.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hypervigil.peers.Peers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A receiver of web hooks that keeps what it is told, and can be away. */
final class Hook implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final int port;
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private @Nullable HttpServer server;

    /** Away at first. */
    Hook() throws IOException {
        port = Peers.freePort();
    }

    String url() {
        return "http://127.0.0.1:" + port + "/hook";
    }

    void open() throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var opened = HttpServer.create(address, 0);
        opened.createContext("/hook", this::take);
        opened.start();
        server = opened;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            messages.add(JSON.readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    List<JsonNode> messages() {
        return messages;
    }

    /** Of each message so far: firing or resolved. */
    List<String> told() {
        return messages.stream().map(message -> message.path("status").asText()).toList();
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }
}
