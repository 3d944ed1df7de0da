package io.hypervigil.alerting.group;

import io.hypervigil.promql.labels.Labels;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Knows where metrics come from.
 *
 * <p>Thread: that of the rules.
 */
@FunctionalInterface
public interface Sources {

    /** All that is, is there. */
    Sources ALL_THERE = metrics -> labels -> false;

    /**
     * Of which alerts, by their labels, the source cannot tell at present whether they hold: it has
     * failed, or has not been asked since the process began.
     *
     * @param metrics that the alerts are judged by
     */
    Predicate<Labels> unavailable(Set<String> metrics);
}
