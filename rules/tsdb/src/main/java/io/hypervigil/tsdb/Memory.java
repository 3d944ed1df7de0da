package io.hypervigil.tsdb;

import io.hypervigil.tsdb.chunk.TimeRow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the bytes of a window against its limit. Rows of times, which many series share, are
 * counted until they leave the window.
 *
 * <p>Thread: any.
 */
final class Memory {

    private final long limit;
    private final AtomicLong samples = new AtomicLong();
    private volatile long index;
    private final Deque<TimeRow> rows = new ArrayDeque<>();

    Memory(long limit) {
        this.limit = limit;
    }

    boolean isFull() {
        return samples.get() + index >= limit;
    }

    /** More bytes of samples, or fewer. */
    void addSamples(long bytes) {
        samples.addAndGet(bytes);
    }

    void setIndex(long bytes) {
        index = bytes;
    }

    synchronized void addRow(TimeRow row) {
        rows.add(row);
        addSamples(row.bytes());
    }

    synchronized void dropRows(long beforeMillis) {
        for (Iterator<TimeRow> each = rows.iterator(); each.hasNext(); ) {
            var row = each.next();
            if (row.size() > 0 && row.at(row.size() - 1) < beforeMillis) {
                each.remove();
                addSamples(-row.bytes());
            }
        }
    }

    long samples() {
        return samples.get();
    }

    long index() {
        return index;
    }
}
