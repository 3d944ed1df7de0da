package io.hypervigil.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hypervigil.build.BuildInfo;
import io.hypervigil.promql.syntax.Durations;
import io.hypervigil.tsdb.WindowStatistics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/status/...}: what runs here, how it is configured, what the window holds. */
final class StatusEndpoints {

    /** Of Prometheus, whose language and interface these are: clients choose by it what to ask. */
    private static final String PROMETHEUS = "3.14.0";

    private static final int DEFAULT_TOP = 10;
    private static final int MAX_TOP = 10_000;

    private final ProcessFacts facts;
    private final BuildInfo build;
    private final InstantSource clock;

    StatusEndpoints(ProcessFacts facts, BuildInfo build, InstantSource clock) {
        this.facts = facts;
        this.build = build;
        this.clock = clock;
    }

    Answer configuration(Request request) {
        var yaml = facts.configuration();
        return object(out -> out.writeStringField("yaml", yaml));
    }

    Answer flags(Request request) {
        var flags = facts.flags();
        return object(
                out -> {
                    for (Map.Entry<String, String> flag : flags.entrySet()) {
                        out.writeStringField(flag.getKey(), flag.getValue());
                    }
                });
    }

    Answer build(Request request) {
        return object(
                out -> {
                    out.writeStringField("version", PROMETHEUS);
                    out.writeStringField("revision", build.revision());
                    out.writeStringField("branch", "hypervigil " + build.version());
                    out.writeStringField("buildUser", "");
                    out.writeStringField("buildDate", "");
                    out.writeStringField("goVersion", "java " + build.java());
                });
    }

    /** What Go alone has is told of Java where there is the like. */
    Answer runtime(Request request) {
        var uptime = facts.uptime();
        var runtime = Runtime.getRuntime();
        return object(
                out -> {
                    out.writeStringField("startTime", uptime.startedAt().toString());
                    out.writeStringField("CWD", System.getProperty("user.dir", ""));
                    out.writeStringField("hostname", facts.hostName());
                    out.writeStringField("serverTime", clock.instant().toString());
                    out.writeBooleanField("reloadConfigSuccess", uptime.isLastReloadGood());
                    out.writeStringField("lastConfigTime", uptime.configuredAt().toString());
                    out.writeNumberField("corruptionCount", 0);
                    out.writeNumberField(
                            "goroutineCount", ManagementFactory.getThreadMXBean().getThreadCount());
                    out.writeNumberField("GOMAXPROCS", runtime.availableProcessors());
                    out.writeNumberField("GOMEMLIMIT", runtime.maxMemory());
                    out.writeStringField("GOGC", "");
                    out.writeStringField("GODEBUG", "");
                    out.writeStringField(
                            "storageRetention", Durations.write(facts.retention().toMillis()));
                });
    }

    /** There is no log to be replayed: it is always done. */
    Answer replay(Request request) {
        return object(
                out -> {
                    out.writeNumberField("min", 0);
                    out.writeNumberField("max", 0);
                    out.writeNumberField("current", 0);
                });
    }

    Answer window(Request request) {
        var window = facts.window(top(request.parameters()));
        return object(
                out -> {
                    out.writeObjectFieldStart("headStats");
                    out.writeNumberField("numSeries", window.series());
                    out.writeNumberField("numLabelPairs", window.labelPairs());
                    out.writeNumberField("chunkCount", window.chunks());
                    out.writeNumberField("minTime", window.minMillis());
                    out.writeNumberField("maxTime", window.maxMillis());
                    out.writeEndObject();
                    counts("seriesCountByMetricName", window.seriesByMetricName(), out);
                    counts("labelValueCountByLabelName", window.valuesByLabelName(), out);
                    counts("memoryInBytesByLabelName", window.bytesByLabelName(), out);
                    counts("seriesCountByLabelValuePair", window.seriesByLabelPair(), out);
                });
    }

    private static int top(Parameters parameters) {
        var text = parameters.first("limit");
        int top;
        try {
            top = text.isEmpty() ? DEFAULT_TOP : Integers.parse(text);
        } catch (NumberFormatException _) {
            top = 0;
        }
        if (top < 1) {
            throw ApiFailure.badData("limit must be a positive number");
        }
        return Math.min(top, MAX_TOP);
    }

    private static void counts(String name, List<WindowStatistics.Count> counts, JsonGenerator out)
            throws IOException {
        out.writeArrayFieldStart(name);
        for (WindowStatistics.Count count : counts) {
            out.writeStartObject();
            out.writeStringField("name", count.name());
            out.writeNumberField("value", count.value());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static Answer object(Answer.Data fields) {
        return Answer.of(
                out -> {
                    out.writeStartObject();
                    fields.write(out);
                    out.writeEndObject();
                });
    }
}
