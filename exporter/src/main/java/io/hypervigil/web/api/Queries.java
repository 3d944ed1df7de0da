package io.hypervigil.web.api;

import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.syntax.ParseException;
import io.hypervigil.promql.syntax.Parser;
import io.hypervigil.promql.syntax.ParserOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What parameters say of queries and selectors. */
final class Queries {

    private Queries() {}

    /**
     * The parameter {@code query}.
     *
     * @throws ApiFailure where it is no query
     */
    static Expr parse(Parameters parameters, ParserOptions options) {
        try {
            return Parser.parse(parameters.first("query"), options);
        } catch (ParseException e) {
            throw ApiFailure.parameter("query", String.valueOf(e.getMessage()));
        }
    }

    /** What is said of how a query is evaluated. */
    static QueryLane.Wanted wanted(Parameters parameters) {
        var timeout =
                parameters.first("timeout").isEmpty()
                        ? Optional.<Duration>empty()
                        : Optional.of(Moments.duration(parameters, "timeout"));
        return new QueryLane.Wanted(timeout, lookback(parameters.first("lookback_delta")));
    }

    private static Optional<Duration> lookback(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Moments.duration(text)).filter(Duration::isPositive);
        } catch (IllegalArgumentException e) {
            throw ApiFailure.badData("error parsing lookback delta duration: " + e.getMessage());
        }
    }

    /**
     * The selectors of the parameter {@code match[]}.
     *
     * @throws ParseException where one of them is none
     */
    static List<List<Matcher>> selectors(Parameters parameters) throws ParseException {
        var selectors = new ArrayList<List<Matcher>>();
        for (String selector : parameters.all("match[]")) {
            selectors.add(Parser.parseMatchers(selector));
        }
        return selectors;
    }

    /**
     * The selectors of the parameter {@code match[]}, none of which may select everything.
     *
     * @throws IllegalArgumentException with Prometheus' text
     */
    static List<List<Matcher>> narrowSelectors(Parameters parameters) {
        List<List<Matcher>> selectors;
        try {
            selectors = selectors(parameters);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        for (List<Matcher> selector : selectors) {
            if (selector.stream().allMatch(Matcher::matchesEmpty)) {
                throw new IllegalArgumentException(
                        "match[] must contain at least one non-empty matcher");
            }
        }
        return selectors;
    }
}
