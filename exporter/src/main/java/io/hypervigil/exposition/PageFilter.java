package io.hypervigil.exposition;

import io.hypervigil.collect.Group;
import io.hypervigil.collect.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What of a page is asked for.
 *
 * @param names sample or family names; all where empty
 * @param groups which groups
 * @param isOwnIncluded whether the process's own metrics are there
 */
public record PageFilter(Set<String> names, Predicate<Group> groups, boolean isOwnIncluded) {

    /** Everything. */
    public static final PageFilter ALL = new PageFilter(Set.of(), _ -> true, true);

    public PageFilter {
        names = Set.copyOf(names);
    }

    /** Families that are asked for, each snapshot's in its order; may be added to. */
    List<Samples.OfFamily> wanted(List<Samples> snapshots) {
        var parts = new ArrayList<Samples.OfFamily>();
        for (Samples snapshot : snapshots) {
            for (Samples.OfFamily part : snapshot.families()) {
                var family = part.family();
                if (groups.test(family.group()) && isFamilyWanted(family.name())) {
                    parts.add(part);
                }
            }
        }
        return parts;
    }

    /** Whether no sample was asked for by name. */
    boolean isEverySampleWanted() {
        return names.isEmpty();
    }

    /** Whether samples of a family can be among those asked for. */
    private boolean isFamilyWanted(String family) {
        return names.isEmpty()
                || names.contains(family)
                || names.contains(family + "_bucket")
                || names.contains(family + "_count")
                || names.contains(family + "_sum");
    }

    /** Whether a sample of a wanted family is asked for, by its own name or its family's. */
    boolean isSampleWanted(String family, String sample) {
        return names.isEmpty() || names.contains(family) || names.contains(sample);
    }
}
