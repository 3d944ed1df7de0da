package io.hypervigil.nvml.xid;

import java.time.Instant;
import java.util.ArrayDeque;

/**
 * Counts one XID of one GPU, which two sources tell of: the kernel's log and the driver's events.
 *
 * <p>A sighting by one source takes away a sighting by the other that is at most {@link
 * #WINDOW_SECONDS} older, and is not counted: they are of the same error. One that finds none is
 * counted and waits for its counterpart. So a burst counts as often as the source that saw more of
 * it says, whatever the order, and no error counts twice because a window ended between its two
 * sightings.
 *
 * <p>Thread: one at a time.
 */
final class Tally {

    /** Six rounds: an event that a stuck call keeps back for longer is counted on its own. */
    static final long WINDOW_SECONDS = 30;

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private Source waitingFrom = Source.KERNEL_LOG;
    private long count;
    private Instant last = Instant.EPOCH;

    /** Who saw an error. */
    enum Source {
        KERNEL_LOG,
        EVENT
    }

    /** Sightings of one second: a burst of a million keeps no million entries. */
    private record Waiting(long second, long sightings) {}

    /**
     * Counts an error, unless the other source told of it.
     *
     * @param at when it happened, as near as is known
     */
    void sighted(Source source, Instant at) {
        long second = at.getEpochSecond();
        if (second < last.getEpochSecond() - WINDOW_SECONDS) {
            // Of the ring's past: it has no counterpart, and is none of what waits.
            count++;
            return;
        }
        last = at.isAfter(last) ? at : last;
        waiting.removeIf(it -> it.second() < second - WINDOW_SECONDS);
        if (!waiting.isEmpty() && waitingFrom != source) {
            takeOne();
        } else {
            count++;
            waitingFrom = source;
            await(second);
        }
    }

    long count() {
        return count;
    }

    /** When it last happened. */
    Instant last() {
        return last;
    }

    private void await(long second) {
        var newest = waiting.peekLast();
        long before = 0;
        if (newest != null && newest.second() == second) {
            waiting.removeLast();
            before = newest.sightings();
        }
        waiting.add(new Waiting(second, before + 1));
    }

    private void takeOne() {
        var oldest = waiting.removeFirst();
        if (oldest.sightings() > 1) {
            waiting.addFirst(new Waiting(oldest.second(), oldest.sightings() - 1));
        }
    }
}
