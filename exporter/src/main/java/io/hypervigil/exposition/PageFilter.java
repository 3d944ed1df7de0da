package io.hypervigil.exposition;

import io.hypervigil.collect.Group;
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

    /** Whether no sample was asked for by name. */
    boolean isEverySampleWanted() {
        return names.isEmpty();
    }

    /** Whether samples of a family can be among those asked for. */
    boolean isFamilyWanted(String family) {
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
