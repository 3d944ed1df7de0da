package io.hypervigil.promql.engine.aggregate;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.syntax.Expr;
import org.jspecify.annotations.Nullable;

/** The aggregations that need to see each series once only: it holds the groups, not the series. */
public final class Aggregation implements RowSource {

    /** A group: what it has gathered, and whether any of its series loses its name. */
    private static final class Group {
        private final Accumulator accumulator;
        private boolean dropsName;

        private Group(Accumulator accumulator) {
            this.accumulator = accumulator;
        }
    }

    private final Frame frame;
    private final Expr.Aggregation expr;
    private final RowSource source;
    private final Groups<Group> groups;
    private final IgnoredHistograms ignored;
    private boolean isRead;
    private int next;

    public Aggregation(Frame frame, Expr.Aggregation expr, RowSource source) {
        this.frame = frame;
        this.expr = expr;
        this.source = source;
        this.groups = new Groups<>(expr, this::newGroup);
        this.ignored =
                new IgnoredHistograms(frame, expr.aggregator().id(), expr.operand().position());
    }

    @Override
    public @Nullable Row next() {
        if (!isRead) {
            isRead = true;
            read();
        }
        while (next < groups.size()) {
            var group = groups.get(next);
            var row = frame.rent(groups.labels(next));
            row.setDropsName(group.dropsName);
            group.accumulator.finish(row);
            next++;
            if (!row.isEmpty()) {
                return row;
            }
            frame.giveBack(row);
        }
        return null;
    }

    private void read() {
        for (var row = source.next(); row != null; row = source.next()) {
            frame.meter().spend(frame.steps().count());
            if (ignoresHistograms()) {
                ignored.note(row);
            }
            var group = groups.get(groups.numberOf(row));
            group.accumulator.add(row);
            group.dropsName |= row.dropsName();
            frame.giveBack(row);
        }
    }

    private Group newGroup() {
        int steps = frame.steps().count();
        frame.meter().hold(steps);
        return new Group(
                switch (expr.aggregator()) {
                    case SUM -> new Sum(steps, new HistogramTotals(frame, expr, false));
                    case AVG -> new Average(steps, new HistogramTotals(frame, expr, true));
                    case COUNT -> new Count(steps, false);
                    case GROUP -> new Count(steps, true);
                    case MIN -> new Extreme(steps, false);
                    case MAX -> new Extreme(steps, true);
                    case STDDEV -> new Deviation(steps, false);
                    case STDVAR -> new Deviation(steps, true);
                    case TOPK, BOTTOMK, COUNT_VALUES, QUANTILE, LIMITK, LIMIT_RATIO ->
                            throw new IllegalArgumentException(expr.aggregator().id());
                });
    }

    private boolean ignoresHistograms() {
        return switch (expr.aggregator()) {
            case MIN, MAX, STDDEV, STDVAR -> true;
            case SUM,
                    AVG,
                    COUNT,
                    GROUP,
                    TOPK,
                    BOTTOMK,
                    COUNT_VALUES,
                    QUANTILE,
                    LIMITK,
                    LIMIT_RATIO ->
                    false;
        };
    }

    @Override
    public boolean isDistinctWithoutName() {
        return expr.isWithout() || !expr.grouping().contains(Labels.NAME);
    }
}
