package io.hypervigil.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.MetricType;
import io.hypervigil.promql.syntax.ParseException;
import io.hypervigil.promql.syntax.Parser;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** {@code /api/v1/metadata} and {@code /api/v1/targets/metadata}: types, units and help texts. */
final class MetadataEndpoints {

    private final ProcessFacts facts;

    MetadataEndpoints(ProcessFacts facts) {
        this.facts = facts;
    }

    Answer byMetric(Request request) {
        var parameters = request.parameters();
        int limit = limit(parameters, "limit");
        // There is one family of a name here: more than one is never left out.
        limit(parameters, "limit_per_metric");
        var families = families(parameters.first("metric"), limit);
        return Answer.of(
                out -> {
                    out.writeStartObject();
                    for (Family family : families) {
                        out.writeArrayFieldStart(family.name());
                        out.writeStartObject();
                        describe(family, out);
                        out.writeEndObject();
                        out.writeEndArray();
                    }
                    out.writeEndObject();
                });
    }

    Answer byTarget(Request request) {
        var parameters = request.parameters();
        int limit = limit(parameters, "limit");
        var labels = facts.target().labels();
        var families =
                isMeant(parameters)
                        ? families(parameters.first("metric"), limit)
                        : List.<Family>of();
        boolean isOfOneMetric = !parameters.first("metric").isEmpty();
        return Answer.of(
                out -> {
                    out.writeStartArray();
                    for (Family family : families) {
                        out.writeStartObject();
                        out.writeFieldName("target");
                        ResultJson.write(labels, out);
                        if (!isOfOneMetric) {
                            out.writeStringField("metric", family.name());
                        }
                        describe(family, out);
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                });
    }

    /** Whether the parameter {@code match_target} is about this process. */
    private boolean isMeant(Parameters parameters) {
        var selector = parameters.first("match_target");
        var labels = facts.target().labels();
        try {
            return selector.isEmpty()
                    || Parser.parseMatchers(selector).stream()
                            .allMatch(matcher -> matcher.matches(labels));
        } catch (ParseException e) {
            throw ApiFailure.parameter("match_target", String.valueOf(e.getMessage()));
        }
    }

    private List<Family> families(String name, int limit) {
        Stream<Family> all = facts.families().stream();
        if (!name.isEmpty()) {
            all = all.filter(family -> family.name().equals(name));
        }
        return limit < 0 ? all.toList() : all.limit(limit).toList();
    }

    /** -1: none. */
    private static int limit(Parameters parameters, String name) {
        var text = parameters.first(name);
        try {
            return text.isEmpty() ? -1 : Integers.parse(text);
        } catch (NumberFormatException _) {
            throw ApiFailure.badData(name + " must be a number");
        }
    }

    private static void describe(Family family, JsonGenerator out) throws IOException {
        out.writeStringField("type", type(family.type()));
        out.writeStringField("unit", family.unit());
        out.writeStringField("help", family.help());
    }

    private static String type(MetricType type) {
        return switch (type) {
            case COUNTER, GAUGE, HISTOGRAM, SUMMARY -> type.text();
            case UNTYPED -> "unknown";
        };
    }
}
