package io.hypervigil.tsdb;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.tsdb.index.SeriesIndex;
import org.jspecify.annotations.Nullable;

/**
 * Who writes which series: a series has one owner from its first sample in a round to the round
 * that lacks it. All that changes the index goes through here, one at a time; what a sample of a
 * known series costs does not.
 *
 * <p>Thread: any.
 */
final class Roster {

    private final SeriesIndex<SeriesRef> index;
    private final Memory memory;
    private final Refusals refusals;
    private final SeriesWriter writer;
    private final int maxSeries;
    private long labelBytes;

    Roster(SeriesIndex<SeriesRef> index, Memory memory, Refusals refusals, int maxSeries) {
        this.index = index;
        this.memory = memory;
        this.refusals = refusals;
        this.writer = new SeriesWriter(memory, refusals);
        this.maxSeries = maxSeries;
    }

    /** The series of these labels, made where there is none; null where a limit refuses it. */
    synchronized @Nullable SeriesRef get(Labels labels) {
        var known = index.find(labels);
        return known == null && hasRoom() ? add(new SeriesRef(index.intern(labels))) : known;
    }

    /** That of {@link #get}, or null where another source has it. */
    synchronized @Nullable SeriesRef get(Labels labels, SampleSource source) {
        var found = get(labels);
        return found == null || isFree(found, source) ? found : null;
    }

    /**
     * Makes a source the owner of a series for a round at a time.
     *
     * @return the series, or the one that has its labels now; null where it is refused
     */
    synchronized @Nullable SeriesRef claim(SeriesRef series, SampleSource source, long millis) {
        var target = current(series);
        if (target == null || !isFree(target, source) || !isLater(target, millis)) {
            return null;
        }
        target.owner = source;
        target.round = 0;
        return target;
    }

    /** The series itself, put back where it had left the window, or the one in its place. */
    synchronized @Nullable SeriesRef current(SeriesRef series) {
        var known = index.find(series.labels());
        return known == null && hasRoom() ? add(series) : known;
    }

    private SeriesRef add(SeriesRef series) {
        index.add(series);
        labelBytes += SeriesRef.labelBytes(series.labels());
        memory.setIndex(index.bytes() + labelBytes);
        memory.addSamples(series.sampleBytes());
        return series;
    }

    private boolean hasRoom() {
        if (index.size() >= maxSeries) {
            refusals.count(Refusal.SERIES_LIMIT);
            return false;
        }
        if (memory.isFull()) {
            refusals.count(Refusal.BYTES_LIMIT);
            return false;
        }
        return true;
    }

    private boolean isFree(SeriesRef series, @Nullable SampleSource source) {
        boolean isFree = series.owner == null || series.owner == source;
        if (!isFree) {
            refusals.count(Refusal.FOREIGN);
        }
        return isFree;
    }

    private boolean isLater(SeriesRef series, long millis) {
        long last = series.lastMillis();
        if (last >= millis) {
            refusals.countLate(millis, last);
        }
        return last < millis;
    }

    /** Whether no source owns a series and it has no sample as late; if not, that is counted. */
    synchronized boolean isLoose(SeriesRef series, long millis) {
        return isFree(series, null) && isLater(series, millis);
    }

    synchronized void release(SeriesRef series) {
        series.owner = null;
    }

    /**
     * Takes out series that have no sample left in the window, and old chunks of others that nobody
     * writes; owners see to theirs.
     */
    synchronized void sweep(long beforeMillis) {
        index.removeIf(series -> series.owner == null && isGone(series, beforeMillis));
        memory.dropRows(beforeMillis);
        memory.setIndex(index.bytes() + labelBytes);
    }

    /** Drops what is after a time in series that nobody owns; owners see to theirs. */
    synchronized void cut(long afterMillis) {
        index.forEach(
                series -> {
                    if (series.owner == null) {
                        writer.cut(series, afterMillis);
                    }
                });
    }

    private boolean isGone(SeriesRef series, long beforeMillis) {
        if (series.lastMillis() < beforeMillis) {
            memory.addSamples(-series.sampleBytes());
            labelBytes -= SeriesRef.labelBytes(series.labels());
            return true;
        }
        if (series.firstMillis() < beforeMillis) {
            writer.trim(series, beforeMillis);
        }
        return false;
    }
}
