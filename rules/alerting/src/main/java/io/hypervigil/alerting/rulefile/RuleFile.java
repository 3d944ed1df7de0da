package io.hypervigil.alerting.rulefile;

import java.util.List;

/**
 * What a rule file says.
 *
 * @param name of the file, as groups and faults are told by
 */
public record RuleFile(String name, List<GroupSpec> groups) {

    public RuleFile {
        groups = List.copyOf(groups);
    }

    /** How many rules it has. */
    public int rules() {
        return groups.stream().mapToInt(group -> group.rules().size()).sum();
    }
}
