package io.hypervigil.cli;

import java.time.Duration;
import java.time.InstantSource;

/**
 * When the steps of a range query are, as the server wants it told: the last five minutes where
 * nothing is said.
 */
record QuerySpan(String start, String end, String step) {

    private static final Duration DEFAULT_LENGTH = Duration.ofMinutes(5);
    private static final String DEFAULT_STEP = "15s";

    /**
     * @throws UsageProblem for an end without a start: what is the span then?
     */
    static QuerySpan of(Invocation invocation, InstantSource clock) throws UsageProblem {
        var start = invocation.text(QueryModel.START);
        var end = invocation.text(QueryModel.END);
        if (end.isPresent() && start.isEmpty()) {
            throw new UsageProblem(
                    QueryModel.START + ": a value is missing where " + QueryModel.END + " has one",
                    String.join(" ", invocation.path()));
        }
        var now = clock.instant();
        return new QuerySpan(
                start.orElseGet(() -> seconds(now.minus(DEFAULT_LENGTH).getEpochSecond())),
                end.orElseGet(() -> seconds(now.getEpochSecond())),
                invocation.text(QueryModel.STEP).orElse(DEFAULT_STEP));
    }

    private static String seconds(long sinceEpoch) {
        return String.valueOf(sinceEpoch);
    }
}
