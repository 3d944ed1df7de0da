package io.hypervigil.containers;

import io.hypervigil.containers.instance.InstanceState;
import io.hypervigil.containers.instance.RuntimeInstance;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
        up =
                instances.stream()
                        .filter(each -> each.state() instanceof InstanceState.Up)
                        .map(RuntimeInstance::address)
                        .collect(Collectors.toSet());
        return !before.containsAll(up);
    }
}
