package io.hypervigil.promql.engine.select;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.function.Window;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.syntax.Expr.Extension;
import io.hypervigil.promql.syntax.Expr.VectorSelector;

/** The ranges of stored series. */
public final class StoredRanges implements Ranges {

    private final Frame frame;
    private final TimeShift shift;
    private final long rangeMillis;
    private final long beforeMillis;
    private final long behindMillis;
    private final boolean isOfOneName;
    private final SelectedSeries series;
    private final Window window;

    public StoredRanges(Frame frame, VectorSelector selector, TimeShift shift, long rangeMillis) {
        this.frame = frame;
        this.shift = shift;
        this.rangeMillis = rangeMillis;
        long lookback = frame.evaluation().lookbackMillis();
        this.beforeMillis = selector.extension() == Extension.NONE ? 0 : lookback;
        this.behindMillis = selector.extension() == Extension.SMOOTHED ? lookback : 0;
        this.isOfOneName = SelectedSeries.isOfOneName(selector);
        this.series =
                new SelectedSeries(
                        frame,
                        selector.matchers(),
                        shift.first(frame.steps()) - rangeMillis - beforeMillis,
                        shift.last(frame.steps()) + behindMillis,
                        false);
        this.window = new Window(series.samples(), selector.extension());
    }

    @Override
    public boolean next() {
        while (series.next()) {
            series.samples().dropMarkers();
            if (series.samples().floatCount() + series.samples().histogramCount() > 0) {
                window.rewind();
                return true;
            }
        }
        return false;
    }

    @Override
    public Labels labels() {
        return series.labels();
    }

    @Override
    public boolean dropsName() {
        return false;
    }

    @Override
    public Window at(int step) {
        long end = shift.at(frame.steps(), step);
        window.moveTo(end - rangeMillis, end, beforeMillis, behindMillis);
        return window;
    }

    @Override
    public boolean isDistinctWithoutName() {
        return isOfOneName;
    }
}
