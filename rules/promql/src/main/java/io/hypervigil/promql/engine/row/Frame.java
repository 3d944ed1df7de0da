package io.hypervigil.promql.engine.row;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.value.Annotations;
import java.util.ArrayDeque;

/**
 * The steps that a part of a query is evaluated at, and the rows of that length.
 *
 * <p>Thread: confined to the query.
 */
public final class Frame {

    /** More are left to the garbage collector: only few operators hold many at once. */
    private static final int MAX_SPARE_ROWS = 32;

    private final Evaluation evaluation;
    private final Steps steps;
    private final boolean detectsResets;
    private final ArrayDeque<Row> spare = new ArrayDeque<>();

    public Frame(Evaluation evaluation, Steps steps) {
        this(evaluation, steps, false);
    }

    private Frame(Evaluation evaluation, Steps steps, boolean detectsResets) {
        this.evaluation = evaluation;
        this.steps = steps;
        this.detectsResets = detectsResets;
    }

    /** For a part that is evaluated at the first step only. */
    public Frame atFirstStep() {
        return new Frame(evaluation, Steps.one(steps.startMillis()), detectsResets);
    }

    /** For a part with selectors that are to find by themselves where histograms began anew. */
    public Frame detectingResets(boolean isWanted) {
        return isWanted == detectsResets ? this : new Frame(evaluation, steps, isWanted);
    }

    /**
     * Whether selectors look at each histogram and the one before it: that is what Prometheus does
     * where of a histogram only its count or sum is wanted, and a store does not know of all
     * resets.
     */
    public boolean detectsResets() {
        return detectsResets;
    }

    /** An empty row. */
    public Row rent(Labels labels) {
        meter().hold(steps.count());
        var row = spare.poll();
        if (row == null) {
            row = new Row(steps.count());
        }
        row.clear(labels);
        return row;
    }

    /** Takes a row back that nobody uses any more. */
    public void giveBack(Row row) {
        meter().release(steps.count());
        if (spare.size() < MAX_SPARE_ROWS) {
            spare.push(row);
        }
    }

    public Evaluation evaluation() {
        return evaluation;
    }

    public Steps steps() {
        return steps;
    }

    public Meter meter() {
        return evaluation.meter();
    }

    public Annotations annotations() {
        return evaluation.annotations();
    }
}
