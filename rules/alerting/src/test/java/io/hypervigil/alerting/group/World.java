package io.hypervigil.alerting.group;

import io.hypervigil.alerting.alert.Alert;
import io.hypervigil.alerting.alert.AlertNotice;
import io.hypervigil.alerting.rulefile.RuleFile;
import io.hypervigil.alerting.rulefile.RuleFileException;
import io.hypervigil.alerting.rulefile.RuleFileOptions;
import io.hypervigil.alerting.rulefile.RuleFileReader;
import io.hypervigil.alerting.state.AlertStore;
import io.hypervigil.promql.engine.Engine;
import io.hypervigil.promql.engine.EngineOptions;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.script.SeriesLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A machine with a clock, series that have values, and rules over them. */
final class World {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** What was told, and at which evaluation. */
    record Told(Instant at, AlertNotice notice) {

        boolean isResolved() {
            return notice.resolvedAt().isPresent();
        }
    }

    final FakeStore store = new FakeStore();
    final List<Told> told = new ArrayList<>();
    private final Map<Labels, Double> values = new HashMap<>();
    private final AlertStore state;
    private final RuleSettings settings;
    private Set<String> unavailable = Set.of();
    private List<RuleFile> files = List.of();
    private RuleGroups groups;
    private Instant now = START;

    World(String rules) {
        this(rules, AlertStore.NONE);
    }

    World(String rules, AlertStore state) {
        this(rules, state, RuleSettings.STANDARD);
    }

    World(String rules, AlertStore state, RuleSettings settings) {
        this.state = state;
        this.settings = settings;
        this.groups = newGroups();
        load(rules);
    }

    private RuleGroups newGroups() {
        var parts =
                new RuleParts(
                        new Engine(EngineOptions.STANDARD),
                        store,
                        store,
                        notices -> notices.forEach(one -> told.add(new Told(now, one))),
                        metrics -> _ -> metrics.stream().anyMatch(unavailable::contains));
        return new RuleGroups(parts, state, () -> now);
    }

    RuleGroups groups() {
        return groups;
    }

    Instant now() {
        return now;
    }

    void load(String rules) {
        load("rules.yml", rules);
    }

    void load(String name, String rules) {
        try {
            files = List.of(new RuleFileReader(RuleFileOptions.STANDARD).read(name, rules));
        } catch (RuleFileException e) {
            throw new AssertionError(e.getMessage(), e);
        }
        groups.load(files, settings);
    }

    /** The end of the process, and its next beginning; the series are still there. */
    void killAndRestart() {
        groups = newGroups();
        groups.load(files, settings);
    }

    /** As {@link #killAndRestart}, and the file says something else then. */
    void restartWith(String rules) {
        groups = newGroups();
        load(rules);
    }

    void set(String series, double value) {
        values.put(SeriesLine.labels(series), value);
    }

    void unset(String series) {
        values.remove(SeriesLine.labels(series));
    }

    void unavailable(String... metrics) {
        unavailable = Set.of(metrics);
    }

    /** Goes on to the next time of a group: samples all series, then evaluates. */
    void next() {
        now = groups.evaluateDue().orElseThrow();
        values.forEach((labels, value) -> store.append(labels, now.toEpochMilli(), value, null));
        groups.evaluateDue();
    }

    void next(int times) {
        for (int i = 0; i < times; i++) {
            next();
        }
    }

    /** Lets time pass in which nothing runs. */
    void sleep(Duration time) {
        now = now.plus(time);
    }

    List<Alert> alerts() {
        return groups.views().stream()
                .flatMap(group -> group.rules().stream())
                .flatMap(
                        rule ->
                                switch (rule) {
                                    case RuleView.Alerting alerting -> alerting.alerts().stream();
                                    case RuleView.Recording _ -> Stream.empty();
                                })
                .toList();
    }

    /** Name and state of each alert, {@code A=firing}. */
    String states() {
        return alerts().stream()
                .map(
                        alert ->
                                alert.labels().get("alertname")
                                        + "="
                                        + alert.state().text()
                                        + (alert.isHeld() ? "(held)" : ""))
                .collect(Collectors.joining(" "));
    }
}
