package io.hypervigil.tsdb.snapshot;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.chunk.Chunk;
import io.hypervigil.tsdb.chunk.ChunkEncoder;
import io.hypervigil.tsdb.chunk.HistogramColumn;
import io.hypervigil.tsdb.chunk.TimeRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;

/**
 * Puts what a file holds into a window, as far as it is of the time that the window holds.
 *
 * <p>Thread: confined.
 */
final class WindowSink implements SnapshotReader.Sink {

    private final SampleWindow window;
    private final long nowMillis;
    private final long oldestMillis;
    private final ChunkEncoder encoder = new ChunkEncoder();
    private int series;
    private long samples;

    WindowSink(SampleWindow window, long nowMillis) {
        this.window = window;
        this.nowMillis = nowMillis;
        this.oldestMillis = nowMillis - window.settings().retention().toMillis();
    }

    @Override
    public void row(TimeRow row) {
        window.restore(row);
    }

    @Override
    public void series(Labels labels, List<Chunk> chunks, HistogramColumn histograms) {
        var kept = new ArrayList<Chunk>(chunks.size());
        long count = 0;
        for (var chunk : chunks) {
            if (chunk.lastMillis() >= oldestMillis && chunk.firstMillis() <= nowMillis) {
                kept.add(chunk.until(nowMillis, encoder));
                count += kept.getLast().count();
            }
        }
        var recent = new Recent();
        histograms.trim(oldestMillis).forEach(recent);
        count += recent.column.samples();
        if (count > 0 && window.restore(labels, kept.toArray(Chunk[]::new), recent.column)) {
            series++;
            samples += count;
        }
    }

    private final class Recent implements ObjLongConsumer<FloatHistogram> {

        private HistogramColumn column = HistogramColumn.EMPTY;

        @Override
        public void accept(FloatHistogram histogram, long millis) {
            if (millis <= nowMillis) {
                column = column.append(millis, histogram);
            }
        }
    }

    Restoration.Restored result() {
        return new Restoration.Restored(series, samples);
    }
}
