package io.hypervigil.web.api;

import io.hypervigil.alerting.group.GroupView;
import io.hypervigil.alerting.group.RuleView;
import io.hypervigil.promql.labels.Matcher;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which rules are asked for; a set or list with nothing in it asks for all.
 *
 * @param selectors of which one must match the labels that the rule's file gives it
 */
record RuleFilter(
        boolean isAlertWanted,
        boolean isRecordWanted,
        Set<String> names,
        Set<String> groups,
        Set<String> files,
        List<List<Matcher>> selectors) {

    /** A group with those of its rules that are wanted. */
    record Filtered(GroupView group, List<RuleView> rules) {}

    /** Empty where the group is not wanted, or filters leave none of its rules. */
    Optional<Filtered> of(GroupView group) {
        if (!isIn(groups, group.name()) || !isIn(files, group.file())) {
            return Optional.empty();
        }
        var rules = group.rules().stream().filter(this::isWanted).toList();
        return rules.isEmpty() ? Optional.empty() : Optional.of(new Filtered(group, rules));
    }

    private boolean isWanted(RuleView rule) {
        boolean isOfType =
                switch (rule) {
                    case RuleView.Alerting _ -> isAlertWanted;
                    case RuleView.Recording _ -> isRecordWanted;
                };
        return isOfType
                && isIn(names, rule.name())
                && (selectors.isEmpty()
                        || selectors.stream().anyMatch(selector -> matches(selector, rule)));
    }

    private static boolean matches(List<Matcher> selector, RuleView rule) {
        return selector.stream()
                .allMatch(
                        matcher -> matcher.matches(rule.labels().getOrDefault(matcher.name(), "")));
    }

    private static boolean isIn(Set<String> wanted, String name) {
        return wanted.isEmpty() || wanted.contains(name);
    }
}
