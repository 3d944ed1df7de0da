package io.hypervigil.config;

import io.hypervigil.collect.settings.Durations;
import io.hypervigil.collect.settings.Setting;
import java.time.Duration;

/**
 * {@code query}: what a query may take. The flags are Prometheus' own.
 *
 * <p>A sample that a query holds takes 16 bytes, and two queries run side by side: by default they
 * hold 32 MB together, a third of the heap. The window takes at most half of it.
 */
public record QuerySection(
        @Setting(help = "How long a query may take, waiting included.", byDefault = "2m")
                Duration timeout,
        @Setting(
                        help =
                                "Samples that one query may hold at once, 16 bytes of the heap each;"
                                        + " one that would hold more fails.",
                        byDefault = "1000000",
                        min = 1,
                        max = 1_000_000_000)
                long maxSamples,
        @Setting(
                        help =
                                "Queries that run at once, others wait; more than there are"
                                        + " processors only hold more memory.",
                        byDefault = "2",
                        min = 1,
                        max = 1000)
                int maxConcurrency,
        @Setting(help = "How old a sample may be to count at a time.", byDefault = "5m")
                Duration lookbackDelta,
        @Setting(
                        help =
                                "Whether functions, aggregations and modifiers that Prometheus calls"
                                        + " experimental are there.")
                boolean enableExperimental) {

    public QuerySection {
        requirePositive("timeout", timeout);
        requirePositive("lookback_delta", lookbackDelta);
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    name + ": " + Durations.format(value) + ", more than 0 expected");
        }
    }
}
