package io.hypervigil.judging;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers each path with a status of its own, and counts how often it was asked. */
public final class AnsweringServer implements AutoCloseable {

    private final HttpServer server;

    public AnsweringServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    /** How often a path is asked for from now on, which this status is the answer to. */
    public AtomicInteger answer(String path, int status) {
        var asked = new AtomicInteger();
        server.createContext(
                path,
                exchange -> {
                    asked.incrementAndGet();
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        return asked;
    }

    /** Without a slash at its end. */
    public String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
