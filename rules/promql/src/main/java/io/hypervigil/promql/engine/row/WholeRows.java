package io.hypervigil.promql.engine.row;

import io.hypervigil.promql.labels.Labels;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Joins the rows that have the same labels, for those who must see a series as one. */
public final class WholeRows implements RowSource {

    private final Frame frame;
    private final RowSource source;
    private @Nullable Iterator<Row> joined;

    private WholeRows(Frame frame, RowSource source) {
        this.frame = frame;
        this.source = source;
    }

    /** The source itself, where it gives whole series already. */
    public static RowSource of(Frame frame, RowSource source) {
        return source.isWhole() ? source : new WholeRows(frame, source);
    }

    @Override
    public @Nullable Row next() {
        if (joined == null) {
            joined = join().values().iterator();
        }
        return joined.hasNext() ? joined.next() : null;
    }

    @Override
    public boolean isDistinctWithoutName() {
        return source.isDistinctWithoutName();
    }

    private Map<Labels, Row> join() {
        var rows = new LinkedHashMap<Labels, Row>();
        for (var row = source.next(); row != null; row = source.next()) {
            var first = rows.putIfAbsent(row.labels(), row);
            if (first != null) {
                join(first, row);
                frame.giveBack(row);
            }
        }
        return rows;
    }

    private void join(Row first, Row other) {
        first.setDropsName(first.dropsName() || other.dropsName());
        for (int i = 0; i < frame.steps().count(); i++) {
            if (other.isAt(i)) {
                if (first.isAt(i)) {
                    throw Failure.sameLabels();
                }
                first.set(i, other);
            }
        }
    }
}
