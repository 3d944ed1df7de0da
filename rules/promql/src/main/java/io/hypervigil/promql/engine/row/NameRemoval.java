package io.hypervigil.promql.engine.row;

import io.hypervigil.promql.labels.Labels;
import java.util.HashSet;
import java.util.Set;

/**
 * Takes the name off the rows of an operator that makes another metric of them: at once, or at the
 * end of the query.
 *
 * <p>Thread: confined.
 */
public final class NameRemoval {

    private final boolean isDelayed;
    private final boolean isSafe;
    private final boolean isStrict;
    private final LabelOverlaps overlaps;
    private final Set<Labels> seen = new HashSet<>();

    private NameRemoval(Frame frame, boolean isDistinctWithoutName, boolean isStrict) {
        this.isDelayed = frame.evaluation().delaysNameRemoval();
        this.isSafe = isDistinctWithoutName;
        this.isStrict = isStrict;
        this.overlaps = new LabelOverlaps(frame);
    }

    /** For the rows of a source, which may give the same labels once their names are off. */
    public NameRemoval(Frame frame, RowSource source) {
        this(frame, source.isDistinctWithoutName(), false);
    }

    public NameRemoval(Frame frame, boolean isDistinctWithoutName) {
        this(frame, isDistinctWithoutName, false);
    }

    /** Refuses two series of the same labels even where they have no sample at the same step. */
    public static NameRemoval strict(Frame frame, boolean isDistinctWithoutName) {
        return new NameRemoval(frame, isDistinctWithoutName, true);
    }

    /** To be called with the row as it leaves the operator. */
    public void apply(Row row) {
        if (isDelayed) {
            row.setDropsName(true);
            return;
        }
        int size = row.labels().size();
        row.setLabels(Metadata.dropFrom(row.labels()));
        // Even of one name, series may differ by type and unit only.
        if (isSafe && row.labels().size() >= size - 1) {
            return;
        }
        if (!isStrict) {
            overlaps.add(row);
        } else if (!seen.add(row.labels())) {
            throw Failure.sameLabels();
        }
    }

    /** Whether labels come in one row only, of a source that gives them so. */
    public boolean keepsWhole() {
        return isDelayed || isSafe || isStrict;
    }
}
