package io.hypervigil.promql.engine.binary;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.NameRemoval;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.value.Absent;
import org.jspecify.annotations.Nullable;

/** The minus before a vector. */
public final class Negation implements RowSource {

    private final Frame frame;
    private final RowSource source;
    private final NameRemoval nameRemoval;

    public Negation(Frame frame, RowSource source) {
        this.frame = frame;
        this.source = source;
        this.nameRemoval = new NameRemoval(frame, source);
    }

    @Override
    public @Nullable Row next() {
        var row = source.next();
        if (row == null) {
            return null;
        }
        var values = row.values();
        for (int i = 0; i < values.length; i++) {
            var histogram = row.histogram(i);
            if (histogram != null) {
                row.set(i, histogram.negated());
            } else if (!Absent.is(values[i])) {
                values[i] = -values[i];
            }
        }
        frame.meter().spend(values.length);
        nameRemoval.apply(row);
        return row;
    }

    @Override
    public boolean isWhole() {
        return source.isWhole() && nameRemoval.keepsWhole();
    }

    @Override
    public boolean isDistinctWithoutName() {
        return !frame.evaluation().delaysNameRemoval() || source.isDistinctWithoutName();
    }
}
