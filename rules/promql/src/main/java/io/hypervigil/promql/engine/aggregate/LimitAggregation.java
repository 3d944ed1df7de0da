package io.hypervigil.promql.engine.aggregate;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.engine.row.Scalar;
import io.hypervigil.promql.syntax.Aggregator;
import io.hypervigil.promql.syntax.Expr;
import org.jspecify.annotations.Nullable;

/** {@code limitk} and {@code limit_ratio}: lets some of the series pass as they are. */
public final class LimitAggregation implements RowSource {

    private final Frame frame;
    private final RowSource source;
    private final Parameter parameter;
    private final boolean isRatio;
    private final Groups<int[]> taken;
    private boolean isChecked;
    private boolean isAnyWanted;

    public LimitAggregation(
            Frame frame, Expr.Aggregation expr, RowSource source, Scalar parameter) {
        this.frame = frame;
        this.source = source;
        this.parameter = new Parameter(frame, expr, parameter);
        this.isRatio = expr.aggregator() == Aggregator.LIMIT_RATIO;
        this.taken = new Groups<>(expr, () -> new int[frame.steps().count()]);
    }

    @Override
    public @Nullable Row next() {
        if (!isChecked) {
            isChecked = true;
            isAnyWanted = isRatio ? parameter.checkRatio() : parameter.checkCount();
        }
        if (!isAnyWanted) {
            return null;
        }
        for (var row = source.next(); row != null; row = source.next()) {
            frame.meter().spend(frame.steps().count());
            if (isRatio) {
                filterByHash(row);
            } else {
                filterByCount(row);
            }
            if (!row.isEmpty()) {
                return row;
            }
            frame.giveBack(row);
        }
        return null;
    }

    private void filterByCount(Row row) {
        var counts = taken.get(taken.numberOf(row));
        for (int i = 0; i < counts.length; i++) {
            if (row.isAt(i) && counts[i]++ >= parameter.countAt(i)) {
                row.remove(i);
            }
        }
    }

    /** A positive share takes the lower hashes, a negative one the upper: the two complement. */
    private void filterByHash(Row row) {
        double place = LabelHash.unit(row.labels());
        for (int i = 0; i < frame.steps().count(); i++) {
            double ratio = Math.clamp(parameter.at(i), -1, 1);
            boolean isTaken = ratio >= 0 ? place < ratio : place >= 1 + ratio;
            if (!isTaken) {
                row.remove(i);
            }
        }
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
