package io.hypervigil.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.sampling.CollectorStatus;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/**
 * {@code /api/v1/status/collectors}: the state of each collector and probe, how old its samples
 * are, what is missing and why. In Prometheus' envelope.
 *
 * <p>Thread: any.
 */
final class StatusHandler implements Handler {

    private final JsonFactory json = new JsonFactory();
    private final Monitored monitored;
    private final InstantSource clock;

    StatusHandler(Monitored monitored, InstantSource clock) {
        this.monitored = monitored;
        this.clock = clock;
    }

    @Override
    public void handle(Context context) throws IOException {
        context.contentType("application/json");
        try (var out = json.createGenerator(context.res().getOutputStream())) {
            out.writeStartObject();
            out.writeStringField("status", "success");
            out.writeObjectFieldStart("data");
            out.writeArrayFieldStart("collectors");
            for (CollectorStatus status : monitored.statuses()) {
                write(status, out);
            }
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndObject();
        }
    }

    private void write(CollectorStatus status, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", status.collector().name());
        out.writeStringField("summary", status.collector().summary());
        out.writeStringField("state", status.word());
        out.writeStringField("reason", status.reason());
        out.writeArrayFieldStart("probes");
        for (CollectorStatus.ProbeStatus probe : status.probes()) {
            write(probe, out);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void write(CollectorStatus.ProbeStatus probe, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", probe.name());
        out.writeStringField("state", probe.state().word());
        out.writeStringField("reason", probe.state().reason());
        if (probe.lastSampleAt().isPresent()) {
            var at = probe.lastSampleAt().get();
            out.writeStringField("lastSample", at.toString());
            out.writeNumberField(
                    "ageSeconds", Duration.between(at, clock.instant()).toMillis() / 1e3);
        }
        out.writeNumberField("durationSeconds", probe.tookNanos() / 1e9);
        out.writeNumberField("samples", probe.samples());
        out.writeNumberField("failures", probe.failures());
        out.writeNumberField("timeouts", probe.timeouts());
        writeDropped(probe, out);
        writeMissing(probe, out);
        out.writeEndObject();
    }

    private static void writeDropped(CollectorStatus.ProbeStatus probe, JsonGenerator out)
            throws IOException {
        out.writeObjectFieldStart("dropped");
        for (var entry : probe.dropped().entrySet()) {
            out.writeNumberField(entry.getKey().name().toLowerCase(Locale.ROOT), entry.getValue());
        }
        out.writeEndObject();
        out.writeStringField("lastDropped", probe.lastDropped());
    }

    private static void writeMissing(CollectorStatus.ProbeStatus probe, JsonGenerator out)
            throws IOException {
        out.writeArrayFieldStart("missing");
        if (probe.state().served().isPresent()) {
            for (SampleBook.Missing missing : probe.state().served().get().missing()) {
                writePair(out, "what", missing.what(), "why", missing.why());
            }
        }
        out.writeEndArray();
        out.writeArrayFieldStart("problems");
        if (probe.state().served().isPresent()) {
            for (SampleBook.Problem problem : probe.state().served().get().problems()) {
                var error = String.valueOf(problem.cause().getMessage());
                writePair(out, "group", problem.group().name(), "error", error);
            }
        }
        out.writeEndArray();
    }

    private static void writePair(
            JsonGenerator out, String key, String value, String otherKey, String otherValue)
            throws IOException {
        out.writeStartObject();
        out.writeStringField(key, value);
        out.writeStringField(otherKey, otherValue);
        out.writeEndObject();
    }
}
