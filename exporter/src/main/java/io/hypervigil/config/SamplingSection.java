package io.hypervigil.config;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.settings.Durations;
import io.hypervigil.collect.settings.Setting;
import java.time.Duration;
import java.util.Optional;

/** {@code sampling}: how often sources are read, and how much of them is kept. */
public record SamplingSection(
        @Setting(
                        help = "Time from one sample of a probe to the next where nobody scrapes.",
                        byDefault = "15s")
                Duration interval,
        @Setting(
                        help =
                                "A scrape is given a sample younger than this as it is, and"
                                        + " refreshes an older one.",
                        byDefault = "1s")
                Duration freshness,
        @Setting(
                        help = "How long a probe may take before nobody waits for it any more.",
                        byDefault = "2s")
                Duration deadline,
        @Setting(
                        help = "How long the last sample is served while no newer one comes.",
                        byDefault = "1m")
                Duration staleness,
        @Setting(
                        help = "Series kept of one probe; beyond it new ones are dropped.",
                        byDefault = "100000",
                        min = 1,
                        max = 10_000_000)
                int maxSeries) {

    public SamplingSection {
        requirePositive("interval", interval);
        requirePositive("deadline", deadline);
        if (staleness.compareTo(interval) < 0) {
            throw new IllegalArgumentException(
                    "staleness: "
                            + Durations.format(staleness)
                            + ", at least the interval of "
                            + Durations.format(interval)
                            + " expected");
        }
    }

    /**
     * The beat of a probe: what it declares for itself stays, and what it leaves at {@link
     * Beat#DEFAULT} is as configured here. A slow one declares all of it.
     *
     * @param ownInterval that of its collector, before the one of this section
     */
    Beat beat(Beat declared, Optional<Duration> ownInterval) {
        if (declared.isSlow()) {
            return declared;
        }
        var usual = Beat.DEFAULT;
        var every = chosen(declared.interval(), usual.interval(), ownInterval.orElse(interval));
        var kept = chosen(declared.staleness(), usual.staleness(), staleness);
        return new Beat(
                every,
                chosen(declared.freshness(), usual.freshness(), freshness),
                chosen(declared.deadline(), usual.deadline(), deadline),
                kept.compareTo(every) < 0 ? every.multipliedBy(4) : kept,
                declared.patience());
    }

    private static Duration chosen(Duration declared, Duration usual, Duration configured) {
        return declared.equals(usual) ? configured : declared;
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    name + ": " + Durations.format(value) + ", more than 0 expected");
        }
    }
}
