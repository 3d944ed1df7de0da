package io.hypervigil.tsdb;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.storage.Staleness;
import io.hypervigil.tsdb.chunk.ChunkEncoder;
import io.hypervigil.tsdb.chunk.Column;
import io.hypervigil.tsdb.chunk.HistogramColumn;
import io.hypervigil.tsdb.chunk.TimeRow;

/**
 * Writes samples into series and counts the memory they take.
 *
 * <p>Thread: one at a time; no two writers write one series at once.
 */
final class SeriesWriter {

    private final Memory memory;
    private final Refusals refusals;
    private final ChunkEncoder encoder = new ChunkEncoder();

    SeriesWriter(Memory memory, Refusals refusals) {
        this.memory = memory;
        this.refusals = refusals;
    }

    /**
     * Adds a float, and drops what is before a time where there is no room in place.
     *
     * @return false where there is no memory for it, which is counted
     */
    boolean append(SeriesRef series, TimeRow row, int round, double value, long beforeMillis) {
        if (series.column().appendInPlace(row, round, value)) {
            return true;
        }
        trim(series, beforeMillis);
        if (isFull()) {
            return false;
        }
        replace(series, series.column().append(row, round, value, encoder));
        return true;
    }

    private boolean isFull() {
        boolean isFull = memory.isFull();
        if (isFull) {
            refusals.count(Refusal.BYTES_LIMIT);
        }
        return isFull;
    }

    /** As with a float. */
    boolean append(SeriesRef series, long millis, FloatHistogram value, long beforeMillis) {
        if (!series.histograms().hasRoom()) {
            trim(series, beforeMillis);
        }
        if (isFull()) {
            return false;
        }
        add(series, millis, value);
        return true;
    }

    private void add(SeriesRef series, long millis, FloatHistogram value) {
        var column = series.histograms();
        var next = column.append(millis, value);
        if (next == column) {
            memory.addSamples(HistogramColumn.bytesOf(value));
        } else {
            replace(series, next);
        }
    }

    /** Ends a series by a marker, whatever the memory. */
    void end(SeriesRef series, TimeRow row, int round) {
        if (series.endsWithHistogram()) {
            if (!series.histograms().hasMarker()) {
                add(series, row.at(round), FloatHistogram.ofSum(Staleness.MARKER));
            }
            return;
        }
        var column = series.column();
        if (!column.hasMarker() && !column.appendInPlace(row, round, Staleness.MARKER)) {
            replace(series, column.append(row, round, Staleness.MARKER, encoder));
        }
    }

    /** Puts a series into its least room. All its rounds are committed. */
    void close(SeriesRef series, long beforeMillis) {
        replace(series, series.column().close(encoder));
        trim(series, beforeMillis);
    }

    /** Drops what is after a time. All its rounds are committed. */
    void cut(SeriesRef series, long afterMillis) {
        replace(series, series.column().until(afterMillis, encoder));
        replace(series, series.histograms().until(afterMillis));
    }

    /** Publishes other floats. */
    void replace(SeriesRef series, Column next) {
        var old = series.column();
        if (next != old) {
            memory.addSamples(next.bytes() - old.bytes());
            series.column(next);
        }
    }

    /** Publishes other histograms. */
    void replace(SeriesRef series, HistogramColumn next) {
        var old = series.histograms();
        if (next != old) {
            memory.addSamples(next.bytes() - old.bytes());
            series.histograms(next);
        }
    }

    /** Drops what is before a time. */
    void trim(SeriesRef series, long beforeMillis) {
        replace(series, series.column().trim(beforeMillis));
        replace(series, series.histograms().trim(beforeMillis));
    }
}
