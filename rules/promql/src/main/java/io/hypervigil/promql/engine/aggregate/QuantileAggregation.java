package io.hypervigil.promql.engine.aggregate;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.engine.row.Scalar;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.value.Absent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code quantile}: holds all series of a group, since it sorts their values at each step. */
public final class QuantileAggregation implements RowSource {

    private final Frame frame;
    private final Expr.Aggregation expr;
    private final RowSource source;
    private final Parameter parameter;
    private final Groups<List<Row>> groups;
    private final IgnoredHistograms ignored;
    private boolean isRead;
    private int next;

    public QuantileAggregation(
            Frame frame, Expr.Aggregation expr, RowSource source, Scalar parameter) {
        this.frame = frame;
        this.expr = expr;
        this.source = source;
        this.parameter = new Parameter(frame, expr, parameter);
        this.groups = new Groups<>(expr, ArrayList::new);
        this.ignored = new IgnoredHistograms(frame, "quantile", expr.operand().position());
    }

    @Override
    public @Nullable Row next() {
        if (!isRead) {
            isRead = true;
            parameter.checkQuantile();
            read();
        }
        while (next < groups.size()) {
            var result = quantile(groups.labels(next), groups.get(next));
            next++;
            if (!result.isEmpty()) {
                return result;
            }
            frame.giveBack(result);
        }
        return null;
    }

    private void read() {
        for (var row = source.next(); row != null; row = source.next()) {
            ignored.note(row);
            groups.get(groups.numberOf(row)).add(row);
        }
    }

    private Row quantile(Labels labels, List<Row> rows) {
        var result = frame.rent(labels);
        var values = new double[rows.size()];
        for (int i = 0; i < frame.steps().count(); i++) {
            int count = 0;
            for (var row : rows) {
                double value = row.values()[i];
                if (!Absent.is(value)) {
                    values[count++] = value;
                }
            }
            frame.meter().spend(8L * rows.size());
            if (count > 0) {
                result.values()[i] = quantile(parameter.at(i), values, count);
            }
        }
        for (var row : rows) {
            result.setDropsName(result.dropsName() || row.dropsName());
            frame.giveBack(row);
        }
        rows.clear();
        return result;
    }

    /** Between the two nearest ranks; NaN counts as the smallest. */
    private static double quantile(double q, double[] values, int count) {
        if (Double.isNaN(q)) {
            return Double.NaN;
        }
        if (q < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (q > 1) {
            return Double.POSITIVE_INFINITY;
        }
        int numbers = 0;
        for (int i = 0; i < count; i++) {
            if (!Double.isNaN(values[i])) {
                values[numbers++] = values[i];
            }
        }
        int nans = count - numbers;
        Arrays.sort(values, 0, numbers);
        double rank = q * (count - 1);
        int lower = (int) Math.floor(rank);
        int upper = Math.min(count - 1, lower + 1);
        double weight = rank - Math.floor(rank);
        return at(values, nans, lower) * (1 - weight) + at(values, nans, upper) * weight;
    }

    private static double at(double[] numbers, int nans, int rank) {
        return rank < nans ? Double.NaN : numbers[rank - nans];
    }

    @Override
    public boolean isDistinctWithoutName() {
        return expr.isWithout() || !expr.grouping().contains(Labels.NAME);
    }
}
