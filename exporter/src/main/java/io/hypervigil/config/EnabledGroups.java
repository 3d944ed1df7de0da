package io.hypervigil.config;

import io.hypervigil.collect.Group;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which groups are on. A group that is switched by name is as it was switched; else its collector
 * decides where that was switched; else nothing is on with {@code disable_defaults}; and what is
 * not decided by then is on where it is so by default.
 *
 * <p>Thread: any; immutable.
 */
public final class EnabledGroups {

    private final Map<String, Set<String>> byCollector;

    private EnabledGroups(Map<String, Set<String>> byCollector) {
        this.byCollector = byCollector;
    }

    static EnabledGroups of(CollectorCatalog catalog, CollectorsSection section) {
        var byCollector = new LinkedHashMap<String, Set<String>>();
        for (KnownCollector known : catalog.collectors()) {
            var said = section.of(known.name());
            var on = new HashSet<String>();
            for (Group group : known.groups()) {
                if (said.isOn(group, section.disableDefaults())) {
                    on.add(group.name());
                }
            }
            byCollector.put(known.name(), Set.copyOf(on));
        }
        return new EnabledGroups(byCollector);
    }

    /** Whether a group of any collector is on. */
    public boolean isOn(Group group) {
        return byCollector.values().stream().anyMatch(on -> on.contains(group.name()));
    }

    /** Which groups of a collector are on. */
    public Predicate<Group> of(String collector) {
        var on = byCollector.getOrDefault(collector, Set.of());
        return group -> on.contains(group.name());
    }

    /** Whether a collector has anything to do. */
    public boolean isAnyOn(String collector) {
        return !byCollector.getOrDefault(collector, Set.of()).isEmpty();
    }
}
