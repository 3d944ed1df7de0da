package io.hypervigil.alerting.group;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A group as {@code /api/v1/rules} shows it.
 *
 * @param limit 0: none
 * @param lastEvaluation the time that the last one was for
 * @param evaluationTime how long it ran
 * @param evaluations that ran since the group was loaded first
 * @param missed evaluations that did not run in time
 * @param ruleEvaluations evaluations of single rules
 * @param ruleFailures of those
 */
public record GroupView(
        String name,
        String file,
        Duration interval,
        int limit,
        List<RuleView> rules,
        Optional<Instant> lastEvaluation,
        Duration evaluationTime,
        long evaluations,
        long missed,
        long ruleEvaluations,
        long ruleFailures) {

    public GroupView {
        rules = List.copyOf(rules);
    }

    static GroupView of(RuleGroup group) {
        var status = group.status();
        return new GroupView(
                group.spec().name(),
                group.file(),
                group.interval(),
                group.spec().limit(),
                group.slots().stream().map(RuleSlot::view).toList(),
                status.at(),
                status.took(),
                status.evaluations(),
                status.missed(),
                status.rules(),
                status.failures());
    }
}
