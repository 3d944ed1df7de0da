package io.hypervigil.alerting.rulefile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A group of rules that are evaluated one after the other.
 *
 * @param interval from one evaluation to the next; empty: the process' own
 * @param limit the most series or alerts that one rule may give; 0: any
 * @param queryOffset how far before its own time it asks; empty: the process' own
 * @param labels that its rules have where they say nothing else
 */
public record GroupSpec(
        String name,
        Optional<Duration> interval,
        int limit,
        Optional<Duration> queryOffset,
        SortedMap<String, String> labels,
        List<RuleSpec> rules) {

    public GroupSpec {
        labels = new TreeMap<>(labels);
        rules = List.copyOf(rules);
    }

    /** The labels of one of its rules: the group's, and over them the rule's own. */
    public SortedMap<String, String> labelsOf(RuleSpec rule) {
        var all = new TreeMap<>(labels);
        all.putAll(rule.labels());
        return all;
    }
}
