package io.hypervigil.collect;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a collector can give: its groups and, below them, its families. docs/metrics.md is made from
 * it, and a test holds every sample against it.
 */
public record Schema(List<Group> groups, List<Family> families) {

    public Schema {
        groups = List.copyOf(groups);
        families = List.copyOf(families);
        var groupNames = new HashSet<Group>(groups);
        var declared = new HashSet<Family>();
        var byName = new HashMap<String, Family>();
        for (Family family : families) {
            if (!groupNames.contains(family.group())) {
                throw new IllegalArgumentException(
                        family.name()
                                + ": its group "
                                + family.group().name()
                                + " is not declared");
            }
            var other = byName.putIfAbsent(family.name(), family);
            if (!declared.add(family) || (other != null && !isShared(other, family))) {
                throw new IllegalArgumentException(family.name() + ": declared twice");
            }
        }
    }

    private static boolean isShared(Family one, Family other) {
        return !one.group().equals(other.group())
                && one.type() == other.type()
                && one.labels().equals(other.labels())
                && one.help().equals(other.help());
    }

    /** The declared family or pattern that a family belongs to. */
    public Optional<Family> declaring(Family family) {
        return families.stream().filter(declared -> declared.declares(family)).findFirst();
    }
}
