package io.hypervigil.promql.engine;

import io.hypervigil.promql.syntax.ParserOptions;
import java.time.Duration;

/**
 * How an engine evaluates.
 *
 * @param parser the parts of the language that are switched on
 * @param lookback how old a sample may be to count at a time
 * @param subqueryStep of subqueries that name none
 * @param delaysNameRemoval whether the name of a metric is dropped at the end of the query rather
 *     than by each operator and function (a feature flag of Prometheus)
 * @param usesStartTimestamps whether a sample's start timestamp may say that a counter was reset (a
 *     feature flag of Prometheus)
 */
public record EngineOptions(
        ParserOptions parser,
        Duration lookback,
        Duration subqueryStep,
        boolean delaysNameRemoval,
        boolean usesStartTimestamps) {

    /** As a Prometheus without flags has it. */
    public static final EngineOptions STANDARD =
            new EngineOptions(
                    ParserOptions.STABLE,
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(1),
                    false,
                    false);
}
