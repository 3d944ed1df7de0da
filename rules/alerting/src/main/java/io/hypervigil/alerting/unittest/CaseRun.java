package io.hypervigil.alerting.unittest;

import io.hypervigil.alerting.alert.Alert;
import io.hypervigil.alerting.alert.AlertState;
import io.hypervigil.alerting.group.GroupView;
import io.hypervigil.alerting.group.RuleGroups;
import io.hypervigil.alerting.group.RuleParts;
import io.hypervigil.alerting.group.RuleSettings;
import io.hypervigil.alerting.group.RuleView;
import io.hypervigil.alerting.group.Sources;
import io.hypervigil.alerting.rulefile.RuleFile;
import io.hypervigil.alerting.state.AlertStore;
import io.hypervigil.alerting.unittest.TestFile.AlertTest;
import io.hypervigil.alerting.unittest.TestFile.Case;
import io.hypervigil.alerting.unittest.TestFile.TestAlert;
import io.hypervigil.promql.engine.Engine;
import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.script.Point;
import io.hypervigil.promql.script.SeriesLine;
import io.hypervigil.promql.syntax.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** Runs one test: evaluates the rules step by step, and compares what comes. */
final class CaseRun {

    private final Case test;
    private final TestFile file;
    private final QueryCheck queries;
    private final TestStore store;
    private final RuleGroups groups;
    private final List<String> failures = new ArrayList<>();

    CaseRun(Case test, TestFile file, List<RuleFile> rules, RuleTestOptions options) {
        this.test = test;
        this.file = file;
        var engine = new Engine(options.engine());
        this.store = new TestStore(test.start(), test.interval());
        var parts = new RuleParts(engine, store, store, _ -> {}, Sources.ALL_THERE);
        this.queries = new QueryCheck(engine, store, test.start(), file.comparesFuzzily());
        this.groups = new RuleGroups(parts, AlertStore.NONE, test::start);
        groups.load(
                rules,
                RuleSettings.STANDARD
                        .withInterval(test.interval())
                        .withExternal(test.externalLabels(), test.externalUrl()));
    }

    TestStore store() {
        return store;
    }

    /** Asks at the end. */
    QueryCheck queries() {
        return queries;
    }

    /** The alerts of a name that fire at the end. */
    List<TestAlert> firing(String alert) {
        return AlertLists.sorted(firing(groups.views(), alert));
    }

    /** What was otherwise than the test says. */
    List<String> run() {
        try {
            for (var input : test.inputs()) {
                var series = SeriesLine.parse((input.series() + " " + input.values()).strip());
                check(series.points());
                store.give(series.labels(), series.points());
            }
        } catch (IllegalArgumentException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
        for (var alertTest : test.alertTests()) {
            if (alertTest.alert().isEmpty()) {
                return List.of(
                        "an item under alert_rule_test misses required attribute alertname at"
                                + " eval_time "
                                + show(alertTest.at())
                                + (test.name().isEmpty()
                                        ? ""
                                        : " (in TestGroup " + test.name() + ")"));
            }
        }
        if (evaluateRules()) {
            test.queryTests().forEach(one -> queries.check(one).ifPresent(failures::add));
        }
        return failures;
    }

    /** A histogram that the store would refuse; those after the end never come. */
    private void check(List<Point> points) {
        points.stream()
                .limit(test.length().dividedBy(test.interval()) + 1)
                .map(Point::histogram)
                .filter(Objects::nonNull)
                .forEach(FloatHistogram::check);
    }

    /**
     * @return false where a rule could not be evaluated
     */
    private boolean evaluateRules() {
        var length = test.length();
        var left = alertTests();
        var step = file.evaluationInterval();
        for (var at = Duration.ZERO; at.compareTo(length) <= 0; at = at.plus(step)) {
            var time = test.start().plus(at);
            store.advance(time);
            groups.evaluateAll(time);
            var views = groups.views();
            if (!isHealthy(views, time)) {
                return false;
            }
            while (!left.isEmpty() && left.peek().at().compareTo(at.plus(step)) < 0) {
                check(left.remove(), views);
            }
        }
        return true;
    }

    private Deque<AlertTest> alertTests() {
        return new ArrayDeque<>(
                test.alertTests().stream().sorted(Comparator.comparing(AlertTest::at)).toList());
    }

    private boolean isHealthy(List<GroupView> views, Instant time) {
        boolean isHealthy = true;
        for (var view : views) {
            for (var rule : view.rules()) {
                var error = rule.status().error();
                if (error.isPresent()) {
                    failures.add(
                            "    rule: "
                                    + rule.name()
                                    + ", time: "
                                    + Durations.write(time.toEpochMilli())
                                    + ", err: "
                                    + error.get());
                    isHealthy = false;
                }
            }
        }
        return isHealthy;
    }

    private void check(AlertTest alertTest, List<GroupView> views) {
        var expected = new ArrayList<TestAlert>();
        for (var alert : alertTest.expected()) {
            var labels = new TreeMap<>(alert.labels());
            labels.put("alertname", alertTest.alert());
            expected.add(new TestAlert(labels, alert.annotations()));
        }
        var wanted = AlertLists.sorted(expected);
        var came = AlertLists.sorted(firing(views, alertTest.alert()));
        if (!wanted.equals(came)) {
            failures.add(
                    (test.name().isEmpty() ? "" : "    name: " + test.name() + ",\n")
                            + "    alertname: "
                            + alertTest.alert()
                            + ", time: "
                            + show(alertTest.at())
                            + ", \n        exp:"
                            + AlertLists.show(wanted)
                            + ", \n        got:"
                            + AlertLists.show(came));
        }
    }

    private static List<TestAlert> firing(List<GroupView> views, String alert) {
        var firing = new ArrayList<TestAlert>();
        views.forEach(view -> view.rules().forEach(rule -> collect(rule, alert, firing)));
        return firing;
    }

    private static void collect(RuleView rule, String alert, List<TestAlert> into) {
        switch (rule) {
            case RuleView.Alerting alerting when alerting.name().equals(alert) ->
                    alerting.alerts().stream()
                            .filter(one -> one.state() == AlertState.FIRING)
                            .map(CaseRun::of)
                            .forEach(into::add);
            case RuleView.Alerting _, RuleView.Recording _ -> {}
        }
    }

    private static TestAlert of(Alert alert) {
        return new TestAlert(alert.labels().toMap(), alert.annotations());
    }

    private static String show(Duration duration) {
        return Durations.write(duration.toMillis());
    }
}
