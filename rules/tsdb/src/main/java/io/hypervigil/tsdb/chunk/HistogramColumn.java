package io.hypervigil.tsdb.chunk;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.storage.Staleness;
import java.util.Arrays;
import java.util.function.ObjLongConsumer;

/**
 * The histograms of one series, kept as they are: rare here, and shared with whoever reads them.
 *
 * <p>As with a {@link Column} the writer publishes another one where there is no room. Thread: one
 * writer, any readers.
 */
public final class HistogramColumn {

    /** No samples. */
    public static final HistogramColumn EMPTY =
            new HistogramColumn(new long[0], new FloatHistogram[0], 0);

    private static final int SMALL = 4;

    private final long[] millis;
    private final FloatHistogram[] values;
    private volatile int count;

    private HistogramColumn(long[] millis, FloatHistogram[] values, int count) {
        this.millis = millis;
        this.values = values;
        this.count = count;
    }

    /** This with one more, or another one with it where there is no room. */
    public HistogramColumn append(long time, FloatHistogram value) {
        int at = count;
        if (at < values.length) {
            millis[at] = time;
            values[at] = value;
            count = at + 1;
            return this;
        }
        int capacity = Math.max(SMALL, at * 2);
        var longer =
                new HistogramColumn(
                        Arrays.copyOf(millis, capacity), Arrays.copyOf(values, capacity), at);
        return longer.append(time, value);
    }

    /** Whether there is room for one more. */
    public boolean hasRoom() {
        return count < values.length;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** Without those before a time. */
    public HistogramColumn trim(long beforeMillis) {
        return isEmpty() || millis[0] >= beforeMillis
                ? this
                : range(firstAfter(beforeMillis - 1, count), count);
    }

    /** Without those after a time. */
    public HistogramColumn until(long time) {
        return lastMillis() <= time ? this : range(0, firstAfter(time, count));
    }

    private HistogramColumn range(int from, int to) {
        return from == to
                ? EMPTY
                : new HistogramColumn(
                        Arrays.copyOfRange(millis, from, to),
                        Arrays.copyOfRange(values, from, to),
                        to - from);
    }

    private int firstAfter(long time, int size) {
        int found = Arrays.binarySearch(millis, 0, size, time);
        return found < 0 ? -found - 1 : found + 1;
    }

    /** Adds those within a span to a buffer. */
    public void read(long afterMillis, long toMillis, SampleBuffer into) {
        int size = count;
        int end = firstAfter(toMillis, size);
        for (int i = firstAfter(afterMillis, size); i < end; i++) {
            into.add(millis[i], values[i]);
        }
    }

    /** Adds the last one of a span, if there is one. */
    public void readLast(long afterMillis, long toMillis, SampleBuffer into) {
        int last = firstAfter(toMillis, count) - 1;
        if (last >= 0 && millis[last] > afterMillis) {
            into.add(millis[last], values[last]);
        }
    }

    /** When the first is of; {@link Long#MAX_VALUE} where there is none. */
    public long firstMillis() {
        return count == 0 ? Long.MAX_VALUE : millis[0];
    }

    /** When the last is of; {@link Long#MIN_VALUE} where there is none. */
    public long lastMillis() {
        int size = count;
        return size == 0 ? Long.MIN_VALUE : millis[size - 1];
    }

    /** Whether the last one is a staleness marker. */
    public boolean hasMarker() {
        int size = count;
        return size > 0 && Staleness.isMarker(values[size - 1].sum());
    }

    public int samples() {
        return count;
    }

    /** Hands over all in the order of time. */
    public void forEach(ObjLongConsumer<FloatHistogram> histogram) {
        int size = count;
        for (int i = 0; i < size; i++) {
            histogram.accept(values[i], millis[i]);
        }
    }

    /** Memory of a histogram, in bytes. */
    public static long bytesOf(FloatHistogram histogram) {
        int spans = histogram.positiveSpans().length + histogram.negativeSpans().length;
        int numbers =
                histogram.positiveBuckets().length
                        + histogram.negativeBuckets().length
                        + histogram.customBounds().length;
        return 160 + 20L * spans + 8L * numbers;
    }

    /** Memory, in bytes. */
    public long bytes() {
        long bytes = values.length == 0 ? 0 : 56 + 12L * values.length;
        int size = count;
        for (int i = 0; i < size; i++) {
            bytes += bytesOf(values[i]);
        }
        return bytes;
    }
}
