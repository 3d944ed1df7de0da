package io.hypervigil.alerting.group;

import java.util.Set;

/**
 * Knows where metrics come from.
 *
 * <p>Thread: that of the rules.
 */
@FunctionalInterface
public interface Sources {

    /** All that is, is there. */
    Sources ALL_THERE = metrics -> false;

    /**
     * Whether the source of any of these metrics cannot tell at present: it has failed, or has not
     * been asked since the process began.
     */
    boolean isUnavailable(Set<String> metrics);
}
