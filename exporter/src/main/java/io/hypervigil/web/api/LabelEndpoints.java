package io.hypervigil.web.api;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.labels.Quoted;
import io.hypervigil.promql.storage.Queryable;
import io.hypervigil.promql.storage.StoredSeries;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** {@code /api/v1/labels}, {@code /api/v1/label/NAME/values} and {@code /api/v1/series}. */
final class LabelEndpoints {

    private final Queryable data;

    LabelEndpoints(Queryable data) {
        this.data = data;
    }

    Answer names(Request request) {
        var span = Span.of(request.parameters());
        var limit = Limit.of(request.parameters());
        var found = new TreeSet<String>();
        for (List<Matcher> selector : selectorsOrAll(request.parameters())) {
            found.addAll(data.labelNames(selector, span.from(), span.to()));
        }
        return Answer.ofTexts(found, limit);
    }

    Answer values(Request request) {
        var name = EscapedName.read(request.name());
        if (name.isEmpty() || name.indexOf('\uFFFD') >= 0) {
            throw ApiFailure.badData("invalid label name: " + Quoted.text(name));
        }
        var span = Span.of(request.parameters());
        var limit = Limit.of(request.parameters());
        SortedSet<String> found = new TreeSet<>();
        for (List<Matcher> selector : selectorsOrAll(request.parameters())) {
            found.addAll(data.labelValues(name, selector, span.from(), span.to()));
        }
        return Answer.ofTexts(found, limit);
    }

    Answer series(Request request) {
        var parameters = request.parameters();
        if (parameters.all("match[]").isEmpty()) {
            throw ApiFailure.badData("no match[] parameter provided");
        }
        var span = Span.of(parameters);
        var limit = Limit.of(parameters);
        List<List<Matcher>> selectors;
        try {
            selectors = Queries.narrowSelectors(parameters);
        } catch (IllegalArgumentException e) {
            throw ApiFailure.parameter("match[]", String.valueOf(e.getMessage()));
        }
        var found = series(selectors, span);
        return Answer.truncated(
                out -> {
                    out.writeStartArray();
                    for (Labels labels : (Iterable<Labels>) limit.of(found.stream())::iterator) {
                        ResultJson.write(labels, out);
                    }
                    out.writeEndArray();
                },
                limit.isExceededBy(found.size()));
    }

    private Collection<Labels> series(List<List<Matcher>> selectors, Span span) {
        if (selectors.size() == 1) {
            return data.select(selectors.getFirst(), span.from(), span.to()).stream()
                    .map(StoredSeries::labels)
                    .toList();
        }
        var found = new TreeSet<Labels>();
        for (List<Matcher> selector : selectors) {
            data.select(selector, span.from(), span.to()).forEach(one -> found.add(one.labels()));
        }
        return found;
    }

    private static List<List<Matcher>> selectorsOrAll(Parameters parameters) {
        try {
            var selectors = Queries.narrowSelectors(parameters);
            return selectors.isEmpty() ? List.of(List.of()) : selectors;
        } catch (IllegalArgumentException e) {
            throw ApiFailure.badData(String.valueOf(e.getMessage()));
        }
    }

    /** From when to when series are wanted. */
    private record Span(long from, long to) {

        static Span of(Parameters parameters) {
            return new Span(
                    Moments.optional(parameters, "start", Moments.EARLIEST),
                    Moments.optional(parameters, "end", Moments.LATEST));
        }
    }
}
