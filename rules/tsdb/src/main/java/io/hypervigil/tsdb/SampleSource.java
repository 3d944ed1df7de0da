package io.hypervigil.tsdb;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.tsdb.chunk.TimeRow;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A writer of rounds: samples of many series at one time. Floats of a round become visible when it
 * is committed; a series that the round before had and this one has not ends with a staleness
 * marker.
 *
 * <pre>{@code
 * if (source.begin(millis)) {
 *     source.append(ref, value); // for each series
 *     source.commit();
 * }
 * }</pre>
 *
 * <p>Thread: one at a time; many sources side by side. A series belongs to the source that writes
 * it until it ends.
 */
public final class SampleSource implements AutoCloseable {

    private static final SeriesRef[] NONE = {};

    /** Less may be two samples that took turns on their way, or a clock that is being corrected. */
    private static final long SET_BACK_MILLIS = 60_000;

    private final String name;
    private final SampleWindow window;
    private final Roster roster;
    private final Memory memory;
    private final Refusals refusals;
    private final SeriesWriter writer;

    private TimeRow row = TimeRow.of(new long[0]);
    private long millis = Long.MIN_VALUE;
    private int round;
    private boolean isOpen;
    private boolean isClosed;

    /** The series of the last round, in the order they were written, and those of the open one. */
    private SeriesRef[] last = NONE;

    private SeriesRef[] current = NONE;
    private int lastCount;
    private int currentCount;

    /** Of the open round, how many are in the same place as in the last. */
    private int same;

    SampleSource(
            String name, SampleWindow window, Roster roster, Memory memory, Refusals refusals) {
        this.name = name;
        this.window = window;
        this.roster = roster;
        this.memory = memory;
        this.refusals = refusals;
        this.writer = new SeriesWriter(memory, refusals);
    }

    public String name() {
        return name;
    }

    /**
     * Begins a round. Where it is earlier than the one before by a minute or more, the clock was
     * set back: what this source wrote after that time, and what nobody writes any longer, did not
     * happen and is dropped.
     *
     * @param millis since 1970
     * @return false where it is not later than the round before, or older than the window: the
     *     round is refused and counted, and nothing is to be appended or committed
     * @throws IllegalStateException where a round is open, or the source is closed
     */
    public boolean begin(long millis) {
        if (isOpen || isClosed) {
            throw new IllegalStateException(
                    name + ": " + (isOpen ? "a round is open" : "the source is closed"));
        }
        if (millis <= this.millis && this.millis - millis >= SET_BACK_MILLIS) {
            setBack(millis);
        } else if (millis <= this.millis) {
            refusals.countLate(millis, this.millis);
            return false;
        }
        if (millis < window.oldestMillis()) {
            refusals.count(Refusal.TOO_OLD);
            return false;
        }
        start(millis);
        return true;
    }

    // A host whose clock ran hours ahead until its first synchronisation must not be blind for
    // these.
    private void setBack(long time) {
        window.setBack(time);
        for (int i = 0; i < lastCount; i++) {
            writer.cut(last[i], time - 1);
        }
        row = TimeRow.of(new long[0]);
    }

    private void start(long time) {
        if (row.isFull()) {
            row = TimeRow.ofRounds();
            memory.addRow(row);
        }
        row.stage(time);
        millis = time;
        round++;
        isOpen = true;
    }

    /**
     * The series of these labels, made where there is none.
     *
     * @return null where a limit or another source refuses it, which is counted
     */
    public @Nullable SeriesRef series(Labels labels) {
        return roster.get(labels, this);
    }

    /**
     * Adds a sample to the open round.
     *
     * @return false where it is refused, which is counted
     * @throws IllegalStateException where no round is open
     */
    public boolean append(SeriesRef series, double value) {
        var target = admit(series);
        return target != null
                && taken(
                        target,
                        writer.append(target, row, row.size(), value, window.oldestMillis()));
    }

    /** Adds a histogram, which is kept as it is and visible at once; otherwise as a float. */
    public boolean append(SeriesRef series, FloatHistogram value) {
        var target = admit(series);
        return target != null
                && taken(target, writer.append(target, millis, value, window.oldestMillis()));
    }

    /** The series to write, owned; null where it is refused. */
    private @Nullable SeriesRef admit(SeriesRef series) {
        if (!isOpen) {
            throw new IllegalStateException(name + ": no round is open");
        }
        var target = series.owner == this ? series : roster.claim(series, this, millis);
        if (target != null && target.round == round) {
            refusals.count(Refusal.DUPLICATE);
            return null;
        }
        return target;
    }

    private boolean taken(SeriesRef series, boolean isWritten) {
        if (!isWritten) {
            if (series.round == 0) {
                roster.release(series);
            }
            return false;
        }
        series.round = round;
        if (currentCount == current.length) {
            current = Arrays.copyOf(current, Math.max(16, currentCount + (currentCount >> 1)));
        }
        if (currentCount < lastCount && last[currentCount] == series) {
            same++;
        }
        current[currentCount++] = series;
        return true;
    }

    /**
     * Ends the round.
     *
     * @throws IllegalStateException where no round is open
     */
    public void commit() {
        if (!isOpen) {
            throw new IllegalStateException(name + ": no round is open");
        }
        boolean isAnyMissing = same < lastCount;
        if (isAnyMissing) {
            endThoseMissing();
        }
        row.commit();
        isOpen = false;
        if (isAnyMissing) {
            releaseThoseMissing();
        }
        var spare = last;
        last = current;
        lastCount = currentCount;
        // What is left in the spare array would keep series alive that have gone.
        Arrays.fill(spare, null);
        current = spare;
        currentCount = 0;
        same = 0;
        window.committed(millis, lastCount);
    }

    /** Their markers are seen when the round is. */
    private void endThoseMissing() {
        for (int i = 0; i < lastCount; i++) {
            if (last[i].round != round) {
                writer.end(last[i], row, row.size());
            }
        }
    }

    private void releaseThoseMissing() {
        for (int i = 0; i < lastCount; i++) {
            if (last[i].round != round) {
                writer.close(last[i], window.oldestMillis());
                roster.release(last[i]);
            }
        }
    }

    /**
     * Commits an open round and ends all series of the last one, with markers a millisecond after
     * it. A second time does nothing.
     */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        if (isOpen) {
            commit();
        }
        isClosed = true;
        if (lastCount > 0) {
            start(millis + 1);
            commit();
        }
    }
}
