package io.hypervigil.exposition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.Series;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Samples as JSON, a family an object, for scripts. Values are text, since JSON has no NaN and no
 * infinities.
 *
 * <pre>{@code
 * [{"name":"node_load1","type":"gauge","help":"…","unit":"","samples":
 *   [{"name":"node_load1","labels":{},"value":"0.21"}]}]
 * }</pre>
 */
public final class JsonPage {

    private JsonPage() {}

    /** Writes what a filter leaves of the samples, and a newline. */
    public static void write(List<Samples> snapshots, PageFilter filter, OutputStream out)
            throws IOException {
        var wanted = filter.wanted(snapshots);
        var parts = new FamilyOrder().sorted(wanted, wanted.size());
        var factory = JsonFactory.builder().build();
        try (var json =
                factory.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            var number = new PageBuffer();
            json.writeStartArray();
            for (Samples.OfFamily part : parts) {
                write(part, number, json);
            }
            json.writeEndArray();
        }
        out.write('\n');
        out.flush();
    }

    private static void write(Samples.OfFamily part, PageBuffer number, JsonGenerator json)
            throws IOException {
        Family family = part.family();
        json.writeStartObject();
        json.writeStringField("name", family.name());
        json.writeStringField("type", family.type().text());
        json.writeStringField("help", family.help());
        json.writeStringField("unit", family.unit());
        json.writeArrayFieldStart("samples");
        for (int i = 0; i < part.size(); i++) {
            number.clear();
            write(part.series(i), number.append(part.value(i)).toString(), json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(Series series, String value, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", series.sampleName());
        json.writeObjectFieldStart("labels");
        for (int i = 0; i < series.labelNames().size(); i++) {
            json.writeStringField(series.labelNames().get(i), series.labelValues().get(i));
        }
        json.writeEndObject();
        json.writeStringField("value", value);
        json.writeEndObject();
    }
}
