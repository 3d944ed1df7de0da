package io.hypervigil.promql.engine.aggregate;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.engine.row.Scalar;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.syntax.Aggregator;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.value.Absent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code topk} and {@code bottomk}: holds the best values of each group and step only. */
public final class RankAggregation implements RowSource {

    /** The heaps of a group, made when first wanted. */
    private static final class StepHeaps {
        private final @Nullable RankHeap[] heaps;

        private StepHeaps(int steps) {
            this.heaps = new @Nullable RankHeap[steps];
        }

        private RankHeap at(int step, boolean isTop) {
            var heap = heaps[step];
            if (heap == null) {
                heap = new RankHeap(isTop);
                heaps[step] = heap;
            }
            return heap;
        }

        private @Nullable RankHeap take(int step) {
            var heap = heaps[step];
            heaps[step] = null;
            return heap;
        }
    }

    /** What is left of a series that has passed. */
    private record Passed(Labels labels, boolean dropsName) {}

    private final Frame frame;
    private final RowSource source;
    private final Parameter parameter;
    private final Groups<StepHeaps> groups;
    private final boolean isTop;
    private final IgnoredHistograms ignored;
    private final List<Passed> passed = new ArrayList<>();
    private @Nullable Iterator<Row> results;

    public RankAggregation(Frame frame, Expr.Aggregation expr, RowSource source, Scalar parameter) {
        this.frame = frame;
        this.source = source;
        this.parameter = new Parameter(frame, expr, parameter);
        this.groups = new Groups<>(expr, () -> new StepHeaps(frame.steps().count()));
        this.isTop = expr.aggregator() == Aggregator.TOPK;
        this.ignored = new IgnoredHistograms(frame, expr.aggregator().id(), expr.position());
    }

    @Override
    public @Nullable Row next() {
        if (results == null) {
            boolean isAnyWanted = parameter.checkCount();
            for (var row = source.next(); row != null; row = source.next()) {
                if (isAnyWanted) {
                    rank(row);
                }
                frame.giveBack(row);
            }
            results = results();
        }
        return results.hasNext() ? results.next() : null;
    }

    private void rank(Row row) {
        ignored.note(row);
        var heaps = groups.get(groups.numberOf(row));
        var values = row.values();
        frame.meter().spend(2L * values.length);
        boolean isTaken = false;
        int id = passed.size();
        for (int i = 0; i < values.length; i++) {
            int most = parameter.countAt(i);
            if (Absent.is(values[i]) || most == 0) {
                continue;
            }
            var heap = heaps.at(i, isTop);
            if (heap.size() < most) {
                frame.meter().hold(1);
            }
            isTaken |= heap.offer(values[i], id, most);
        }
        if (isTaken) {
            passed.add(new Passed(row.labels(), row.dropsName()));
        }
    }

    /** The series that have any place, the best first where there is one step only. */
    private Iterator<Row> results() {
        var rows = new LinkedHashMap<Integer, Row>();
        for (int group = 0; group < groups.size(); group++) {
            var heaps = groups.get(group);
            for (int i = 0; i < frame.steps().count(); i++) {
                var heap = heaps.take(i);
                if (heap != null) {
                    heap.sort();
                    put(heap, i, rows);
                }
            }
        }
        return rows.values().iterator();
    }

    private void put(RankHeap heap, int step, Map<Integer, Row> rows) {
        frame.meter().release(heap.size());
        frame.meter().spend(heap.size());
        for (int place = 0; place < heap.size(); place++) {
            rows.computeIfAbsent(heap.id(place), this::newRow).set(step, heap.value(place));
        }
    }

    private Row newRow(int id) {
        var series = passed.get(id);
        var row = frame.rent(series.labels);
        row.setDropsName(series.dropsName);
        return row;
    }

    @Override
    public boolean isWhole() {
        return source.isWhole();
    }

    @Override
    public boolean isDistinctWithoutName() {
        return source.isDistinctWithoutName();
    }
}
