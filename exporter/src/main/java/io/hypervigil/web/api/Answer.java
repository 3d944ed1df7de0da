package io.hypervigil.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * What an endpoint answers, complete but for its text, which is written as it is sent.
 *
 * @param data the value of the envelope's {@code data}
 * @param warnings that the data may be wrong
 * @param infos that the request may not be what was meant
 */
record Answer(Data data, List<String> warnings, List<String> infos) {

    private static final String TRUNCATED = "results truncated due to limit";

    Answer {
        warnings = List.copyOf(warnings);
        infos = List.copyOf(infos);
    }

    /** Writes one JSON value. */
    @FunctionalInterface
    interface Data {
        void write(JsonGenerator out) throws IOException;
    }

    static Answer of(Data data) {
        return new Answer(data, List.of(), List.of());
    }

    /** Texts, as many as the limit leaves. */
    static Answer ofTexts(Collection<String> texts, Limit limit) {
        return truncated(
                out -> {
                    out.writeStartArray();
                    for (String text : (Iterable<String>) limit.of(texts.stream())::iterator) {
                        out.writeString(text);
                    }
                    out.writeEndArray();
                },
                limit.isExceededBy(texts.size()));
    }

    /** Data that a limit may have cut. */
    static Answer truncated(Data data, boolean isTruncated) {
        return new Answer(data, isTruncated ? List.of(TRUNCATED) : List.of(), List.of());
    }
}
