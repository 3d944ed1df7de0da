package io.hypervigil.tsdb;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what was refused, by reason.
 *
 * <p>Thread: any.
 */
final class Refusals {

    private final Map<Refusal, LongAdder> counts = new EnumMap<>(Refusal.class);

    Refusals() {
        for (var reason : Refusal.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    void count(Refusal reason) {
        Objects.requireNonNull(counts.get(reason)).increment();
    }

    /** Counts a sample that is not later than the last of its series or source. */
    void countLate(long millis, long lastMillis) {
        count(millis == lastMillis ? Refusal.DUPLICATE : Refusal.OUT_OF_ORDER);
    }

    Map<Refusal, Long> counts() {
        var sums = new EnumMap<Refusal, Long>(Refusal.class);
        counts.forEach((reason, count) -> sums.put(reason, count.sum()));
        return sums;
    }
}
