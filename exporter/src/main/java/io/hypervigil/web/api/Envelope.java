package io.hypervigil.web.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.hypervigil.web.compression.Gzip;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends answers as Prometheus wraps them, {@code {"status":"success","data":...}}, while they are
 * written, compressed where the client takes that.
 *
 * <p>Thread: any.
 */
final class Envelope {

    private static final Logger LOGGER = LoggerFactory.getLogger(Envelope.class);

    private static final JsonFactory JSON = new JsonFactory();

    private Envelope() {}

    /** Sends an answer. */
    static void send(Answer answer, Context context) {
        send(context, out -> write(answer, out));
    }

    /** Sends an error with its status. */
    static void refuse(ApiFailure failure, Context context) {
        context.status(failure.kind().status());
        send(context, out -> write(failure, out));
    }

    private static void send(Context context, Answer.Data envelope) {
        boolean isGzip = Gzip.isAccepted(context.header("Accept-Encoding"));
        context.contentType("application/json");
        context.header("Vary", "Accept-Encoding");
        if (isGzip) {
            context.header("Content-Encoding", "gzip");
        }
        try (var body = context.res().getOutputStream();
                var coded = isGzip ? Gzip.to(body) : body;
                var out = JSON.createGenerator(coded)) {
            envelope.write(out);
        } catch (IOException e) {
            // Nobody is there any more to be told.
            LOGGER.atDebug().setCause(e).log("client went away");
        }
    }

    private static void write(Answer answer, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("status", "success");
        out.writeFieldName("data");
        answer.data().write(out);
        writeTexts("warnings", answer.warnings(), out);
        writeTexts("infos", answer.infos(), out);
        out.writeEndObject();
    }

    private static void writeTexts(String name, List<String> texts, JsonGenerator out)
            throws IOException {
        if (!texts.isEmpty()) {
            out.writeArrayFieldStart(name);
            for (String text : texts) {
                out.writeString(text);
            }
            out.writeEndArray();
        }
    }

    private static void write(ApiFailure failure, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("status", "error");
        out.writeStringField("errorType", failure.kind().id());
        out.writeStringField("error", failure.getMessage());
        out.writeEndObject();
    }
}
