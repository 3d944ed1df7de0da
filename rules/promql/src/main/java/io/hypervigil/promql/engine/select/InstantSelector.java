package io.hypervigil.promql.engine.select;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.NameRemoval;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.storage.Staleness;
import io.hypervigil.promql.syntax.Expr.VectorSelector;
import org.jspecify.annotations.Nullable;

/**
 * The latest sample of each series at each step, none where it is too old or marks the series' end.
 */
public final class InstantSelector implements RowSource {

    /** What is taken of a sample. */
    public enum Part {
        VALUE,
        /** When it was taken, in seconds: {@code timestamp}. */
        TIME,
        /** When its counting began, in seconds; 0 where that is not known. */
        START_TIME
    }

    private final Frame frame;
    private final TimeShift shift;
    private final Part part;
    private final boolean isOfOneName;
    private final SelectedSeries series;
    private final NameRemoval nameRemoval;

    public InstantSelector(Frame frame, VectorSelector selector, TimeShift shift, Part part) {
        this.frame = frame;
        this.shift = shift;
        this.part = part;
        this.isOfOneName = SelectedSeries.isOfOneName(selector);
        long first = shift.first(frame.steps());
        long last = shift.last(frame.steps());
        this.series =
                new SelectedSeries(
                        frame,
                        selector.matchers(),
                        first - frame.evaluation().lookbackMillis(),
                        last,
                        first == last);
        this.nameRemoval = new NameRemoval(frame, isOfOneName);
    }

    @Override
    public @Nullable Row next() {
        while (series.next()) {
            var samples = series.samples();
            if (samples.floatCount() + samples.histogramCount() == 0) {
                continue;
            }
            var row = frame.rent(series.labels());
            int found = fill(row, samples);
            frame.meter().look(found);
            frame.meter().spend(frame.steps().count());
            if (found == 0) {
                frame.giveBack(row);
                continue;
            }
            if (part != Part.VALUE) {
                nameRemoval.apply(row);
            }
            return row;
        }
        return null;
    }

    /** Walks the samples and the steps side by side; says how many steps have a sample. */
    private int fill(Row row, SampleBuffer samples) {
        var steps = frame.steps();
        long lookback = frame.evaluation().lookbackMillis();
        var floatMillis = samples.floatMillis();
        var histogramMillis = samples.histogramMillis();
        int f = -1;
        int h = -1;
        int found = 0;
        for (int i = 0; i < steps.count(); i++) {
            long time = shift.at(steps, i);
            while (f + 1 < samples.floatCount() && floatMillis[f + 1] <= time) {
                f++;
            }
            while (h + 1 < samples.histogramCount() && histogramMillis[h + 1] <= time) {
                h++;
            }
            boolean isFloat = f >= 0 && (h < 0 || floatMillis[f] >= histogramMillis[h]);
            if (isFloat) {
                if (floatMillis[f] > time - lookback && !Staleness.isMarker(samples.floats()[f])) {
                    put(row, i, samples, f);
                    found++;
                }
            } else if (h >= 0
                    && histogramMillis[h] > time - lookback
                    && !Staleness.isMarker(samples.histograms()[h].sum())) {
                putHistogram(row, i, samples, h);
                found++;
            }
        }
        return found;
    }

    private void put(Row row, int step, SampleBuffer samples, int index) {
        switch (part) {
            case VALUE -> row.values()[step] = samples.floats()[index];
            case TIME -> row.values()[step] = samples.floatMillis()[index] / 1000.0;
            case START_TIME -> row.values()[step] = samples.floatStartMillis(index) / 1000.0;
        }
    }

    private void putHistogram(Row row, int step, SampleBuffer samples, int index) {
        switch (part) {
            case VALUE -> row.set(step, samples.histograms()[index]);
            case TIME -> row.values()[step] = samples.histogramMillis()[index] / 1000.0;
            case START_TIME -> row.values()[step] = samples.histogramStartMillis(index) / 1000.0;
        }
    }

    @Override
    public boolean isDistinctWithoutName() {
        return isOfOneName;
    }
}
