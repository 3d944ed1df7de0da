package io.hypervigil.libvirt.tier;

import io.hypervigil.libvirt.stats.StatsPartType;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a tier asks, and how.
 *
 * @param name of the probe
 * @param tier as a label: {@code usage}
 * @param parts that are on, at least one
 * @param isStamped whether the time of each sample is a sample itself
 * @param isAsked which domains, by UUID; any thread
 * @param singles for drivers without bulk statistics, shared by the tiers of a connection
 */
public record TierPlan(
        String name,
        String tier,
        List<StatsPartType> parts,
        Duration interval,
        Limits limits,
        boolean isStamped,
        Predicate<String> isAsked,
        SingleStats singles) {

    public TierPlan {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException(name + ": a tier without parts");
        }
    }

    /**
     * How the domains of a round are asked.
     *
     * @param threads that ask at once
     * @param chunkSize domains asked in one call
     * @param patience how long a call may take
     * @param limit how long the whole round may take
     */
    public record Limits(int threads, int chunkSize, Duration patience, Duration limit) {}
}
