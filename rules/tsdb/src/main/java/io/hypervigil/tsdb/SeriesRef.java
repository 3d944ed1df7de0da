package io.hypervigil.tsdb;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.storage.StoredSeries;
import io.hypervigil.tsdb.chunk.Chunk;
import io.hypervigil.tsdb.chunk.ChunkEncoder;
import io.hypervigil.tsdb.chunk.Column;
import io.hypervigil.tsdb.chunk.HistogramColumn;
import io.hypervigil.tsdb.index.IndexedSeries;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A series of a window. A writer keeps it from round to round, so that a sample costs no look-up;
 * it stays usable when the series has ended and even when it has left the window.
 *
 * <p>Thread: any.
 */
public final class SeriesRef implements StoredSeries, IndexedSeries {

    /** Memory of a series without samples beside its labels' texts, in bytes. */
    private static final int BYTES = 32 + 16 + 16;

    private final Labels labels;
    private volatile Column column = Column.EMPTY;
    private volatile HistogramColumn histograms = HistogramColumn.EMPTY;

    /**
     * Who writes it now. Set under the window's lock; only the owner itself relies on it unlocked.
     */
    @Nullable SampleSource owner;

    /** The last round of its owner that it has a sample of. The owner's. */
    int round;

    SeriesRef(Labels labels) {
        this.labels = labels;
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public void read(long afterMillis, long toMillis, SampleBuffer into) {
        column.read(afterMillis, toMillis, into);
        histograms.read(afterMillis, toMillis, into);
    }

    @Override
    public void readLast(long afterMillis, long toMillis, SampleBuffer into) {
        var rare = histograms;
        if (rare.isEmpty()) {
            column.readLast(afterMillis, toMillis, into);
            return;
        }
        var both = new SampleBuffer();
        column.readLast(afterMillis, toMillis, both);
        rare.readLast(afterMillis, toMillis, both);
        into.addLastOf(both);
    }

    @Override
    public boolean overlaps(long fromMillis, long toMillis) {
        var floats = column;
        if (floats.lastMillis() >= fromMillis && floats.firstMillis() <= toMillis) {
            return true;
        }
        var rare = histograms;
        return rare.lastMillis() >= fromMillis && rare.firstMillis() <= toMillis;
    }

    /** Hands over its floats as chunks in the order of time, up to the last committed round. */
    public void forEachChunk(ChunkEncoder encoder, Consumer<Chunk> chunk) {
        column.forEachChunk(encoder, chunk);
    }

    /** Its histograms. */
    public HistogramColumn histograms() {
        return histograms;
    }

    Column column() {
        return column;
    }

    void column(Column next) {
        column = next;
    }

    void histograms(HistogramColumn next) {
        histograms = next;
    }

    /** When its first sample is of; {@link Long#MAX_VALUE} where there is none. */
    long firstMillis() {
        return Math.min(column.firstMillis(), histograms.firstMillis());
    }

    /** When its last sample is of; {@link Long#MIN_VALUE} where there is none. */
    long lastMillis() {
        return Math.max(column.lastMillis(), histograms.lastMillis());
    }

    /** Whether its last sample is a histogram. */
    boolean endsWithHistogram() {
        return histograms.lastMillis() > column.lastMillis();
    }

    long samples() {
        return column.samples() + histograms.samples();
    }

    /** Memory of its samples, in bytes. */
    long sampleBytes() {
        return column.bytes() + histograms.bytes();
    }

    /** Memory of its labels but for their texts, in bytes. */
    static long labelBytes(Labels labels) {
        return BYTES + 8L * labels.size();
    }
}
