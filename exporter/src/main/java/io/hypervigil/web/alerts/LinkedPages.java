package io.hypervigil.web.alerts;

import io.hypervigil.web.WebPages;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What messages about alerts link to: {@code /docs/runbooks/NAME.md}, and {@code /graph}, where an
 * alert's expression is on a Prometheus, which answers with its present value.
 *
 * <p>Thread: any.
 */
public final class LinkedPages implements WebPages {

    /** The name becomes part of a path in the jar. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,100}\\.md");

    private static final String NO_EXPRESSION = "g0.expr is missing: the expression to ask for.\n";

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/docs/runbooks/{name}", LinkedPages::runbook);
        routes.get("/graph", LinkedPages::graph);
    }

    private static void runbook(Context context) throws IOException {
        var name = context.pathParam("name");
        if (!NAME.matcher(name).matches()) {
            throw new NotFoundResponse();
        }
        try (var in = LinkedPages.class.getResourceAsStream("/runbooks/" + name)) {
            if (in == null) {
                throw new NotFoundResponse();
            }
            context.contentType("text/markdown; charset=utf-8");
            context.result(in.readAllBytes());
        }
    }

    private static void graph(Context context) {
        var expression = context.queryParam("g0.expr");
        if (expression == null) {
            context.status(400).result(NO_EXPRESSION);
            return;
        }
        context.redirect(
                "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    }
}
