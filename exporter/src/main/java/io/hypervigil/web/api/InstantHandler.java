package io.hypervigil.web.api;

import io.hypervigil.promql.syntax.ParserOptions;
import java.time.InstantSource;

/** {@code /api/v1/query}. */
final class InstantHandler implements Endpoint {

    private final QueryLane lane;
    private final ParserOptions options;
    private final InstantSource clock;

    InstantHandler(QueryLane lane, ParserOptions options, InstantSource clock) {
        this.lane = lane;
        this.options = options;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) {
        var parameters = request.parameters();
        var limit = Limit.of(parameters);
        long millis = Moments.optional(parameters, "time", clock.millis());
        var wanted = Queries.wanted(parameters);
        Queries.parse(parameters, options);
        var done = lane.instant(parameters.first("query"), millis, wanted, request);
        return ResultAnswer.of(done, parameters, limit);
    }
}
