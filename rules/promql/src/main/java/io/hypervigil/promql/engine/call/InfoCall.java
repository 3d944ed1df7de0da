package io.hypervigil.promql.engine.call;

import io.hypervigil.promql.engine.row.Failure;
import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.LabelGroups;
import io.hypervigil.promql.engine.row.LabelOverlaps;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.engine.select.InfoSeries;
import io.hypervigil.promql.engine.select.TimeShift;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.syntax.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code info}: adds to each series the labels that info metrics tell of its target. Both are of a
 * target if {@code instance} and {@code job} are the same.
 *
 * <p>Thread: confined.
 */
public final class InfoCall implements RowSource {

    private static final List<String> IDENTITY = List.of("instance", "job");

    private final Frame frame;
    private final RowSource source;
    private final TimeShift shift;
    private final InfoMatchers matchers;
    private final LabelOverlaps overlaps;
    private final LabelGroups targets = LabelGroups.by(IDENTITY);
    private final Map<Integer, TreeMap<String, List<InfoSeries>>> infos = new HashMap<>();
    private final ArrayDeque<Row> rows = new ArrayDeque<>();
    private final ArrayDeque<Row> results = new ArrayDeque<>();
    private boolean isRead;

    /**
     * @param shift from when the first selector takes its samples, and so the info metrics do
     */
    public InfoCall(Frame frame, Expr.Call call, RowSource source, TimeShift shift) {
        this.frame = frame;
        this.source = source;
        this.shift = shift;
        this.matchers = InfoMatchers.of(call);
        this.overlaps = new LabelOverlaps(frame);
    }

    @Override
    public @Nullable Row next() {
        if (!isRead) {
            isRead = true;
            readAll();
        }
        while (results.isEmpty() && !rows.isEmpty()) {
            enrich(rows.remove());
        }
        return results.poll();
    }

    private void readAll() {
        for (var row = source.next(); row != null; row = source.next()) {
            rows.add(row);
            if (hasTarget(row.labels())) {
                targets.indexOf(row.labels());
            }
        }
        if (targets.size() == 0) {
            return;
        }
        var found =
                InfoSeries.read(frame, matchers.all(), shift, labels -> targets.find(labels) >= 0);
        for (var info : found) {
            infos.computeIfAbsent(targets.find(info.labels()), _ -> new TreeMap<>())
                    .computeIfAbsent(info.labels().metricName(), _ -> new ArrayList<>())
                    .add(info);
        }
    }

    private boolean hasTarget(Labels labels) {
        return !matchers.isInfo(labels) && IDENTITY.stream().anyMatch(labels::has);
    }

    private void enrich(Row row) {
        if (matchers.isInfo(row.labels())) {
            finish(row);
            return;
        }
        var ofTarget =
                hasTarget(row.labels())
                        ? infos.getOrDefault(targets.find(row.labels()), new TreeMap<>())
                        : new TreeMap<String, List<InfoSeries>>();
        var enriched = new LinkedHashMap<List<InfoSeries>, Row>();
        for (int i = 0; i < frame.steps().count(); i++) {
            if (row.isAt(i)) {
                put(row, i, latest(ofTarget, i), enriched);
            }
        }
        frame.giveBack(row);
        enriched.values().forEach(this::finish);
    }

    private void put(Row row, int step, List<InfoSeries> told, Map<List<InfoSeries>, Row> into) {
        if (told.isEmpty() && !matchers.allowNothing()) {
            return;
        }
        var result = into.get(told);
        if (result == null) {
            result = frame.rent(labels(row.labels(), told));
            result.setDropsName(row.dropsName());
            into.put(told, result);
        }
        result.set(step, row);
        frame.meter().spend(20);
    }

    /** Of each metric the series with the latest sample. */
    private static List<InfoSeries> latest(Map<String, List<InfoSeries>> ofTarget, int step) {
        var latest = new ArrayList<InfoSeries>(ofTarget.size());
        for (var ofName : ofTarget.values()) {
            @Nullable InfoSeries last = null;
            for (var info : ofName) {
                last = later(last, info, step);
            }
            if (last != null) {
                latest.add(last);
            }
        }
        return latest;
    }

    private static @Nullable InfoSeries later(
            @Nullable InfoSeries one, InfoSeries other, int step) {
        long millis = other.millisAt(step);
        if (millis == InfoSeries.NEVER || one == null) {
            return millis == InfoSeries.NEVER ? one : other;
        }
        if (one.millisAt(step) == millis) {
            throw Failure.execution(
                    "found duplicate series for info metric: existing "
                            + one.labels()
                            + " @ "
                            + millis
                            + ", new "
                            + other.labels()
                            + " @ "
                            + millis);
        }
        return one.millisAt(step) > millis ? one : other;
    }

    private Labels labels(Labels ofSeries, List<InfoSeries> told) {
        var more = new TreeMap<String, String>();
        for (var info : told) {
            info.labels().forEach((name, value) -> add(name, value, ofSeries, more));
        }
        if (more.isEmpty()) {
            return ofSeries;
        }
        more.putAll(ofSeries.toMap());
        return Labels.of(more);
    }

    private void add(String name, String value, Labels ofSeries, Map<String, String> more) {
        if (!matchers.wants(name) || ofSeries.has(name)) {
            return;
        }
        var before = more.putIfAbsent(name, value);
        if (before != null && !before.equals(value)) {
            throw Failure.execution("conflicting label: " + name);
        }
    }

    private void finish(Row row) {
        overlaps.add(row);
        results.add(row);
    }

    @Override
    public boolean isWhole() {
        return false;
    }
}
