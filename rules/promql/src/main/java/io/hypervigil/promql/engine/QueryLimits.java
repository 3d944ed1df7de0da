package io.hypervigil.promql.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What one query may take.
 *
 * @param timeout the longest it may run
 * @param maxSamples the most samples it may hold at once
 * @param lookback instead of the engine's
 * @param isCancelled asked often, by the thread that evaluates: whether nobody wants the result any
 *     more
 */
public record QueryLimits(
        Duration timeout,
        long maxSamples,
        Optional<Duration> lookback,
        BooleanSupplier isCancelled) {

    /** For one who knows what is asked: two minutes, 50 million samples. */
    public static final QueryLimits WIDE =
            new QueryLimits(Duration.ofMinutes(2), 50_000_000, Optional.empty(), () -> false);
}
