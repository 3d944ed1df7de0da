package io.hypervigil.alerting.rulefile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/** Rules that have the same name and the same labels, and so write the same series. */
public record DuplicateRules(List<Duplicate> rules) {

    /** What they have in common. */
    public record Duplicate(String name, SortedMap<String, String> labels) {}

    public DuplicateRules {
        rules = List.copyOf(rules);
    }

    /** Those of some groups, each once, in the order of names and labels. */
    public static DuplicateRules of(List<GroupSpec> groups) {
        var all =
                groups.stream()
                        .flatMap(group -> group.rules().stream())
                        .map(rule -> new Duplicate(rule.name(), rule.labels()))
                        .sorted(
                                Comparator.comparing(Duplicate::name)
                                        .thenComparing(rule -> rule.labels().toString()))
                        .toList();
        var found = new ArrayList<Duplicate>();
        for (int i = 1; i < all.size(); i++) {
            var rule = all.get(i);
            if (rule.equals(all.get(i - 1)) && !found.contains(rule)) {
                found.add(rule);
            }
        }
        return new DuplicateRules(found);
    }
}
