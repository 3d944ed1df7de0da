package io.hypervigil.config;

import io.hypervigil.collect.Collector;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.settings.SettingsShape;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All collectors of the process, sorted by name, with their settings and groups. A name that means
 * two things is a mistake of the program and found here, when it starts.
 *
 * <p>Thread: any; immutable.
 */
public final class CollectorCatalog {

    private final List<KnownCollector> collectors;

    /**
     * @throws IllegalStateException where a name is in use twice
     */
    public CollectorCatalog(List<? extends Collector> collectors) {
        this.collectors =
                collectors.stream()
                        .map(KnownCollector::of)
                        .sorted(Comparator.comparing(KnownCollector::name))
                        .toList();
        refuseAmbiguity();
    }

    public List<KnownCollector> collectors() {
        return collectors;
    }

    /** The collector that has a group of this name. */
    public Optional<KnownCollector> owning(String group) {
        return collectors.stream()
                .filter(known -> known.groups().stream().anyMatch(g -> g.name().equals(group)))
                .findFirst();
    }

    /** The names of all collectors, then of all groups. */
    public Set<String> names() {
        var names = new LinkedHashSet<String>();
        collectors.forEach(known -> names.add(known.name()));
        collectors.forEach(known -> known.groups().forEach(group -> names.add(group.name())));
        return names;
    }

    private void refuseAmbiguity() {
        var collectorNames = new HashSet<String>();
        var groupNames = new HashSet<String>();
        var common = SettingsShape.of(CollectorSection.Common.class).keys();
        for (KnownCollector known : collectors) {
            refuseTwice(collectorNames.add(known.name()), "collector " + known.name());
            for (Group group : known.groups()) {
                refuseTwice(groupNames.add(group.name()), "group " + group.name());
                refuseTwice(
                        group.name().equals(known.name()) || !isCollector(group.name()),
                        "group " + group.name() + " of collector " + known.name());
            }
            for (String key : known.shape().keys()) {
                refuseTwice(
                        !common.contains(key), "setting " + key + " of collector " + known.name());
            }
        }
    }

    private boolean isCollector(String name) {
        return collectors.stream().anyMatch(known -> known.name().equals(name));
    }

    private static void refuseTwice(boolean isFirst, String what) {
        if (!isFirst) {
            throw new IllegalStateException(what + ": the name is in use already");
        }
    }
}
