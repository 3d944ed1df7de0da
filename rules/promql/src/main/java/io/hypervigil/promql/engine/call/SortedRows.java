package io.hypervigil.promql.engine.call;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The series in another order: {@code sort} and its like. Over several steps the order means
 * nothing, and is left.
 */
public final class SortedRows implements RowSource {

    private final Frame frame;
    private final RowSource source;
    private final boolean isFloatsOnly;
    private final Comparator<Row> order;
    private @Nullable Iterator<Row> sorted;

    private SortedRows(Frame frame, RowSource source, boolean isFloatsOnly, Comparator<Row> order) {
        this.frame = frame;
        this.source = source;
        this.isFloatsOnly = isFloatsOnly;
        this.order = order;
    }

    /** By value, NaN last in either direction; histograms are left out. */
    public static SortedRows byValue(Frame frame, RowSource source, boolean isDescending) {
        return new SortedRows(
                frame,
                source,
                true,
                (left, right) -> compare(left.values()[0], right.values()[0], isDescending));
    }

    private static int compare(double left, double right, boolean isDescending) {
        if (Double.isNaN(left) || Double.isNaN(right)) {
            return Boolean.compare(Double.isNaN(left), Double.isNaN(right));
        }
        int order = left < right ? -1 : left > right ? 1 : 0;
        return isDescending ? -order : order;
    }

    /** By the values of labels in their natural order, then by all labels. */
    public static SortedRows byLabels(
            Frame frame, RowSource source, List<String> names, boolean isDescending) {
        Comparator<Row> order = (_, _) -> 0;
        for (var name : names) {
            order = order.thenComparing(row -> row.labels().get(name), new NaturalOrder());
        }
        order = order.thenComparing(Row::labels);
        return new SortedRows(frame, source, false, isDescending ? order.reversed() : order);
    }

    @Override
    public @Nullable Row next() {
        if (!frame.steps().isOne()) {
            return nextUnsorted();
        }
        if (sorted == null) {
            sorted = sort();
        }
        return sorted.hasNext() ? sorted.next() : null;
    }

    private Iterator<Row> sort() {
        var rows = new ArrayList<Row>();
        for (var row = nextUnsorted(); row != null; row = nextUnsorted()) {
            rows.add(row);
        }
        rows.sort(order);
        return rows.iterator();
    }

    private @Nullable Row nextUnsorted() {
        for (var row = source.next(); row != null; row = source.next()) {
            if (!isFloatsOnly || hasFloats(row)) {
                return row;
            }
            frame.giveBack(row);
        }
        return null;
    }

    private boolean hasFloats(Row row) {
        if (row.hasHistograms()) {
            for (int i = 0; i < frame.steps().count(); i++) {
                if (row.histogram(i) != null) {
                    row.remove(i);
                }
            }
        }
        return !row.isEmpty();
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
