package io.hypervigil.promql.engine.call;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.NameRemoval;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import org.jspecify.annotations.Nullable;

/**
 * The time of the samples of an expression, which is that of the step: {@code timestamp} of what is
 * not a selector.
 */
public final class TimestampCall implements RowSource {

    private final Frame frame;
    private final RowSource source;
    private final NameRemoval nameRemoval;

    public TimestampCall(Frame frame, RowSource source) {
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
        for (int i = 0; i < frame.steps().count(); i++) {
            if (row.isAt(i)) {
                row.set(i, frame.steps().millis(i) / 1000.0);
            }
        }
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
