package io.hypervigil.promql.engine.select;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.engine.row.Steps;
import io.hypervigil.promql.engine.row.WholeRows;
import io.hypervigil.promql.function.Window;
import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.histogram.FloatHistogram.ResetHint;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.syntax.Expr.Extension;
import io.hypervigil.promql.value.Absent;

/** The ranges of what an expression gives at steps of its own. */
public final class SubqueryRanges implements Ranges {

    private final Frame outer;
    private final Frame inner;
    private final RowSource source;
    private final TimeShift shift;
    private final long rangeMillis;
    private final SampleBuffer samples = new SampleBuffer();
    private final Window window = new Window(samples, Extension.NONE);
    private Labels labels = Labels.EMPTY;
    private boolean dropsName;
    private int held;

    /**
     * @param inner the steps that {@link #innerSteps} gives
     * @param source gives rows of the inner steps
     */
    public SubqueryRanges(
            Frame outer, Frame inner, RowSource source, TimeShift shift, long rangeMillis) {
        this.outer = outer;
        this.inner = inner;
        this.source = WholeRows.of(inner, source);
        this.shift = shift;
        this.rangeMillis = rangeMillis;
    }

    /**
     * The steps of the inner expression: multiples of their length, from the first within the first
     * range to the last within the last one.
     */
    public static Steps innerSteps(
            Steps outer, TimeShift shift, long rangeMillis, long stepMillis, long most) {
        long after = shift.first(outer) - rangeMillis;
        long first = after / stepMillis * stepMillis;
        if (first <= after) {
            first += stepMillis;
        }
        return Steps.between(first, shift.last(outer), stepMillis, most);
    }

    @Override
    public boolean next() {
        outer.meter().release(held);
        held = 0;
        samples.clear();
        var row = inner.steps().count() == 0 ? null : source.next();
        if (row == null) {
            return false;
        }
        labels = row.labels();
        dropsName = row.dropsName();
        copy(row);
        inner.giveBack(row);
        held = samples.floatCount() + samples.histogramCount();
        outer.meter().hold(held);
        window.rewind();
        return true;
    }

    private void copy(Row row) {
        var steps = inner.steps();
        var values = row.values();
        samples.ensureFloats(steps.count());
        for (int i = 0; i < steps.count(); i++) {
            if (!Absent.is(values[i])) {
                samples.add(steps.millis(i), values[i]);
                continue;
            }
            var histogram = row.histogram(i);
            if (histogram != null) {
                samples.add(steps.millis(i), withoutHint(histogram));
            }
        }
        inner.meter().spend(steps.count());
    }

    /**
     * Samples between the steps are not seen, and some seen twice: what a histogram says of the one
     * before it does not hold here.
     */
    private static FloatHistogram withoutHint(FloatHistogram histogram) {
        return switch (histogram.hint()) {
            case RESET, NOT_RESET -> histogram.withHint(ResetHint.UNKNOWN);
            case UNKNOWN, GAUGE -> histogram;
        };
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public boolean dropsName() {
        return dropsName;
    }

    @Override
    public Window at(int step) {
        long end = shift.at(outer.steps(), step);
        window.moveTo(end - rangeMillis, end, 0, 0);
        return window;
    }

    @Override
    public boolean isDistinctWithoutName() {
        return source.isDistinctWithoutName();
    }
}
