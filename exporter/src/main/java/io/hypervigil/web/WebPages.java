package io.hypervigil.web;

import io.javalin.config.RoutesConfig;

/** Pages that are served beside the server's own. */
@FunctionalInterface
public interface WebPages {

    /** Adds them, at the start. */
    void addTo(RoutesConfig routes);
}
