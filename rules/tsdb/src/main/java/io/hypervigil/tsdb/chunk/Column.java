package io.hypervigil.tsdb.chunk;

import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.storage.Staleness;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The floats of one series: closed chunks, and an open stretch of consecutive rounds of one row,
 * whose first values are encoded and whose latest are plain in a tail.
 *
 * <p>A value goes in place where the tail has room; else the writer gets another column, which it
 * publishes to the readers. Those of an older column see what was there when they took it, and
 * nothing of a round that is not committed. Thread: one writer, any readers.
 */
public final class Column {

    /** Plain values before they are encoded: what is left of the speed of plain ones is memory. */
    private static final int TAIL = 32;

    private static final int SMALL_TAIL = 8;
    private static final long[] NOTHING = {};
    private static final double[] NO_TAIL = {};

    /** No samples. */
    public static final Column EMPTY = new Column(new Chunk[0]);

    private final Chunk[] closed;
    private final TimeRow row;
    private final long[] packed;

    /** One value where all are the same. */
    private final double[] tail;

    private final short from;
    private final short packedCount;

    /** Values in the tail. Written before a round is committed, read after: that orders it. */
    private int count;

    private Column(Chunk[] closed) {
        this(closed, TimeRow.NONE, 0, NOTHING, 0, NO_TAIL, 0);
    }

    private Column(
            Chunk[] closed,
            TimeRow row,
            int from,
            long[] packed,
            int packedCount,
            double[] tail,
            int count) {
        this.closed = closed;
        this.row = row;
        this.from = (short) from;
        this.packed = packed;
        this.packedCount = (short) packedCount;
        this.tail = tail;
        this.count = count;
    }

    /** A column of chunks in the order of time. */
    public static Column of(Chunk[] closed) {
        return new Column(closed.clone());
    }

    /** The row that the open stretch is in, or one without rounds. */
    public TimeRow row() {
        return row;
    }

    /** Adds a value where that takes no memory. False where it is not added. */
    @SuppressWarnings("ReferenceEquality") // It is in this row or it is not.
    public boolean appendInPlace(TimeRow current, int round, double value) {
        if (current != row || round != from + packedCount + count) {
            return false;
        }
        if (count < tail.length) {
            if (Staleness.isMarker(tail[count - 1])) {
                return false;
            }
            tail[count++] = value;
            return true;
        }
        if (tail.length == 1 && count < TAIL && isSame(tail[0], value) && !hasMarker()) {
            count++;
            return true;
        }
        return false;
    }

    private static boolean isSame(double a, double b) {
        return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
    }

    /** Whether the series has ended. */
    public boolean hasMarker() {
        return count > 0
                ? Staleness.isMarker(valueOfTail(count - 1))
                : closed.length > 0 && closed[closed.length - 1].hasMarker();
    }

    private double valueOfTail(int index) {
        return tail.length == 1 ? tail[0] : tail[index];
    }

    /** A column with one value more. All rounds before it are committed. */
    @SuppressWarnings("ReferenceEquality")
    public Column append(TimeRow current, int round, double value, ChunkEncoder encoder) {
        if (current != row || round != from + packedCount + count || hasMarker()) {
            return new Column(
                    withOpen(encoder), current, round, NOTHING, 0, new double[] {value}, 1);
        }
        if (count < TAIL) {
            var longer = new double[Math.max(SMALL_TAIL, Math.min(TAIL, count * 2))];
            copyTail(longer, 0, count);
            longer[count] = value;
            return new Column(closed, row, from, packed, packedCount, longer, count + 1);
        }
        int size = open(encoder.values(), encoder.longs(), packedCount + count);
        return new Column(
                closed,
                row,
                from,
                encoder.encode(encoder.values(), size),
                size,
                new double[] {value},
                1);
    }

    /** The same samples, with a row that has room for more. */
    public Column withRow(TimeRow longer) {
        return new Column(closed, longer, from, packed, packedCount, tail, count);
    }

    /** The same samples, all in chunks. */
    public Column close(ChunkEncoder encoder) {
        return count == 0 ? this : new Column(withOpen(encoder));
    }

    private Chunk[] withOpen(ChunkEncoder encoder) {
        if (count == 0) {
            return closed;
        }
        var all = Arrays.copyOf(closed, closed.length + 1);
        all[closed.length] = closeOpen(packedCount + count, encoder);
        return all;
    }

    /** A constant takes the words of the chunk before it. */
    private Chunk closeOpen(int size, ChunkEncoder encoder) {
        open(encoder.values(), encoder.longs(), size);
        boolean isEnd = Staleness.isMarker(encoder.values()[size - 1]);
        var words = encoder.encode(encoder.values(), isEnd ? size - 1 : size);
        if (closed.length > 0 && Arrays.equals(closed[closed.length - 1].words(), words)) {
            words = closed[closed.length - 1].words();
        }
        return new Chunk(row.isOwn() ? row.compact() : row, from, size, words, isEnd);
    }

    /** Decodes the first values of the open stretch. */
    private int open(double[] into, long[] scratch, int size) {
        int encoded = Math.min(size, packedCount);
        ChunkDecoder.decode(packed, encoded, into, scratch, 0);
        copyTail(into, encoded, size - encoded);
        return size;
    }

    private void copyTail(double[] into, int at, int size) {
        if (tail.length == 1) {
            Arrays.fill(into, at, at + size, tail[0]);
        } else {
            System.arraycopy(tail, 0, into, at, size);
        }
    }

    /** Without the chunks that end before a time. */
    public Column trim(long beforeMillis) {
        int gone = 0;
        while (gone < closed.length && closed[gone].lastMillis() < beforeMillis) {
            gone++;
        }
        if (gone == 0) {
            return this;
        }
        var kept = Arrays.copyOfRange(closed, gone, closed.length);
        return new Column(kept, row, from, packed, packedCount, tail, count);
    }

    /** The samples up to a time, all in chunks if any is later. All rounds are committed. */
    public Column until(long millis, ChunkEncoder encoder) {
        if (lastMillis() <= millis) {
            return this;
        }
        var all = withOpen(encoder);
        int kept = all.length;
        while (kept > 0 && all[kept - 1].firstMillis() > millis) {
            kept--;
        }
        var cut = Arrays.copyOf(all, kept);
        if (kept > 0) {
            cut[kept - 1] = cut[kept - 1].until(millis, encoder);
        }
        return new Column(cut);
    }

    /** Samples of the open stretch that readers may see. */
    private int visible() {
        int committed = row.size() - from;
        return Math.clamp(committed, 0, packedCount + count);
    }

    /** Adds the samples within a span to a buffer. */
    public void read(long afterMillis, long toMillis, SampleBuffer into) {
        int first = closed.length;
        while (first > 0 && closed[first - 1].lastMillis() > afterMillis) {
            first--;
        }
        for (int i = first; i < closed.length && closed[i].firstMillis() <= toMillis; i++) {
            closed[i].read(afterMillis, toMillis, into);
        }
        int visible = visible();
        int start = row.firstAfter(afterMillis, from, from + visible);
        int end = row.firstAfter(toMillis, start, from + visible);
        if (start < end) {
            readOpen(start - from, end - from, into);
        }
    }

    private void readOpen(int start, int end, SampleBuffer into) {
        into.ensureFloats(end);
        int at = into.floatCount();
        var floats = into.floats();
        int encoded = start < packedCount ? Math.min(end, packedCount) : 0;
        ChunkDecoder.decode(packed, encoded, floats, into.floatMillis(), at);
        int tailFrom = Math.max(0, start - packedCount);
        int skipped = encoded == 0 ? 0 : start;
        if (skipped > 0) {
            System.arraycopy(floats, at + skipped, floats, at, encoded - skipped);
        }
        int behind = at + encoded - skipped;
        int tailCount = Math.max(0, end - packedCount - tailFrom);
        if (tail.length == 1) {
            Arrays.fill(floats, behind, behind + tailCount, tail[0]);
        } else {
            System.arraycopy(tail, tailFrom, floats, behind, tailCount);
        }
        row.copy(from + start, end - start, into.floatMillis(), at);
        into.addedFloats(end - start);
    }

    /** Adds the last sample of a span, if there is one. */
    public void readLast(long afterMillis, long toMillis, SampleBuffer into) {
        int end = row.firstAfter(toMillis, from, from + visible());
        if (end > from) {
            if (row.at(end - 1) > afterMillis) {
                readOpen(end - 1 - from, end - from, into);
            }
            return;
        }
        for (int i = closed.length - 1; i >= 0; i--) {
            if (closed[i].firstMillis() <= toMillis) {
                closed[i].readLast(afterMillis, toMillis, into);
                return;
            }
        }
    }

    /** When its first sample is of; {@link Long#MAX_VALUE} where there is none. */
    public long firstMillis() {
        if (closed.length > 0) {
            return closed[0].firstMillis();
        }
        return visible() > 0 ? row.at(from) : Long.MAX_VALUE;
    }

    /** When its last sample is of; {@link Long#MIN_VALUE} where there is none. */
    public long lastMillis() {
        int visible = visible();
        if (visible > 0) {
            return row.at(from + visible - 1);
        }
        return closed.length > 0 ? closed[closed.length - 1].lastMillis() : Long.MIN_VALUE;
    }

    public long samples() {
        long samples = visible();
        for (var chunk : closed) {
            samples += chunk.count();
        }
        return samples;
    }

    /** Chunks, the open stretch among them. */
    public int chunks() {
        return closed.length + (visible() > 0 ? 1 : 0);
    }

    /** Hands over all samples as chunks in the order of time, the open stretch as it is now. */
    public void forEachChunk(ChunkEncoder encoder, Consumer<Chunk> chunk) {
        for (var each : closed) {
            chunk.accept(each);
        }
        int visible = visible();
        if (visible > 0) {
            chunk.accept(closeOpen(visible, encoder));
        }
    }

    /** Memory, in bytes, but for rows shared with other series. */
    public long bytes() {
        long bytes = 32 + 16 + 4L * closed.length;
        bytes += tail.length == 0 ? 0 : 16 + 8L * tail.length;
        bytes += packed.length == 0 ? 0 : 16 + 8L * packed.length;
        bytes += row.isOwn() ? row.bytes() : 0;
        for (int i = 0; i < closed.length; i++) {
            bytes += closed[i].bytes(i == 0 ? null : closed[i - 1]);
        }
        return bytes;
    }
}
