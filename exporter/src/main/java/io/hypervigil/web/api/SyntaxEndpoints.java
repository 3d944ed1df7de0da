package io.hypervigil.web.api;

import io.hypervigil.promql.syntax.ParseException;
import io.hypervigil.promql.syntax.Parser;
import io.hypervigil.promql.syntax.ParserOptions;
import io.hypervigil.promql.syntax.PrettyPrinter;

/**
 * {@code /api/v1/format_query}, {@code /api/v1/parse_query}, and {@code /api/v1/query_exemplars},
 * of which there are none here.
 */
final class SyntaxEndpoints {

    private final ParserOptions options;

    SyntaxEndpoints(ParserOptions options) {
        this.options = options;
    }

    Answer format(Request request) {
        var formatted = PrettyPrinter.print(Queries.parse(request.parameters(), options));
        return Answer.of(out -> out.writeString(formatted));
    }

    Answer parse(Request request) {
        var tree = Queries.parse(request.parameters(), options);
        return Answer.of(out -> new TreeJson(out).write(tree));
    }

    Answer exemplars(Request request) {
        var parameters = request.parameters();
        long start = Moments.optional(parameters, "start", Moments.EARLIEST);
        long end = Moments.optional(parameters, "end", Moments.LATEST);
        if (end < start) {
            throw ApiFailure.badData("end timestamp must not be before start timestamp");
        }
        try {
            Parser.parse(parameters.first("query"), options);
        } catch (ParseException e) {
            throw ApiFailure.badData(String.valueOf(e.getMessage()));
        }
        return Answer.of(
                out -> {
                    out.writeStartArray();
                    out.writeEndArray();
                });
    }
}
