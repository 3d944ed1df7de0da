package io.hypervigil.web;

import io.hypervigil.build.BuildInfo;
import io.hypervigil.sampling.CollectorStatus;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/**
 * {@code /}: what this is, where its pages are, and how each collector does.
 *
 * <p>Thread: any.
 */
final class LandingHandler implements Handler {

    private static final String STYLE =
            """
            body{font:16px/1.5 system-ui,sans-serif;margin:3rem auto;max-width:60rem;padding:0 1rem;
            color:#1b2733;background:#fff}
            h1{margin:0;font-size:1.6rem}p{margin:.3rem 0 1rem}a{color:#0b63b0}
            table{border-collapse:collapse;width:100%}
            th,td{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #dde3e9;
            vertical-align:top}
            .ok{color:#137333}.degraded,.starting{color:#8a5a00}.failing,.hanging{color:#b3261e}
            .unavailable{color:#5f6b76}
            @media(prefers-color-scheme:dark){body{color:#dde3e9;background:#12181e}a{color:#7ab8f5}
            th,td{border-color:#2b3640}.ok{color:#6fcf8a}.degraded,.starting{color:#e0b050}
            .failing,.hanging{color:#ff8a80}.unavailable{color:#93a0ac}}
            """;

    private final BuildInfo build;
    private final Monitored monitored;
    private final WebSettings settings;

    LandingHandler(BuildInfo build, Monitored monitored, WebSettings settings) {
        this.build = build;
        this.monitored = monitored;
        this.settings = settings;
    }

    @Override
    public void handle(Context context) {
        context.contentType("text/html; charset=utf-8");
        context.result(page());
    }

    private String page() {
        var out = new StringBuilder(4096);
        out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width\">\n");
        out.append("<title>Hypervigil</title>\n<style>\n").append(STYLE).append("</style>\n");
        out.append("</head><body>\n<h1>Hypervigil</h1>\n<p>Version ");
        out.append(escaped(build.version()));
        if (!build.revision().isEmpty()) {
            out.append(" (").append(escaped(build.revision())).append(')');
        }
        out.append(", Java ").append(escaped(build.java())).append("</p>\n<p>");
        link(settings.telemetryPath(), "Metrics", out);
        out.append(" &middot; ");
        link("/api/v1/status/collectors", "Collector status", out);
        out.append(" &middot; ");
        link("/-/healthy", "Health", out);
        out.append(" &middot; ");
        link("/-/ready", "Readiness", out);
        out.append("</p>\n<table><thead><tr><th>Collector</th><th>State</th><th>Samples</th>");
        out.append("<th>What it reads</th></tr></thead><tbody>\n");
        monitored.statuses().forEach(status -> row(status, out));
        return out.append("</tbody></table>\n</body></html>\n").toString();
    }

    private void row(CollectorStatus status, StringBuilder out) {
        var name = status.collector().name();
        out.append("<tr><td>");
        link(settings.telemetryPath() + "/" + name, name, out);
        out.append("</td><td class=\"").append(status.word()).append("\">");
        out.append(escaped(status.word()));
        if (!status.reason().isEmpty()) {
            out.append(": ").append(escaped(status.reason()));
        }
        int samples = status.probes().stream().mapToInt(CollectorStatus.ProbeStatus::samples).sum();
        out.append("</td><td>").append(samples).append("</td><td>");
        out.append(escaped(status.collector().summary())).append("</td></tr>\n");
    }

    private static void link(String path, String text, StringBuilder out) {
        out.append("<a href=\"").append(escaped(path)).append("\">");
        out.append(escaped(text)).append("</a>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
