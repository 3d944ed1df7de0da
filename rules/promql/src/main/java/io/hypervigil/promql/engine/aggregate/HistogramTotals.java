package io.hypervigil.promql.engine.aggregate;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.histogram.HistogramMean;
import io.hypervigil.promql.histogram.HistogramNotes;
import io.hypervigil.promql.histogram.HistogramNotes.Note;
import io.hypervigil.promql.histogram.HistogramSum;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Quoted;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.value.Absent;
import io.hypervigil.promql.value.PositionRange;
import org.jspecify.annotations.Nullable;

/**
 * The sum or the mean of the native histograms of a group. Where a step has floats too, or buckets
 * of both kinds, it has no result.
 *
 * <p>Thread: confined.
 */
final class HistogramTotals {

    /** What one step has gathered. */
    private sealed interface Total {

        /** Takes another one in; false where the two do not go together. */
        boolean add(FloatHistogram histogram, HistogramNotes notes);

        FloatHistogram result();

        record OfSum(HistogramSum sum) implements Total {
            @Override
            public boolean add(FloatHistogram histogram, HistogramNotes notes) {
                return sum.add(histogram, notes);
            }

            @Override
            public FloatHistogram result() {
                return sum.result();
            }
        }

        record OfMean(HistogramMean mean) implements Total {
            @Override
            public boolean add(FloatHistogram histogram, HistogramNotes notes) {
                return mean.add(histogram, notes);
            }

            @Override
            public FloatHistogram result() {
                return mean.result();
            }
        }
    }

    private final Frame frame;
    private final PositionRange position;
    private final boolean isMean;
    private final HistogramNotes notes = new HistogramNotes();
    private @Nullable Step @Nullable [] steps;

    /** A step: its total, none where floats came first or buckets did not go together. */
    private static final class Step {
        private @Nullable Total total;
        private boolean hasCollision;
    }

    HistogramTotals(Frame frame, Expr.Aggregation expr, boolean isMean) {
        this.frame = frame;
        this.position = expr.operand().position();
        this.isMean = isMean;
    }

    /**
     * Takes the histograms of a series in.
     *
     * @param floats what the floats before have come to
     */
    void add(Row row, double[] floats) {
        if (steps == null) {
            steps = new @Nullable Step[frame.steps().count()];
        }
        for (int i = 0; i < steps.length; i++) {
            var histogram = row.histogram(i);
            if (histogram == null) {
                continue;
            }
            var step = steps[i];
            if (step == null) {
                step = new Step();
                step.total = Absent.is(floats[i]) ? begin(histogram) : null;
                steps[i] = step;
            } else {
                add(step, histogram, row.labels());
            }
            frame.meter().spend(100);
        }
    }

    private Total begin(FloatHistogram first) {
        return isMean
                ? new Total.OfMean(new HistogramMean(first))
                : new Total.OfSum(new HistogramSum(first));
    }

    private void add(Step step, FloatHistogram histogram, Labels labels) {
        if (step.total == null) {
            return;
        }
        notes.clear();
        if (!step.total.add(histogram, notes)) {
            step.total = null;
            warn(
                    "vector contains a mix of histograms with exponential and custom buckets"
                            + " schemas for metric name "
                            + Quoted.text(labels.metricName()));
        }
        step.hasCollision |= notes.has(Note.COUNTER_RESET_COLLISION);
        if (notes.has(Note.BOUNDS_RECONCILED)) {
            frame.annotations()
                    .info("mismatched custom buckets were reconciled during aggregation", position);
        }
    }

    private void warn(String text) {
        frame.annotations().warn(text, position);
    }

    /** Puts the totals into a row that has the floats. */
    void finish(Row into) {
        for (int i = 0; steps != null && i < steps.length; i++) {
            var step = steps[i];
            if (step != null) {
                finish(step, i, into);
            }
        }
    }

    private void finish(Step step, int index, Row into) {
        if (into.isAt(index)) {
            warn("encountered a mix of histograms and floats for aggregation");
            into.remove(index);
        } else if (step.total != null) {
            into.set(index, step.total.result().compact());
            if (step.hasCollision) {
                warn("conflicting counter resets during histogram aggregation");
            }
        }
    }
}
