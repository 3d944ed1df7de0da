package io.hypervigil.containers;

import io.hypervigil.containers.instance.InstanceState;
import io.hypervigil.containers.instance.RuntimeInstance;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sees which runtimes came up, for the first time or again, since the last look.
 *
 * <p>Thread: one.
 */
final class Arrivals {

    private Set<String> up = Set.of();

    /** Whether one answers that did not the last time. */
    boolean areIn(List<RuntimeInstance> instances) {
        var before = up;
        var now = new HashSet<String>();
        for (RuntimeInstance each : instances) {
            if (each.state() instanceof InstanceState.Up) {
                now.add(each.address());
            }
        }
        up = now;
        return !before.containsAll(now);
    }
}
