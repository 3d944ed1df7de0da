package io.hypervigil.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hypervigil.promql.histogram.FloatHistogram;
import java.io.IOException;

/**
 * Writes native histograms: {@code [TIME,{"count":"2","sum":"3","buckets":[[0,"1","2","2"]]}]}.
 *
 * <p>Thread: one.
 */
final class HistogramJson {

    private final JsonGenerator out;
    private final SampleText text;

    HistogramJson(JsonGenerator out, SampleText text) {
        this.out = out;
        this.text = text;
    }

    void write(long millis, FloatHistogram histogram) throws IOException {
        out.writeStartArray();
        text.writeTime(millis, out);
        out.writeStartObject();
        out.writeFieldName("count");
        text.writeValue(histogram.count(), out);
        out.writeFieldName("sum");
        text.writeValue(histogram.sum(), out);
        buckets(histogram);
        out.writeEndObject();
        out.writeEndArray();
    }

    /** Those that are not empty; no array at all where there are none. */
    private void buckets(FloatHistogram histogram) throws IOException {
        boolean isOpen = false;
        var bucket = histogram.ascending();
        while (bucket.next()) {
            if (bucket.count() == 0) {
                continue;
            }
            if (!isOpen) {
                out.writeArrayFieldStart("buckets");
                isOpen = true;
            }
            out.writeStartArray();
            out.writeNumber(bucket.boundaries());
            text.writeValue(bucket.lower(), out);
            text.writeValue(bucket.upper(), out);
            text.writeValue(bucket.count(), out);
            out.writeEndArray();
        }
        if (isOpen) {
            out.writeEndArray();
        }
    }
}
