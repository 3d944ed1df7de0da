package io.hypervigil.alerting.interval;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Intervals by the names that routes call them.
 *
 * <p>Thread: any; immutable.
 */
public record TimeIntervals(Map<String, List<TimeInterval>> byName) {

    public TimeIntervals {
        byName = Map.copyOf(byName);
    }

    /** The names there are. */
    public Set<String> names() {
        return byName.keySet();
    }

    /** Those of some names that a moment is within, in their order. */
    public List<String> holding(List<String> names, Instant moment) {
        return names.stream()
                .filter(
                        name ->
                                byName.getOrDefault(name, List.of()).stream()
                                        .anyMatch(interval -> interval.holds(moment)))
                .toList();
    }
}
