package io.hypervigil.tsdb.chunk;

import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.storage.Staleness;
import org.jspecify.annotations.Nullable;

/**
 * A closed stretch of one series: a value in each of some consecutive rounds of a row. A staleness
 * marker may be the last of them; it is not among the encoded values, which it would spoil.
 *
 * <p>Thread: any; immutable.
 */
public final class Chunk {

    private final TimeRow row;
    private final long[] words;
    private final short from;
    private final short count;
    private final boolean hasMarker;

    /**
     * @param words the values as encoded; taken as they are
     * @param from the first round
     * @param count of rounds, that of the marker among them
     */
    public Chunk(TimeRow row, int from, int count, long[] words, boolean hasMarker) {
        if (from < 0 || count < 1 || from + count > row.size()) {
            throw new IllegalArgumentException(
                    count + " rounds from " + from + " on in a row of " + row.size());
        }
        this.row = row;
        this.words = words;
        this.from = (short) from;
        this.count = (short) count;
        this.hasMarker = hasMarker;
    }

    public TimeRow row() {
        return row;
    }

    /** Its first round in the row. */
    public int from() {
        return from;
    }

    /** How many samples, the marker among them. */
    public int count() {
        return count;
    }

    /** Whether the last sample is a staleness marker. */
    public boolean hasMarker() {
        return hasMarker;
    }

    /** The values as encoded, the marker not among them; not to be changed. */
    public long[] words() {
        return words;
    }

    public long firstMillis() {
        return row.at(from);
    }

    public long lastMillis() {
        return row.at(from + count - 1);
    }

    /** Its first rounds only. */
    public Chunk first(int rounds, ChunkEncoder encoder) {
        if (rounds >= count) {
            return this;
        }
        ChunkDecoder.decode(words, rounds, encoder.values(), encoder.longs(), 0);
        return new Chunk(row, from, rounds, encoder.encode(encoder.values(), rounds), false);
    }

    /** Its rounds up to a time, which is not before its first one. */
    public Chunk until(long millis, ChunkEncoder encoder) {
        return first(row.firstAfter(millis, from, from + count) - from, encoder);
    }

    /** Decodes all, so that damage shows as an {@link IndexOutOfBoundsException}. */
    public void validate(ChunkEncoder encoder) {
        ChunkDecoder.decode(words, valueCount(), encoder.values(), encoder.longs(), 0);
    }

    private int valueCount() {
        return hasMarker ? count - 1 : count;
    }

    /** Adds the samples within a span to a buffer. */
    void read(long afterMillis, long toMillis, SampleBuffer into) {
        int start = row.firstAfter(afterMillis, from, from + count);
        int end = row.firstAfter(toMillis, start, from + count);
        if (start < end) {
            read(start - from, end - from, into);
        }
    }

    /** Adds the last sample of a span. Returns whether there is one. */
    boolean readLast(long afterMillis, long toMillis, SampleBuffer into) {
        int end = row.firstAfter(toMillis, from, from + count);
        if (end == from || row.at(end - 1) <= afterMillis) {
            return false;
        }
        read(end - 1 - from, end - from, into);
        return true;
    }

    private void read(int start, int end, SampleBuffer into) {
        into.ensureFloats(end);
        int at = into.floatCount();
        var floats = into.floats();
        ChunkDecoder.decode(words, Math.min(end, valueCount()), floats, into.floatMillis(), at);
        if (hasMarker && end == count) {
            floats[at + end - 1] = Staleness.MARKER;
        }
        if (start > 0) {
            System.arraycopy(floats, at + start, floats, at, end - start);
        }
        row.copy(from + start, end - start, into.floatMillis(), at);
        into.addedFloats(end - start);
    }

    /**
     * Memory, in bytes.
     *
     * @param before the chunk before it, with which it may share its words
     */
    @SuppressWarnings("ReferenceEquality") // Shared is what counts.
    long bytes(@Nullable Chunk before) {
        boolean isShared = before != null && before.words == words;
        long rowBytes = row.isOwn() ? row.bytes() : 0;
        return 24 + rowBytes + (isShared || words.length == 0 ? 0 : 16 + 8L * words.length);
    }
}
