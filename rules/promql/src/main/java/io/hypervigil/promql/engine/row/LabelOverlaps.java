package io.hypervigil.promql.engine.row;

import io.hypervigil.promql.labels.Labels;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds series that have come to have the same labels: a fault where they have a sample at the same
 * step. It remembers a bit a step for each, not the values.
 *
 * <p>Thread: confined.
 */
public final class LabelOverlaps {

    private final Frame frame;
    private final Map<Labels, StepSet> seen = new HashMap<>();

    public LabelOverlaps(Frame frame) {
        this.frame = frame;
    }

    /** Refuses a row that meets an earlier one of the same labels at a step. */
    public void add(Row row) {
        int count = frame.steps().count();
        var steps = seen.computeIfAbsent(row.labels(), _ -> new StepSet(frame.steps()));
        for (int i = 0; i < count; i++) {
            if (row.isAt(i) && !steps.add(i)) {
                throw Failure.sameLabels();
            }
        }
        frame.meter().spend(count);
    }
}
