package io.hypervigil.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hypervigil.promql.value.Annotations.Level;
import io.hypervigil.promql.value.QueryValue;
import java.io.IOException;
import java.util.ArrayList;

/** The answer to a query: its value, its annotations, and what it cost. */
final class ResultAnswer {

    /** As Prometheus has it. */
    private static final int MAX_ANNOTATIONS = 10;

    private ResultAnswer() {}

    static Answer of(QueryLane.Done done, Parameters parameters, Limit limit) {
        var result = done.result();
        var cut = cut(result.value(), limit);
        boolean hasStatistics = !parameters.first("stats").isEmpty();
        var data =
                Answer.truncated(
                        out -> {
                            out.writeStartObject();
                            new ResultJson(out).write(cut);
                            if (hasStatistics) {
                                writeStatistics(done, out);
                            }
                            out.writeEndObject();
                        },
                        cut != result.value());
        var query = parameters.first("query");
        var annotations = result.annotations();
        var warnings = new ArrayList<>(annotations.texts(Level.WARNING, query, MAX_ANNOTATIONS));
        warnings.addAll(data.warnings());
        return new Answer(
                data.data(), warnings, annotations.texts(Level.INFO, query, MAX_ANNOTATIONS));
    }

    private static QueryValue cut(QueryValue value, Limit limit) {
        return switch (value) {
            case QueryValue.Vector(var samples) when limit.isExceededBy(samples.size()) ->
                    new QueryValue.Vector(samples.subList(0, limit.count()));
            case QueryValue.Matrix(var series) when limit.isExceededBy(series.size()) ->
                    new QueryValue.Matrix(series.subList(0, limit.count()));
            case QueryValue.Vector _, QueryValue.Matrix _, QueryValue.Scalar _, QueryValue.Text _ ->
                    value;
        };
    }

    /** The evaluation is timed as a whole: sorting and selecting are parts of it. */
    private static void writeStatistics(QueryLane.Done done, JsonGenerator out) throws IOException {
        var statistics = done.result().statistics();
        out.writeObjectFieldStart("stats");
        out.writeObjectFieldStart("timings");
        out.writeNumberField("evalTotalTime", statistics.evalNanos() / 1e9);
        out.writeNumberField("resultSortTime", 0);
        out.writeNumberField("queryPreparationTime", 0);
        out.writeNumberField("innerEvalTime", statistics.evalNanos() / 1e9);
        out.writeNumberField("execQueueTime", done.waitedNanos() / 1e9);
        out.writeNumberField("execTotalTime", done.tookNanos() / 1e9);
        out.writeEndObject();
        out.writeObjectFieldStart("samples");
        out.writeNumberField("totalQueryableSamples", statistics.totalSamples());
        out.writeNumberField("peakSamples", statistics.peakSamples());
        out.writeEndObject();
        out.writeEndObject();
    }
}
