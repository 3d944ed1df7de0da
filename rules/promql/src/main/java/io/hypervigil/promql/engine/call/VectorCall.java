package io.hypervigil.promql.engine.call;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.engine.row.Scalar;
import io.hypervigil.promql.labels.Labels;
import org.jspecify.annotations.Nullable;

/** A number as a series without labels: {@code vector}. */
public final class VectorCall implements RowSource {

    private final Frame frame;
    private final Scalar scalar;
    private boolean isDone;

    public VectorCall(Frame frame, Scalar scalar) {
        this.frame = frame;
        this.scalar = scalar;
    }

    @Override
    public @Nullable Row next() {
        if (isDone) {
            return null;
        }
        isDone = true;
        var row = frame.rent(Labels.EMPTY);
        for (int i = 0; i < frame.steps().count(); i++) {
            row.values()[i] = scalar.at(i);
        }
        return row;
    }

    @Override
    public boolean isDistinctWithoutName() {
        return true;
    }
}
