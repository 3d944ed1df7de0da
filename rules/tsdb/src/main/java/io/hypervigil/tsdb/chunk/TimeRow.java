package io.hypervigil.tsdb.chunk;

import java.util.Arrays;

/**
 * The times of consecutive rounds, ascending, shared by the chunks of all series that were written
 * in them.
 *
 * <p>A round is staged, its samples are written, then it is committed: readers see times and
 * samples up to the last commit only. Thread: one writer, any readers.
 */
public final class TimeRow {

    /** Rounds in a row: half an hour at 15 s, which is by how much data outlives the window. */
    public static final int CAPACITY = 128;

    /** A row without rounds. */
    static final TimeRow NONE = new TimeRow(0, false);

    private static final int SMALL = 8;

    /** Empty where the times are regular. */
    private final long[] millis;

    private final long startMillis;
    private final int stepMillis;
    private final boolean isOwn;
    private volatile int size;

    private TimeRow(int capacity, boolean isOwn) {
        this(new long[capacity], 0, 0, 0, isOwn);
    }

    private TimeRow(long[] millis, long startMillis, int stepMillis, int size, boolean isOwn) {
        this.millis = millis;
        this.startMillis = startMillis;
        this.stepMillis = stepMillis;
        this.size = size;
        this.isOwn = isOwn;
    }

    /** An empty row of full capacity, for many series. */
    public static TimeRow ofRounds() {
        return new TimeRow(CAPACITY, false);
    }

    /** An empty row of one series, which has to be replaced by a {@link #grown} one soon. */
    public static TimeRow ofOne() {
        return new TimeRow(SMALL, true);
    }

    /** A complete row for many series; takes the array where the times are not regular. */
    public static TimeRow of(long[] millis) {
        return of(millis, false);
    }

    private static TimeRow of(long[] millis, boolean isOwn) {
        int size = millis.length;
        long step = size < 2 ? 0 : millis[1] - millis[0];
        boolean isRegular = size > 0 && step <= Integer.MAX_VALUE;
        for (int i = 2; i < size && isRegular; i++) {
            isRegular = millis[i] - millis[i - 1] == step;
        }
        return isRegular
                ? new TimeRow(NONE.millis, millis[0], (int) step, size, isOwn)
                : new TimeRow(millis, 0, 0, size, isOwn);
    }

    /** The committed times in as little room as may be. */
    TimeRow compact() {
        return of(Arrays.copyOf(millis, size), isOwn);
    }

    /** A row of the same times with room for more. */
    public TimeRow grown() {
        int capacity = Math.min(CAPACITY, millis.length * 2);
        return new TimeRow(Arrays.copyOf(millis, capacity), 0, 0, size, isOwn);
    }

    /** Sets the time of the next round, which readers do not see yet. */
    public void stage(long time) {
        millis[size] = time;
    }

    /** Lets readers see the staged round. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // There is one writer.
    public void commit() {
        size++;
    }

    /** How many rounds are committed. */
    public int size() {
        return size;
    }

    /** Whether no further round can be staged. */
    public boolean isFull() {
        return size >= millis.length;
    }

    /** Whether it is full and cannot be {@link #grown}. */
    public boolean isComplete() {
        return isFull() && (millis.length == 0 || millis.length >= CAPACITY);
    }

    /** Whether it belongs to one series, which then counts its memory. */
    public boolean isOwn() {
        return isOwn;
    }

    /** The time of a round. */
    public long at(int index) {
        return millis.length > 0 ? millis[index] : startMillis + (long) index * stepMillis;
    }

    /** The first round of a stretch that is later than a time; its end where there is none. */
    int firstAfter(long time, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle) > time) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    void copy(int from, int count, long[] into, int at) {
        if (millis.length > 0) {
            System.arraycopy(millis, from, into, at, count);
            return;
        }
        long time = at(from);
        for (int i = at; i < at + count; i++) {
            into[i] = time;
            time += stepMillis;
        }
    }

    /** Memory, in bytes. */
    public long bytes() {
        return 32 + (millis.length == 0 ? 0 : 16 + 8L * millis.length);
    }
}
