package io.hypervigil.tsdb;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.tsdb.chunk.Column;
import io.hypervigil.tsdb.chunk.TimeRow;
import org.jspecify.annotations.Nullable;

/**
 * A writer of single samples, each at its own time, visible at once; made for tests and for data
 * from elsewhere. Costs more than a {@link SampleSource}, in time and (where the times are not
 * regular) in memory. It writes no markers by itself.
 *
 * <p>Thread: any.
 */
public final class LooseSamples {

    private final SampleWindow window;
    private final Roster roster;
    private final Refusals refusals;
    private final SeriesWriter writer;

    LooseSamples(SampleWindow window, Roster roster, Memory memory, Refusals refusals) {
        this.window = window;
        this.roster = roster;
        this.refusals = refusals;
        this.writer = new SeriesWriter(memory, refusals);
    }

    /**
     * @param millis since 1970
     * @return false where the sample is refused, which is counted
     */
    public boolean append(Labels labels, long millis, double value) {
        synchronized (roster) {
            return isInTime(millis) && append(roster.get(labels), millis, value, null);
        }
    }

    /** As with the labels, without making them again. */
    public boolean append(SeriesRef series, long millis, double value) {
        synchronized (roster) {
            return isInTime(millis) && append(roster.current(series), millis, value, null);
        }
    }

    /** Adds a histogram, which is kept as it is. */
    public boolean append(Labels labels, long millis, FloatHistogram value) {
        synchronized (roster) {
            return isInTime(millis) && append(roster.get(labels), millis, 0, value);
        }
    }

    private boolean isInTime(long millis) {
        boolean isInTime = millis >= window.oldestMillis();
        if (!isInTime) {
            refusals.count(Refusal.TOO_OLD);
        }
        return isInTime;
    }

    // Under the roster's lock a series without an owner has no other writer.
    private boolean append(
            @Nullable SeriesRef series,
            long millis,
            double value,
            @Nullable FloatHistogram histogram) {
        if (series == null || !roster.isLoose(series, millis)) {
            return false;
        }
        boolean isTaken =
                histogram == null
                        ? write(series, millis, value)
                        : writer.append(series, millis, histogram, window.oldestMillis());
        if (isTaken) {
            window.committed(millis, 1);
        }
        return isTaken;
    }

    private boolean write(SeriesRef series, long millis, double value) {
        var row = rowFor(series);
        row.stage(millis);
        if (!writer.append(series, row, row.size(), value, window.oldestMillis())) {
            return false;
        }
        row.commit();
        return true;
    }

    /** The series' own row, with room for one more. */
    private TimeRow rowFor(SeriesRef series) {
        Column column = series.column();
        var row = column.row();
        if (!row.isOwn() || row.isComplete() || column.hasMarker()) {
            return TimeRow.ofOne();
        }
        if (!row.isFull()) {
            return row;
        }
        var longer = row.grown();
        writer.replace(series, column.withRow(longer));
        return longer;
    }
}
