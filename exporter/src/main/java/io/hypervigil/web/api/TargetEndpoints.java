package io.hypervigil.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.syntax.Durations;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;

/** {@code /api/v1/targets} and {@code /api/v1/scrape_pools}: this process, and nothing else. */
final class TargetEndpoints {

    /** When Go says that something never was. */
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private final ProcessFacts facts;

    TargetEndpoints(ProcessFacts facts) {
        this.facts = facts;
    }

    Answer targets(Request request) {
        var target = facts.target();
        var parameters = request.parameters();
        var state = parameters.first("state").toLowerCase(Locale.ROOT);
        var pool = parameters.first("scrapePool");
        boolean showsAll = state.isEmpty() || state.equals("any");
        boolean isShown =
                (showsAll || state.equals("active"))
                        && (pool.isEmpty() || pool.equals(pool(target)));
        return Answer.of(
                out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("activeTargets");
                    if (isShown) {
                        write(target, out);
                    }
                    out.writeEndArray();
                    out.writeArrayFieldStart("droppedTargets");
                    out.writeEndArray();
                    out.writeObjectFieldStart("droppedTargetCounts");
                    if (showsAll || state.equals("dropped")) {
                        out.writeNumberField(pool(target), 0);
                    }
                    out.writeEndObject();
                    out.writeEndObject();
                });
    }

    Answer pools(Request request) {
        var pool = pool(facts.target());
        return Answer.of(
                out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("scrapePools");
                    out.writeString(pool);
                    out.writeEndArray();
                    out.writeEndObject();
                });
    }

    private static String pool(ScrapeTarget target) {
        return target.labels().get("job");
    }

    private static void write(ScrapeTarget target, JsonGenerator out) throws IOException {
        var interval = Durations.write(target.interval().toMillis());
        out.writeStartObject();
        out.writeFieldName("discoveredLabels");
        ResultJson.write(discovered(target, interval), out);
        out.writeFieldName("labels");
        ResultJson.write(target.labels(), out);
        out.writeStringField("scrapePool", pool(target));
        out.writeStringField("scrapeUrl", target.url());
        out.writeStringField("globalUrl", target.url());
        out.writeStringField("lastError", "");
        out.writeStringField("lastScrape", target.lastScrape().map(Object::toString).orElse(NEVER));
        out.writeNumberField("lastScrapeDuration", target.lastScrapeDuration().toNanos() / 1e9);
        out.writeStringField("health", target.lastScrape().isPresent() ? "up" : "unknown");
        out.writeStringField("scrapeInterval", interval);
        out.writeStringField("scrapeTimeout", interval);
        out.writeEndObject();
    }

    /** What a Prometheus would begin with. */
    private static Labels discovered(ScrapeTarget target, String interval) {
        var url = URI.create(target.url());
        return Labels.of(
                "__address__", url.getAuthority(),
                "__metrics_path__", url.getPath(),
                "__scheme__", url.getScheme(),
                "__scrape_interval__", interval,
                "__scrape_timeout__", interval,
                "job", pool(target));
    }
}
