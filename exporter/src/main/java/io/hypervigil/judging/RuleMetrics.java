package io.hypervigil.judging;

import io.hypervigil.alerting.alert.AlertState;
import io.hypervigil.alerting.group.GroupView;
import io.hypervigil.alerting.group.RuleView;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.Schema;
import io.hypervigil.collect.SeriesTable;
import java.util.List;
import java.util.function.Supplier;

/**
 * How the rules go, in the names that a Prometheus has for its own.
 *
 * <pre>
 * prometheus_rule_evaluations_total{rule_group="packs/gpu.yml;gpu"} 4032
 * prometheus_rule_evaluation_failures_total{rule_group="packs/gpu.yml;gpu"} 0
 * prometheus_rule_group_last_duration_seconds{rule_group="packs/gpu.yml;gpu"} 0.0011
 * hypervigil_alerts{state="firing"} 1
 * </pre>
 *
 * <p>Thread: any.
 */
public final class RuleMetrics {

    private static final Group GROUP = Group.on("rules", "how the rules go");
    private static final String RULE_GROUP = "rule_group";

    private static final Family EVALUATIONS =
            counter("prometheus_rule_evaluations_total", "Rules that were evaluated.");
    private static final Family FAILURES =
            counter(
                    "prometheus_rule_evaluation_failures_total",
                    "Rules that could not be evaluated.");
    private static final Family ITERATIONS =
            counter("prometheus_rule_group_iterations_total", "Evaluations due, missed or not.");
    private static final Family MISSED =
            counter(
                    "prometheus_rule_group_iterations_missed_total",
                    "Evaluations that did not run, since an earlier one took too long.");
    private static final Family DURATION =
            gauge("prometheus_rule_group_last_duration_seconds", "How long the last took.");
    private static final Family AT =
            gauge(
                    "prometheus_rule_group_last_evaluation_timestamp_seconds",
                    "When the last was, in seconds since 1970.");
    private static final Family INTERVAL =
            gauge("prometheus_rule_group_interval_seconds", "From one evaluation to the next.");
    private static final Family RULES = gauge("prometheus_rule_group_rules", "Rules of the group.");
    private static final Family ALERTS =
            Family.gauge(GROUP, "hypervigil_alerts", "Alerts that are active.", "state");
    private static final Family HELD =
            Family.gauge(
                    GROUP,
                    "hypervigil_alerts_held",
                    "Alerts that keep their state since their source cannot be seen.");

    /** All of it, for the documentation. */
    public static final Schema SCHEMA =
            new Schema(
                    List.of(GROUP),
                    List.of(
                            EVALUATIONS,
                            FAILURES,
                            ITERATIONS,
                            MISSED,
                            DURATION,
                            AT,
                            INTERVAL,
                            RULES,
                            ALERTS,
                            HELD));

    private static final int MOST_SERIES = 10_000;

    private final Supplier<List<GroupView>> groups;
    private final SampleBook book = new SampleBook(new SeriesTable(), MOST_SERIES);

    RuleMetrics(Supplier<List<GroupView>> groups) {
        this.groups = groups;
    }

    synchronized Samples samples() {
        book.begin();
        var views = groups.get();
        views.forEach(this::add);
        if (!views.isEmpty()) {
            addAlerts(views);
        }
        return book.finish();
    }

    private void add(GroupView group) {
        var name = group.file() + ";" + group.name();
        book.add(EVALUATIONS, (double) group.ruleEvaluations(), name);
        book.add(FAILURES, (double) group.ruleFailures(), name);
        book.add(ITERATIONS, (double) (group.evaluations() + group.missed()), name);
        book.add(MISSED, (double) group.missed(), name);
        book.add(INTERVAL, group.interval().toMillis() / 1e3, name);
        book.add(RULES, group.rules().size(), name);
        group.lastEvaluation()
                .ifPresent(
                        at -> {
                            book.add(DURATION, group.evaluationTime().toNanos() / 1e9, name);
                            book.add(AT, at.toEpochMilli() / 1e3, name);
                        });
    }

    private void addAlerts(List<GroupView> views) {
        var alerts =
                views.stream()
                        .flatMap(group -> group.rules().stream())
                        .filter(RuleView.Alerting.class::isInstance)
                        .map(RuleView.Alerting.class::cast)
                        .flatMap(rule -> rule.alerts().stream())
                        .toList();
        for (AlertState state : List.of(AlertState.PENDING, AlertState.FIRING)) {
            long count = alerts.stream().filter(alert -> alert.state() == state).count();
            book.add(ALERTS, (double) count, state.text());
        }
        book.add(HELD, (double) alerts.stream().filter(alert -> alert.isHeld()).count());
    }

    private static Family counter(String name, String help) {
        return Family.counter(GROUP, name, help, RULE_GROUP);
    }

    private static Family gauge(String name, String help) {
        return Family.gauge(GROUP, name, help, RULE_GROUP);
    }
}
