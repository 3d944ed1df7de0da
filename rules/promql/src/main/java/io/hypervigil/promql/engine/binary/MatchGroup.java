package io.hypervigil.promql.engine.binary;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.StepSet;
import io.hypervigil.promql.labels.Labels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The series of the "one" side that have the same matching labels. Mostly it is one series; several
 * may be there if no two of them have a sample at the same step.
 *
 * <p>Thread: confined.
 */
final class MatchGroup {

    private final Frame frame;
    private final Labels labels;
    private final List<Row> rows = new ArrayList<>(1);
    private @Nullable Row @Nullable [] rowAtStep;
    private @Nullable StepSet matched;

    MatchGroup(Frame frame, Labels labels) {
        this.frame = frame;
        this.labels = labels;
    }

    /** The labels that all members have. */
    Labels labels() {
        return labels;
    }

    List<Row> rows() {
        return rows;
    }

    /** Adds a row; hands over the steps at which there is one already. */
    void add(Row row, ConflictListener listener) {
        if (!rows.isEmpty() && rowAtStep == null) {
            rowAtStep = new @Nullable Row[frame.steps().count()];
            note(rows.getFirst(), rowAtStep, listener);
        }
        rows.add(row);
        if (rowAtStep != null) {
            note(row, rowAtStep, listener);
        }
    }

    private void note(Row row, @Nullable Row[] places, ConflictListener listener) {
        for (int i = 0; i < places.length; i++) {
            if (row.isAt(i)) {
                var first = places[i];
                if (first == null) {
                    places[i] = row;
                } else {
                    listener.found(i, first, row);
                }
            }
        }
    }

    /** The row that has a sample at a step. */
    @Nullable Row rowAt(int step) {
        if (rowAtStep != null) {
            return rowAtStep[step];
        }
        return !rows.isEmpty() && rows.getFirst().isAt(step) ? rows.getFirst() : null;
    }

    /** Remembers that a step has its match; false where it has one already. */
    boolean match(int step) {
        if (matched == null) {
            matched = new StepSet(frame.steps());
        }
        return matched.add(step);
    }

    boolean isMatched(int step) {
        return matched != null && matched.has(step);
    }

    /** Is told of two rows with a sample at the same step. */
    @FunctionalInterface
    interface ConflictListener {
        void found(int step, Row first, Row second);
    }
}
