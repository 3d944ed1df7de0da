package io.hypervigil.promql.engine.select;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.function.FunctionContext;
import io.hypervigil.promql.function.FunctionLibrary;
import io.hypervigil.promql.function.RangeFunction;
import io.hypervigil.promql.function.Window;
import io.hypervigil.promql.syntax.Expr.Extension;
import io.hypervigil.promql.syntax.Expr.VectorSelector;
import io.hypervigil.promql.value.Absent;
import org.jspecify.annotations.Nullable;

/**
 * A selector with {@code smoothed}: the value at each step lies between the samples around it, as
 * far as the lookback reaches.
 */
public final class SmoothedSelector implements RowSource {

    private final Frame frame;
    private final TimeShift shift;
    private final long lookbackMillis;
    private final boolean isOfOneName;
    private final SelectedSeries series;
    private final Window window;
    private final RangeFunction function = FunctionLibrary.smoothed();
    private final FunctionContext context;

    public SmoothedSelector(Frame frame, VectorSelector selector, TimeShift shift) {
        this.frame = frame;
        this.shift = shift;
        this.lookbackMillis = frame.evaluation().lookbackMillis();
        this.isOfOneName = SelectedSeries.isOfOneName(selector);
        this.series =
                new SelectedSeries(
                        frame,
                        selector.matchers(),
                        shift.first(frame.steps()) - lookbackMillis,
                        shift.last(frame.steps()) + lookbackMillis,
                        false);
        this.window = new Window(series.samples(), Extension.SMOOTHED);
        this.context = FunctionContext.ofSelector(selector, frame.annotations());
    }

    @Override
    public @Nullable Row next() {
        while (series.next()) {
            series.samples().dropMarkers();
            window.rewind();
            context.moveTo(series.labels());
            var row = frame.rent(series.labels());
            for (int i = 0; i < frame.steps().count(); i++) {
                put(row, i);
            }
            if (!row.isEmpty()) {
                return row;
            }
            frame.giveBack(row);
        }
        return null;
    }

    private void put(Row row, int step) {
        long time = shift.at(frame.steps(), step);
        window.moveTo(time, time, lookbackMillis, lookbackMillis);
        if (window.isEmpty()) {
            return;
        }
        int count = window.floatCount() + window.histogramCount();
        frame.meter().spend(count + 1L);
        frame.meter().look(count);
        context.moveTo(time);
        double value = function.apply(window, context);
        var histogram = context.takeHistogram();
        if (histogram != null) {
            row.set(step, histogram);
        } else if (!Absent.is(value)) {
            row.values()[step] = value;
        }
    }

    @Override
    public boolean isDistinctWithoutName() {
        return isOfOneName;
    }
}
