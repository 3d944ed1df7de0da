package io.hypervigil.promql.engine.binary;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.LabelGroups;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.engine.row.StepSet;
import io.hypervigil.promql.syntax.BinaryOperator;
import io.hypervigil.promql.syntax.Matching;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code and}, {@code or} and {@code unless}: one side is let through where the other has a
 * matching series, or where it has none. Of the other side only the steps are remembered.
 */
public final class SetOperation implements RowSource {

    private final Frame frame;
    private final BinaryOperator operator;
    private final RowSource left;
    private final RowSource right;
    private final LabelGroups groups;
    private final List<StepSet> present = new ArrayList<>();
    private boolean isRightRead;
    private boolean isLeftDone;

    public SetOperation(
            Frame frame,
            BinaryOperator operator,
            Matching matching,
            RowSource left,
            RowSource right) {
        this.frame = frame;
        this.operator = operator;
        this.left = left;
        this.right = right;
        this.groups = OneSide.numbers(matching);
    }

    @Override
    public @Nullable Row next() {
        return operator == BinaryOperator.OR ? nextOfEither() : nextOfLeft();
    }

    private @Nullable Row nextOfEither() {
        if (!isLeftDone) {
            var row = left.next();
            if (row != null) {
                remember(row);
                return row;
            }
            isLeftDone = true;
        }
        return nextFiltered(right, false);
    }

    private @Nullable Row nextOfLeft() {
        if (!isRightRead) {
            isRightRead = true;
            for (var row = right.next(); row != null; row = right.next()) {
                remember(row);
                frame.giveBack(row);
            }
        }
        return nextFiltered(left, operator == BinaryOperator.AND);
    }

    private void remember(Row row) {
        int group = groups.indexOf(row.labels());
        if (group == present.size()) {
            present.add(new StepSet(frame.steps()));
        }
        present.get(group).addAll(row, frame.steps());
        frame.meter().spend(frame.steps().count());
    }

    /** Leaves the samples whose match is there, or those whose match is not. */
    private @Nullable Row nextFiltered(RowSource source, boolean isWanted) {
        for (var row = source.next(); row != null; row = source.next()) {
            int group = groups.find(row.labels());
            frame.meter().spend(frame.steps().count());
            if (group >= 0) {
                filter(row, present.get(group), isWanted);
            }
            boolean isLeft = group >= 0 ? !row.isEmpty() : !isWanted;
            if (isLeft) {
                return row;
            }
            frame.giveBack(row);
        }
        return null;
    }

    private void filter(Row row, StepSet steps, boolean isWanted) {
        for (int i = 0; i < frame.steps().count(); i++) {
            if (steps.has(i) != isWanted) {
                row.remove(i);
            }
        }
    }

    @Override
    public boolean isWhole() {
        return operator != BinaryOperator.OR && left.isWhole();
    }

    @Override
    public boolean isDistinctWithoutName() {
        return operator != BinaryOperator.OR && left.isDistinctWithoutName();
    }
}
