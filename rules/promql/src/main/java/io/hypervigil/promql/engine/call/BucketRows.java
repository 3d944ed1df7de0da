package io.hypervigil.promql.engine.call;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.StepSet;
import io.hypervigil.promql.histogram.ClassicHistogram;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.value.Absent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The series that are the buckets of one classic histogram.
 *
 * <p>Thread: confined.
 */
final class BucketRows {

    private record BucketRow(double bound, Row row) {}

    private final Frame frame;
    private final Labels labels;
    private final List<BucketRow> rows = new ArrayList<>();
    private @Nullable StepSet refused;

    BucketRows(Frame frame, Labels labels) {
        this.frame = frame;
        this.labels = labels;
    }

    void add(double bound, Row row) {
        rows.add(new BucketRow(bound, row));
    }

    /** All but the label of the bound. */
    Labels labels() {
        return labels;
    }

    boolean isAt(int step) {
        return rows.stream().anyMatch(bucket -> !Absent.is(bucket.row.values()[step]));
    }

    /** Leaves a step out. */
    void refuse(int step) {
        if (refused == null) {
            refused = new StepSet(frame.steps());
        }
        refused.add(step);
    }

    /**
     * Fills a histogram with the buckets of a step.
     *
     * @return whether there are any
     */
    boolean gather(int step, ClassicHistogram into) {
        into.clear();
        if (refused != null && refused.has(step)) {
            return false;
        }
        for (var bucket : rows) {
            double value = bucket.row.values()[step];
            if (!Absent.is(value)) {
                into.add(bucket.bound, value);
            }
        }
        frame.meter().spend(4L * rows.size());
        return !into.isEmpty();
    }
}
