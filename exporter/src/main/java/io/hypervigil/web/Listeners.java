package io.hypervigil.web;

import io.javalin.config.JavalinConfig;

/** Adds to a web server what it listens on, and what guards it. */
@FunctionalInterface
public interface Listeners {

    /** Called once, before the server starts. */
    void addTo(JavalinConfig config);

    /** Plain HTTP on one address; port 0 takes any that is free. */
    static Listeners on(String host, int port) {
        return config -> {
            config.jetty.host = host;
            config.jetty.port = port;
        };
    }
}
