package io.hypervigil.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.syntax.ValueType;
import io.hypervigil.promql.value.QueryValue;
import io.hypervigil.promql.value.RangeSeries;
import java.io.IOException;

/**
 * Writes the value of a query as {@code resultType} and {@code result}.
 *
 * <p>Thread: one.
 */
final class ResultJson {

    private final JsonGenerator out;
    private final SampleText text = new SampleText();
    private final HistogramJson histograms;

    ResultJson(JsonGenerator out) {
        this.out = out;
        this.histograms = new HistogramJson(out, text);
    }

    void write(QueryValue value) throws IOException {
        switch (value) {
            case QueryValue.Scalar(long millis, double number) -> {
                head(ValueType.SCALAR);
                text.writeScalar(millis, number, out);
            }
            case QueryValue.Text(long millis, var string) -> {
                head(ValueType.STRING);
                out.writeStartArray();
                text.writeTime(millis, out);
                out.writeString(string);
                out.writeEndArray();
            }
            case QueryValue.Vector(var samples) -> {
                head(ValueType.VECTOR);
                out.writeStartArray();
                for (QueryValue.Sample sample : samples) {
                    write(sample);
                }
                out.writeEndArray();
            }
            case QueryValue.Matrix(var all) -> {
                head(ValueType.MATRIX);
                out.writeStartArray();
                for (RangeSeries series : all) {
                    write(series);
                }
                out.writeEndArray();
            }
        }
    }

    /** Writes labels as an object. */
    static void write(Labels labels, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (int i = 0; i < labels.size(); i++) {
            out.writeStringField(labels.name(i), labels.value(i));
        }
        out.writeEndObject();
    }

    private void head(ValueType type) throws IOException {
        out.writeStringField("resultType", type.id());
        out.writeFieldName("result");
    }

    private void metric(Labels labels) throws IOException {
        out.writeFieldName("metric");
        write(labels, out);
    }

    private void write(QueryValue.Sample sample) throws IOException {
        out.writeStartObject();
        metric(sample.labels());
        var histogram = sample.histogram();
        if (histogram == null) {
            out.writeFieldName("value");
            text.writeSample(sample.millis(), sample.value(), out);
        } else {
            out.writeFieldName("histogram");
            histograms.write(sample.millis(), histogram);
        }
        out.writeEndObject();
    }

    private void write(RangeSeries series) throws IOException {
        out.writeStartObject();
        metric(series.labels());
        var floats = series.floats();
        if (floats.length > 0) {
            out.writeArrayFieldStart("values");
            for (int i = 0; i < floats.length; i++) {
                text.writeSample(i, series.floatMillis()[i], floats[i], out);
            }
            out.writeEndArray();
        }
        var ofHistograms = series.histograms();
        if (ofHistograms.length > 0) {
            out.writeArrayFieldStart("histograms");
            for (int i = 0; i < ofHistograms.length; i++) {
                histograms.write(series.histogramMillis()[i], ofHistograms[i]);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }
}
