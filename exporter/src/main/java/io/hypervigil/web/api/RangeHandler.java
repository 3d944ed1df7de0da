package io.hypervigil.web.api;

import io.hypervigil.promql.syntax.ParserOptions;
import io.hypervigil.promql.syntax.ValueType;
import java.time.Duration;

/** {@code /api/v1/query_range}. */
final class RangeHandler implements Endpoint {

    /** Enough for a week by minutes or a year by hours. */
    private static final long MAX_POINTS = 11_000;

    private final QueryLane lane;
    private final ParserOptions options;

    RangeHandler(QueryLane lane, ParserOptions options) {
        this.lane = lane;
        this.options = options;
    }

    @Override
    public Answer answer(Request request) {
        var parameters = request.parameters();
        var limit = Limit.of(parameters);
        var range = range(parameters);
        var wanted = Queries.wanted(parameters);
        var query = Queries.parse(parameters, options);
        if (query.type() != ValueType.SCALAR && query.type() != ValueType.VECTOR) {
            throw ApiFailure.parameter(
                    "query",
                    "invalid expression type \""
                            + query.type().description()
                            + "\" for range query, must be Scalar or instant Vector");
        }
        var done = lane.range(parameters.first("query"), range, wanted, request);
        return ResultAnswer.of(done, parameters, limit);
    }

    private static QueryLane.Range range(Parameters parameters) {
        long start = Moments.required(parameters, "start");
        long end = Moments.required(parameters, "end");
        if (end < start) {
            throw ApiFailure.parameter("end", "end timestamp must not be before start time");
        }
        var step = Moments.duration(parameters, "step");
        if (!step.isPositive()) {
            throw ApiFailure.parameter(
                    "step",
                    "zero or negative query resolution step widths are not accepted. Try a positive"
                            + " integer");
        }
        if (Duration.ofMillis(end - start).dividedBy(step) > MAX_POINTS) {
            throw ApiFailure.badData(
                    "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the"
                            + " query resolution (?step=XX)");
        }
        return new QueryLane.Range(start, end, Math.max(1, step.toMillis()));
    }
}
