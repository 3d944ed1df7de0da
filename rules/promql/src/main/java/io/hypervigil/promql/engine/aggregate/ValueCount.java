package io.hypervigil.promql.engine.aggregate;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.LabelGroups;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.number.Numbers;
import io.hypervigil.promql.syntax.Expr;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code count_values}: for each group and value a series that counts it. */
public final class ValueCount implements RowSource {

    private final Frame frame;
    private final RowSource source;
    private final String valueLabel;
    private final LabelGroups numbers;
    private final List<Row> counts = new ArrayList<>();
    private @Nullable Iterator<Row> results;

    public ValueCount(Frame frame, Expr.Aggregation expr, RowSource source, String valueLabel) {
        this.frame = frame;
        this.source = source;
        this.valueLabel = valueLabel;
        this.numbers = numbers(expr, valueLabel);
    }

    private static LabelGroups numbers(Expr.Aggregation expr, String valueLabel) {
        if (expr.isWithout()) {
            return LabelGroups.without(expr.grouping());
        }
        var names = new ArrayList<>(expr.grouping());
        names.add(valueLabel);
        return LabelGroups.by(names);
    }

    @Override
    public @Nullable Row next() {
        if (results == null) {
            for (var row = source.next(); row != null; row = source.next()) {
                count(row);
                frame.giveBack(row);
            }
            results = counts.iterator();
        }
        return results.hasNext() ? results.next() : null;
    }

    private void count(Row row) {
        @Nullable Row last = null;
        double lastValue = 0;
        for (int i = 0; i < frame.steps().count(); i++) {
            if (!row.isAt(i)) {
                continue;
            }
            double value = row.values()[i];
            var result = row.histogram(i) == null && isSame(value, lastValue) ? last : null;
            frame.meter().spend(result == null ? 50 : 1);
            if (result == null) {
                result = rowOf(row.labels(), text(row, i));
            }
            result.set(i, result.isAt(i) ? result.values()[i] + 1 : 1);
            last = row.histogram(i) == null ? result : null;
            lastValue = value;
        }
    }

    private static boolean isSame(double left, double right) {
        return Double.doubleToLongBits(left) == Double.doubleToLongBits(right);
    }

    private static String text(Row row, int step) {
        var histogram = row.histogram(step);
        return histogram == null ? Numbers.plain(row.values()[step]) : histogram.toString();
    }

    private Row rowOf(Labels labels, String value) {
        int number = numbers.indexOf(labels.with(valueLabel, value));
        if (number == counts.size()) {
            counts.add(frame.rent(numbers.labels(number)));
        }
        return counts.get(number);
    }

    @Override
    public boolean isDistinctWithoutName() {
        return !valueLabel.equals(Labels.NAME);
    }
}
